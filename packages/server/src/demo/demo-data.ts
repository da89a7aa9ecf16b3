import type { EventDraft, NewsDraft } from "@okaeri/sdk/contract/community";
import type { JobDraft } from "@okaeri/sdk/contract/jobs";
import type { OrganizationChangeDraft } from "@okaeri/sdk/contract/organization-changes";
import type { TalkSlotDraft } from "@okaeri/sdk/contract/talks";

// Everything here is invented: no such company, and nobody of these names ever left it.

export const demoOrganization = { slug: "demo", name: "架空商店こもれび" };

const yearly = (min: number, max: number) => ({
  min: min * 10_000,
  max: max * 10_000,
  currency: "JPY",
  per: "year" as const,
});

const described = (work: string, wanted: string[], back: string): string =>
  `<h3>仕事内容</h3><p>${work}</p><h3>こんな方を待っています</h3><ul>${wanted.map((line) => `<li>${line}</li>`).join("")}</ul><h3>戻ってくる方へ</h3><p>${back}</p>`;

export const demoJobs: (JobDraft & { daysAgo: number })[] = [
  {
    title: "法人営業（文具・オフィス用品）",
    department: "営業部",
    location: "東京",
    employmentType: "full_time",
    salary: yearly(520, 780),
    descriptionHtml: described(
      "首都圏の企業約60社を担当し、働く場づくりを文具と空間の両面から提案します。月の訪問は20件ほど、半分はオンラインです。",
      ["法人向けの提案経験が3年以上ある方", "商品部や物流部と話しながら進めるのが好きな方"],
      "在籍時の等級を起点に、離れていたあいだの経験を加味して条件を決めます。復帰後3か月は隔週で上長と話す時間をとります。",
    ),
    grade: "G3",
    hiringManager: "見本 実（営業部長）",
    whyComeBack: "在籍中に担当されていたお客さまの半分は、いまも同じ窓口の方です。",
    requirements: [
      { name: "法人営業", level: "required" },
      { name: "英語", level: "preferred" },
    ],
    daysAgo: 2,
  },
  {
    title: "物流センター 運営リーダー",
    department: "物流部",
    location: "埼玉県三郷市",
    employmentType: "full_time",
    salary: yearly(480, 650),
    descriptionHtml: described(
      "25名のチームで、1日4,000件の出荷を支えます。改善の提案は翌週には現場で試せる規模です。",
      ["倉庫または工場で人をまとめた経験のある方", "数字を見ながら手順を変えていける方"],
      "設備とシステムは2年前に入れ替わりました。最初の2週間は現場を一緒に回ります。",
    ),
    daysAgo: 4,
  },
  {
    title: "Webエンジニア（受注システム）",
    department: "情報システム部",
    location: "東京・リモート可",
    employmentType: "full_time",
    salary: yearly(600, 950),
    descriptionHtml: described(
      "全国2,300の取引先が毎日使う受注システムを、TypeScriptとPostgreSQLで作り直しています。要件を決める場から入っていただきます。",
      ["Webアプリケーションの設計と運用の経験がある方", "業務を知る人の言葉を、そのまま仕様にできる方"],
      "旧システムを知っている方の目が、いちばん助けになります。",
    ),
    grade: "G5",
    hiringManager: "仕様 円（情報システム部長）",
    whyComeBack:
      "7人のうち3人は、一度離れて戻ってきた仲間です。\n旧システムの癖を知る方と、夜に呼び出されない仕組みを作っています。",
    requirements: [
      { name: "TypeScript", level: "required" },
      { name: "PostgreSQL", level: "required" },
      { name: "クラウドの運用", level: "preferred" },
    ],
    daysAgo: 5,
  },
  {
    title: "商品企画（紙製品）",
    department: "商品部",
    location: "京都",
    employmentType: "full_time",
    salary: yearly(500, 720),
    descriptionHtml: described(
      "ノートと手帳の企画から製造の立ち会いまでを担当します。年に6点ほどを世に出します。",
      ["ものづくりの現場と長く付き合ってきた方", "使う人を観察するのが好きな方"],
      "在籍中に関わった商品の続きも歓迎します。",
    ),
    requirements: [{ name: "商品企画", level: "required" }],
    daysAgo: 9,
  },
  {
    title: "経理（決算・開示）",
    department: "経理部",
    location: "東京",
    employmentType: "full_time",
    salary: yearly(550, 800),
    descriptionHtml: described(
      "月次から年度決算までを4名で担当します。2027年の新しい会計システムへの移行も任せます。",
      ["決算の実務経験が5年以上ある方"],
      "勤務時間は7時から22時のあいだで選べます。",
    ),
    grade: "G4",
    requirements: [
      { name: "簿記", level: "required" },
      { name: "英文会計", level: "preferred" },
    ],
    daysAgo: 12,
  },
  {
    title: "店舗スタッフ（土日のみも可）",
    department: "店舗運営部",
    location: "横浜",
    employmentType: "part_time",
    salary: { min: 1_250, max: 1_500, currency: "JPY", per: "hour" },
    descriptionHtml: described(
      "元町店で接客と売り場づくりを担当します。",
      ["文具が好きな方", "土日のどちらかに入れる方"],
      "以前の勤務店とは別の店でも働けます。",
    ),
    daysAgo: 15,
  },
  {
    title: "人事（採用・アルムナイ担当）",
    department: "人事部",
    location: "東京・リモート可",
    employmentType: "full_time",
    salary: yearly(520, 760),
    descriptionHtml: described(
      "辞めた方とも、今いる方とも、公平に向き合う仕組みをつくります。",
      ["採用または労務の経験がある方", "言いにくいことを言葉にできる方"],
      "一度離れた経験そのものが、この仕事の強みになります。",
    ),
    daysAgo: 20,
  },
  {
    title: "Overseas Sales, Stationery (Singapore)",
    department: "海外事業部",
    location: "Singapore",
    employmentType: "full_time",
    salary: { min: 72_000, max: 96_000, currency: "SGD", per: "year" },
    descriptionHtml:
      "<h3>The work</h3><p>You look after eleven distributors in Southeast Asia and open two new markets a year.</p><h3>You bring</h3><ul><li>B2B sales experience in the region</li><li>Working Japanese and English</li></ul>",
    daysAgo: 22,
  },
  {
    title: "品質管理（休職中の欠員補充・1年）",
    department: "製造部",
    location: "滋賀県長浜市",
    employmentType: "contract",
    salary: { min: 280_000, max: 320_000, currency: "JPY", per: "month" },
    descriptionHtml: described(
      "紙と糊の受け入れ検査と、製造ラインの記録を見直します。",
      ["製造業の品質管理を経験した方"],
      "正社員への転換も相談できます。",
    ),
    daysAgo: 26,
  },
  {
    title: "営業部 副部長（アルムナイ限定）",
    department: "営業部",
    location: "東京",
    employmentType: "full_time",
    salary: yearly(850, 1_100),
    audience: "alumni",
    descriptionHtml: described(
      "部長とともに35名の営業部を率います。まずは、一度外に出た方にだけお知らせしています。",
      ["当社を離れたあとに組織を率いた方"],
      "公募より先にお話しできればと思います。",
    ),
    grade: "G6",
    requirements: [
      { name: "法人営業", level: "required" },
      { name: "組織の運営", level: "required" },
    ],
    daysAgo: 3,
  },
];

