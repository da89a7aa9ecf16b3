// A change of wording needs a new version: what somebody agreed to is kept by it.
export const version = "2026-11-22.ja";

export const ja = {
  community: {
    title: "参加と連絡",
    text: (organization: string) =>
      `${organization}が、在籍の確認と、このつながりの運営のために、お名前と連絡先を使います。`,
  },
  jobs: {
    title: "求人のお知らせ",
    text: (organization: string) => `以前の部署や職種に合う求人を、${organization}からメールでお送りします。`,
  },
  scouting: {
    title: "担当者からの声かけ",
    text: (organization: string) => `${organization}の採用担当者が、あなたに合う仕事があるときに直接ご連絡します。`,
  },
  statistics: {
    title: "統計",
    text: (organization: string) =>
      `だれのことか分からない数字にまとめたうえで、${organization}が制度をよくするために使います。`,
  },
};

export type ConsentTexts = typeof ja;
