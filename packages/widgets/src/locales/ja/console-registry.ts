import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import type { PersonState, SourceKind } from "@okaeri/sdk/contract/registry";

const states: Record<PersonState, string> = {
  leaving: "退職予定",
  noticed: "退職済み",
  invited: "招待済み",
  pending: "確認待ち",
  verified: "本人確認済み",
  active: "参加中",
  dormant: "休眠",
  withdrawn: "退会",
  erased: "消去済み",
  rehired: "再入社",
};

const sources: Record<SourceKind, string> = {
  file: "ファイル",
  api: "API",
  scim: "SCIM",
  smarthr: "SmartHR",
  freee: "freee人事労務",
  hand: "手入力",
  person: "本人",
};

const consents: Record<ConsentPurpose, string> = {
  community: "参加と連絡",
  jobs: "求人のお知らせ",
  scouting: "担当者からの声かけ",
  evaluation: "在籍時の評価の利用",
  group_companies: "グループ会社への提供",
  statistics: "統計",
};

/** Who did something, by the kind of caller; `key` is a program of the organization. */
const actors = {
  system: "システム",
  member: "本人",
  employee: "社員",
  recruiter: "人事担当者",
  admin: "管理者",
  auditor: "監査担当者",
  visitor: "来訪者",
  key: "API キー",
};

/** What several views of the registry say. */
export const ja = {
  states,
  actors,
  sources,
  consents,
  former: (name: string) => `（旧姓 ${name}）`,
  people: (count: string) => `${count}人`,
  none: "なし",
  reason: "理由",
  reasonLabel: (required: boolean): string => (required ? "理由（必須。記録に残ります）" : "理由（記録に残ります）"),
  reasonMissing: "理由をお書きください。",
  cancel: "やめる",
  retry: "もう一度試す",
  more: "さらに見る",
};

export type RegistryMessages = typeof ja;
