import { trades } from "./japanese-trades.ts";

/** What is searched, in the fields of a posting. */
export interface SearchedPosting {
  id: string;
  title: string;
  department: string | null;
  location: string | null;
  skills: string[];
  text: string;
}

const places = [
  "東京都港区",
  "東京",
  "大阪府大阪市北区",
  "京都市下京区",
  "京都府",
  "横浜",
  "神奈川県川崎市",
  "名古屋",
  "愛知県豊田市",
  "福岡",
  "札幌市",
  "仙台",
  "東京・大阪",
  "埼玉県さいたま市",
  "Tokyo",
  null,
];

// Sentences of the house, of which a posting has some: about how and where, and the traps of other places' names.
const house = [
  "正社員での募集です。試用期間は三か月、条件は変わりません。",
  "契約社員からの登用があります。",
  "リモートワークは週に三日まで。",
  "在宅勤務が中心で、出社は月に二度ほどです。",
  "フレックスタイム制、コアタイムは十一時から三時。",
  "時短勤務の仲間が三割います。",
  "副業を認めています。",
  "業務委託での参画もご相談ください。",
  "東京本社との会議が週に一度あります。",
  "京都の研究所への出張があります。",
  "一度辞めた方の再入社を歓迎します。出戻りの先輩が十人います。",
  "アルムナイの方は、書類選考を省きます。",
  "元社員のカムバックを応援する制度（再雇用制度）があります。",
  "未経験の方には三か月の研修があります。",
  "パート・アルバイトも同時に募集しています。",
  "サーバールームのある建物ではないので、静かです。ウォーターサーバーはあります。",
];

const grades = ["", "主任クラス", "課長候補", "部長候補", "リーダー候補"];

/** 190 postings of an invented company, always the same: each trade in five hands, each at another place. */
export const japanesePostings: readonly SearchedPosting[] = trades.flatMap((trade, nth) =>
  [0, 1, 2, 3, 4].map((hand) => {
    const of = (list: readonly string[], shift = 0): string => list[(hand + shift) % list.length] ?? "";
    const seed = nth * 5 + hand;
    const grade = grades[seed % grades.length] ?? "";
    return {
      id: `ja-${seed}`,
      title: of(trade.titles) + (hand === 4 && grade !== "" ? `【${grade}】` : ""),
      department: hand === 3 ? null : of(trade.departments),
      location: places[(seed * 7) % places.length] ?? null,
      skills: trade.skills.slice(0, 1 + (hand % 3)),
      text: [
        of(trade.work),
        of(trade.work, 1),
        house[(seed * 3) % house.length],
        house[(seed * 5 + 8) % house.length],
      ].join("\n"),
    };
  }),
);