export const demoNews: NewsDraft[] = [
  { title: "元社員の集い「こもれび会」の写真を公開しました", publishedOn: "2026-10-30", url: null },
  { title: "再入社された方の最初の90日について、制度を見直しました", publishedOn: "2026-11-16", url: null },
];

/** What is different by now from how those who left knew it. */
export const demoChanges: OrganizationChangeDraft[] = [
  {
    happenedOn: "2025-04-01",
    kind: "policy",
    title: "再入社の等級を、在籍時から始めることにしました",
    text: "離れていたあいだの経験は、上乗せとして話し合って決めます。",
  },
  {
    happenedOn: "2024-10-01",
    kind: "tools",
    department: "情報システム部",
    title: "受注システムを作り直しています",
    text: "旧システムは2027年3月に役目を終えます。データはPostgreSQLに移りました。",
    skills: ["PostgreSQL", "クラウドの運用"],
  },
  {
    happenedOn: "2023-04-01",
    kind: "process",
    department: "営業部",
    title: "訪問の半分をオンラインにしました",
    text: "直行直帰を基本とし、朝礼は週に一度です。",
  },
  {
    happenedOn: "2022-04-01",
    kind: "organization",
    department: "経理部",
    renamedFrom: "管理部",
    title: "管理部は、経理部になりました",
    text: "総務の仕事は人事部に移りました。",
  },
];

