export const ja = {
  keyword: "職種やキーワード",
  filter: (count: number) => `絞り込む${count ? `（${count}）` : ""}`,
  count: (count: number, more: string | null) => `求人 ${count}件${more ? "以上" : ""}`,
  more: "もっと見る",
  failed: "求人を読み込めませんでした。",
  retry: "もう一度読み込む",
  remote: { none: "", partly: "一部リモート", fully: "フルリモート" },
  closes: (day: string) => `${day}締切`,
  employmentType: {
    full_time: "正社員",
    part_time: "パート・アルバイト",
    contract: "契約社員",
    temporary: "期間限定",
    internship: "インターン",
    freelance: "業務委託",
    side_job: "副業",
    other: "その他",
  },
  pay: {
    hour: (amount: string) => `時給 ${amount}`,
    day: (amount: string) => `日給 ${amount}`,
    month: (amount: string) => `月給 ${amount}`,
    year: (amount: string) => `年収 ${amount}`,
  },
  payFrom: (amount: string) => `${amount}から`,
  payUpTo: (amount: string) => `${amount}まで`,
};

export type JobBoardMessages = typeof ja;
