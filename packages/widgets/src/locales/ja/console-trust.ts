import type { AccessRole } from "@okaeri/sdk/contract/access";

const roles: Record<AccessRole, string> = {
  visitor: "来訪者",
  member: "メンバー",
  employee: "社員",
  recruiter: "人事担当者",
  auditor: "監査担当者",
  admin: "管理者",
  server: "会社のシステム",
};

/** What the API calls its answers, and what stands in the trail for a whole one. */
const resources = {
  Person: "退職者の記録",
  Employment: "在籍",
  SignUp: "登録の申し込み",
  Invitation: "招待",
  PrivacyRequest: "開示などの請求",
  LegalHold: "リーガルホールド",
  PersonalData: "本人のデータ一式",
};

/** Fields that are not those of a file. */
const fields = {
  contacts: "連絡先",
  earlierNames: "以前の氏名",
  separation: "離職票の内容",
  parts: "すべて",
};

/** What several panels of trust say. */
export const ja = {
  roles,
  resources,
  fields,
  fieldOf: (field: string, resource: string) => `${resource}の${field}`,
  ofRole: (field: string, role: string) => `${field}（${role}）`,
  person: "どなた",
  personHint: "氏名・ふりがな・番号の先頭",
  personFound: (count: number) => `${count}人見つかりました。`,
  personNone: "見つかりません。名簿にない方は選べません。",
  personMissing: "名簿から選んでください。",
  personAgain: "選び直す",
  personFailed: "探せませんでした。もう一度お書きください。",
  names: "氏名を表示する",
  namesNote: "名簿から氏名を読みます。読んだことも監査記録に残ります。",
  nameless: "名簿にない方",
  saved: "保存しました。",
  download: "保存する",
  readOnly: "変えられるのは管理者だけです。",
};

export type TrustMessages = typeof ja;
