export const ja = {
  alumniOnly: "アルムナイ限定",
  invited: "あなたへのご案内",
  formerDepartment: (department: string) => `以前いらした「${department}」の求人です`,
  yourSkills: (skills: string[]) => `${skills.slice(0, 3).join("、")}のご経験が生きる求人です`,
  interested: "気になる求人",
  loading: "読み込んでいます",
  empty: "いま公開している求人はありません。",
  emptyHint: "新しい求人が出たら、ここに並びます。",
  none: "条件に合う求人が見つかりませんでした。",
  noneHint: "ことばを短くするか、条件を外してみてください。",
  reset: "条件をすべて外す",
  offline: "いまは、つながっていないようです。",
  offlineHint: "通信が戻ると、もう一度読み込みます。",
  failedHint: "通信の状態を確かめて、もう一度お試しください。",
  failed: "求人を読み込めませんでした。",
  retry: "もう一度読み込む",
};

export type JobActionsMessages = typeof ja;
