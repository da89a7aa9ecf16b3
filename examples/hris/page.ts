/** Somebody who may sign in here. A real HRIS knows them from its own accounts. */
export interface FormerEmployee {
  employeeNumber: string;
  name: string;
  was: { ja: string; en: string };
}

export const formerEmployees: readonly FormerEmployee[] = [
  {
    employeeNumber: "0005",
    name: "架空 みどり",
    was: { ja: "営業部、2024年3月退職", en: "Sales, left in March 2024" },
  },
  {
    employeeNumber: "0003",
    name: "仮名 さくら",
    was: { ja: "商品部、2023年6月退職", en: "Products, left in June 2023" },
  },
  {
    employeeNumber: "0008",
    name: "試案 大輔",
    was: { ja: "情報システム部、2025年1月退職", en: "Information systems, left in January 2025" },
  },
];

interface View {
  person: FormerEmployee | null;
  /** Address of the organization's script. */
  script: string;
  english: boolean;
}

const words = {
  ja: {
    title: "元社員ページ",
    company: "架空商店こもれび",
    other: '<a href="./?lang=en" lang="en" hreflang="en">English</a>',
    door: "だれとして見ますか。",
    doorText:
      "これは見本の社内システムです。本物では、会社のログインがここに入ります。選ぶと、このサーバーがその方のトークンに署名し、求人一覧が本人として読み込みます。",
    signOut: "ほかの方にする",
    greeting: (name: string) => `${name} さん、おかえりなさい。`,
    jobs: "あなたへの求人",
    note: "元の部署の求人が先に並び、アルムナイ限定の求人も出ます。「気になる」は、あなたが知らせるまでだれにも見えません。",
    fallback: "求人を読み込めないときは、人事部までお問い合わせください。",
    own: "あなたのデータ",
    ownFallback: "読み込めないときは、人事部までお問い合わせください。",
  },
  en: {
    title: "Former employees",
    company: "Kakuu Shouten Komorebi",
    other: '<a href="./" lang="ja" hreflang="ja">日本語</a>',
    door: "As whom would you like to look?",
    doorText:
      "This is an example of an internal system. A real one has the company's own sign-in here. Choose somebody: this server signs a token for them, and the job board loads as that person.",
    signOut: "Be somebody else",
    greeting: (name: string) => `Welcome back, <span lang="ja">${name}</span>.`,
    jobs: "Jobs for you",
    note: "Jobs of your former department come first, and those meant for alumni are here too. Nobody sees your interest until you share it.",
    fallback: "If the jobs don't appear, please write to HR.",
    own: "Your own data",
    ownFallback: "If nothing appears here, please write to HR.",
  },
};

/** The texts are all this file's own: nothing from outside gets into the markup. */
export function pageFor({ person, script, english }: View): string {
  const language = english ? "en" : "ja";
  const text = words[language];
  const query = english ? "?lang=en" : "";
  const door = `<h1>${text.door}</h1>
      <p>${text.doorText}</p>
      <form class="people" method="post" action="sign-in${query}">
        ${formerEmployees.map(({ employeeNumber, name, was }) => `<button name="employee" value="${employeeNumber}"><strong lang="ja">${name}</strong> <span>${was[language]}</span></button>`).join("\n        ")}
      </form>`;
  const board = (who: FormerEmployee): string => `<h1>${text.greeting(who.name)}</h1>
      <p>${who.was[language]}</p>
      <form method="post" action="sign-out${query}"><button>${text.signOut}</button></form>
      <h2>${text.jobs}</h2>
      <p>${text.note}</p>
      <okaeri-provider>
        <okaeri-job-board deep-links reserve="62rem"><p>${text.fallback}</p></okaeri-job-board>
        <h2>${text.own}</h2>
        <okaeri-account reserve="38rem"><p>${text.ownFallback}</p></okaeri-account>
      </okaeri-provider>`;
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${text.title} ｜ ${text.company}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="hris.css" />
    ${person ? `<script type="module" src="${script}"></script>\n    <script type="module" src="hris.js"></script>` : ""}
  </head>
  <body>
    <header><p>${text.company} <span>${text.title}</span></p>${text.other}</header>
    <main>
      ${person ? board(person) : door}
    </main>
  </body>
</html>
`;
}
