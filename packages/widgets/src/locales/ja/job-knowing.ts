export const ja = {
  heading: "あなたの経験との重なり",
  score: (points: number) => `${points}点（100点中）`,
  sure: (share: number): string =>
    share >= 0.75
      ? "判断の材料は、ほぼそろっています。"
      : share >= 0.4
        ? "判断の材料が足りないところがあります。"
        : "判断の材料が少なく、目安にとどまります。",
  undecided: "まだ分かりません。お仕事の記録か求人に、手がかりがありません。",
  lines: {
    department: "部署",
    skills: "スキル",
    grade: "等級",
    familiarity: "在籍時からの知識",
  },
  points: (points: number, max: number) => `${points}／${max}`,
  notCounted: "手がかりがなく、数えていません",
  department: (names: string) => `${names}にいらっしゃいました`,
  noDepartment: "いらした部署とは別です",
  has: (names: string) => `お持ちのもの：${names}`,
  hasNot: (names: string) => `記録にないもの：${names}`,
  grade: (grade: string) => `退職時と同じ${grade}です`,
  otherGrade: (grade: string) => `退職時の等級とは別の${grade}です`,
  familiar: (names: string) => `在籍中からあるもの：${names}`,
  newSince: (names: string) => `そのあとに加わったもの：${names}`,
  basis: "部署・スキル・等級・退職日だけから計算しています。年齢や性別などは使いません。",
  changes: "退職されたあとに変わったこと",
  changesSince: (day: string) => `${day}より後の、この部署と全社のことです。`,
  changesEver: "退職日が分からないため、これまでのことを並べています。",
  kinds: {
    organization: "組織",
    tools: "道具",
    process: "進め方",
    products: "商品・サービス",
    policy: "制度",
    pay: "報酬の仕組み",
  },
  renamed: (from: string, to: string) => `「${from}」は「${to}」になりました。`,
  failed: "あなたの経験との重なりを読み込めませんでした。",
  retry: "もう一度読み込む",
  join: "、",
};

export type JobKnowingMessages = typeof ja;
