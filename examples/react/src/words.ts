export type Language = "ja" | "en";

interface Words {
  company: string;
  other: string;
  otherLanguage: Language;
  title: string;
  intro: string;
  jobs: string;
  keyword: string;
  seen: string;
  seenNothing: string;
  join: string;
}

export const words: Record<Language, Words> = {
  ja: {
    company: "架空商店こもれび",
    other: "English",
    otherLanguage: "en",
    title: "React のページに置く",
    intro:
      "npm の @okaeri/widgets を、React 19 の要素としてそのまま書いています。プロパティとイベントは React のものと同じように渡せます。",
    jobs: "募集中の仕事",
    keyword: "仕事を探す",
    seen: "見た求人",
    seenNothing: "求人を開くと、ここに並びます。",
    join: "登録",
  },
  en: {
    company: "Kakuu Shouten Komorebi",
    other: "日本語",
    otherLanguage: "ja",
    title: "Inside a React page",
    intro:
      "The elements of @okaeri/widgets from npm, written as they are in React 19. Properties and events pass as they do anywhere in React.",
    jobs: "Open jobs",
    keyword: "Look for a job",
    seen: "Jobs you looked at",
    seenNothing: "Open a job, and it is listed here.",
    join: "Join",
  },
};
