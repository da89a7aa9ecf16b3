import { ja as deeds } from "./deeds.ts";

/** What the whole page says; each of its parts brings its own words. */
export const ja = {
  ...deeds,
  title: (name: string) => `${name}さんのページ`,
  signOut: "サインアウト",
  applications: "応募と面談",
  searches: "気になる求人と保存した条件",
  known: "登録されている情報",
  names: "お名前",
  contacts: "連絡先",
  visibility: "ほかの人からの見え方",
  consents: "同意",
  nda: "秘密保持",
  access: "サインインの方法",
  requests: "データの受け取りと請求",
  leaving: "退会",
  notMember: "このページは、登録された方のためのものです。いまのサインインではご利用になれません。",
  failedLoad: "読み込めませんでした。通信の状態を確かめて、もう一度お試しください。",
  retry: "もう一度読み込む",
  save: "保存する",
  saving: "保存しています",
  saved: "保存しました。",
  cancel: "やめる",
  optional: "任意",
};

export type AccountMessages = typeof ja;
