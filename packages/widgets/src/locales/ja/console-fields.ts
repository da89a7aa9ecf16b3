import type { RegistryField } from "@okaeri/sdk/contract/registry-imports";

/** What a column of a file can hold, and a change be about. */
const fields: Record<RegistryField | "state" | "contact" | "separationNumber", string> = {
  externalId: "外部ID",
  employeeNumber: "社員番号",
  name: "氏名",
  familyName: "姓",
  givenName: "名",
  kana: "ふりがな",
  familyNameKana: "姓のふりがな",
  givenNameKana: "名のふりがな",
  romaji: "ローマ字",
  familyNameRomaji: "姓のローマ字",
  givenNameRomaji: "名のローマ字",
  formerFamilyName: "旧姓",
  birthDate: "生年月日",
  hiredOn: "入社日",
  leftOn: "退職日",
  lastWorkingOn: "最終出社日",
  status: "在籍状況",
  department: "部署",
  title: "役職",
  grade: "等級",
  employmentType: "雇用形態",
  separationCode: "離職票の区分",
  separationNumber: "離職票の番号",
  leavingReason: "退職理由（会社）",
  ownReason: "退職理由（本人）",
  rehireWishOn: "再雇用希望申出日",
  email: "メール",
  phone: "電話",
  skills: "スキル",
  kind: "種別（履歴のファイル）",
  value: "内容（履歴のファイル）",
  from: "開始日（履歴のファイル）",
  to: "終了日（履歴のファイル）",
  state: "状態",
  contact: "連絡先",
};

export const ja = { fields };

export type FieldMessages = typeof ja;