/** `inDays` from the day the demo is made, at this hour in Tokyo. */
export const demoTalks: (Pick<TalkSlotDraft, "host" | "place" | "minutes"> & { inDays: number; hour: number })[] = [
  {
    host: "見本 実（営業部長）",
    place: "オンライン https://meet.example/komorebi-1",
    minutes: 30,
    inDays: 5,
    hour: 19,
  },
  {
    host: "仕様 円（情報システム部長）",
    place: "オンライン https://meet.example/komorebi-2",
    minutes: 30,
    inDays: 6,
    hour: 20,
  },
  { host: "人事部", place: "本社 1階 こもれび（神田）", minutes: 45, inDays: 9, hour: 12 },
];

/** `inDays` from the day the demo is made, at 19:00 in Tokyo. */
export const demoEvent: Omit<EventDraft, "startsAt"> & { inDays: number } = {
  title: "こもれび会 冬の集まり（オンライン参加も歓迎）",
  place: "東京・神田",
  url: null,
  inDays: 20,
};

/** @param leavingOn the last day of somebody who is about to leave, `YYYY-MM-DD` */
export const demoLeavers = (
  leavingOn: string,
): string => `社員番号,姓,名,セイ,メイ,旧姓,生年月日,入社日,退職日,部署,役職,等級,雇用形態,離職区分,メール,電話,スキル
0001,見本,花子,ミホン,ハナコ,,1988-04-02,2012-04-01,2021-03-31,営業部,主任,G3,正社員,4D,hanako@mihon.invalid,03-0000-0001,法人営業、英語
0002,例示,太郎,レイジ,タロウ,,1985-11-20,2008-04-01,2019-09-30,情報システム部,課長,G5,正社員,4D,taro@reiji.invalid,,TypeScript、PostgreSQL
0003,仮名,さくら,カメイ,サクラ,試作,1990-07-15,2013-04-01,2023-06-30,商品部,,G2,正社員,4D,sakura@kamei.invalid,,商品企画
0004,空想,健,クウソウ,ケン,,1979-01-08,2001-04-01,2018-12-31,物流部,係長,G4,正社員,3C,,03-0000-0004,
0005,架空,みどり,カクウ,ミドリ,,1992-02-29,2015-04-01,2024-03-31,営業部,,G2,契約社員,2D,midori@kaku.invalid,,法人営業
0006,標本,誠,ヒョウホン,マコト,,1983-09-09,2006-04-01,2012-03-31,管理部,,G3,正社員,4D,makoto@hyohon.invalid,,簿記
0006,標本,誠,ヒョウホン,マコト,,1983-09-09,2015-04-01,2020-05-31,管理部,部長代理,G6,正社員,4D,makoto@hyohon.invalid,,簿記、経営管理
0007,習作,葵,シュウサク,アオイ,,1995-12-24,2018-04-01,2022-08-31,店舗運営部,,G1,パート,2D,,,接客
0008,試案,大輔,シアン,ダイスケ,,1987-06-18,2010-04-01,2025-01-31,情報システム部,主任,G4,正社員,4D,daisuke@shian.invalid,,TypeScript、Go、英語
0009,雛形,陽子,ヒナガタ,ヨウコ,原案,1981-03-03,2004-04-01,2017-03-31,人事部,,G3,正社員,4D,,,採用
0010,下書,翔,シタガキ,ショウ,,1993-10-10,2016-04-01,2023-12-31,海外事業部,,G2,正社員,4D,sho@shitagaki.invalid,,英語、中国語
0011,草案,恵,ソウアン,メグミ,,1989-08-08,2012-10-01,2022-03-31,商品部,主任,G3,正社員,4D,megumi@soan.invalid,,商品企画
0012,骨子,拓也,コッシ,タクヤ,,1984-05-05,2007-04-01,2021-09-30,営業部,課長,G5,正社員,2E,,,法人営業
0013,素描,由美,ソビョウ,ユミ,,1991-01-31,2014-04-01,2024-09-30,製造部,,G2,正社員,4D,yumi@sobyo.invalid,,品質管理
0014,白紙,真理,ハクシ,マリ,,1986-06-06,2009-04-01,2013-03-31,商品部,,G2,正社員,4D,mari@hakushi.invalid,,商品企画
0114,余白,真理,ヨハク,マリ,白紙,1986-06-06,2016-04-01,2022-03-31,営業部,主任,G3,正社員,4D,mari@hakushi.invalid,,法人営業
0015,予告,進,ヨコク,ススム,,1990-10-01,2014-04-01,${leavingOn},物流部,,G3,正社員,,susumu@yokoku.invalid,,物流管理
`;

export const demoSegments = [
  { name: "営業部を離れて3年以上", filter: { department: "営業部", minYearsSinceLeaving: 3 } },
  { name: "英語を使える人", filter: { skills: ["英語"] } },
];
