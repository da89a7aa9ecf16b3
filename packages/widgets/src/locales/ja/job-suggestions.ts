export const ja = {
  suggestions: "候補",
  kind: { title: "職種", department: "部署", skill: "スキル" },
  count: (count: number) => `${count}件`,
};

export type JobSuggestionsMessages = typeof ja;
