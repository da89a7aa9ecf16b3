import type { CommunityTeaser } from "@okaeri/sdk/contract/community";
import type { EmploymentType, JobFacets, JobPosting, JobSummary, Salary } from "@okaeri/sdk/contract/jobs";
import type { Organization } from "@okaeri/sdk/contract/organizations";

const yearly = (min: number | null, max: number | null, currency = "JPY"): Salary => ({
  min,
  max,
  currency,
  per: "year",
});
const hourly = (min: number, max: number): Salary => ({ min, max, currency: "JPY", per: "hour" });
const idOf = (nth: number): string => `job_01jd7gq3m8e9ab4x5y6z7${nth.toString().padStart(5, "0")}`;

type Row = [
  title: string,
  department: string,
  location: string | null,
  type: EmploymentType,
  pay: Salary | null,
  day: string,
];

const japanese: Row[] = [
  ["プロダクトマネージャー（法人向け決済）", "プロダクト部", "東京", "full_time", yearly(8e6, 13e6), "2026-11-20"],
  ["シニアバックエンドエンジニア", "決済基盤部", "東京・リモート可", "full_time", yearly(9e6, 15e6), "2026-11-19"],
  [
    "カスタマーサクセス（関西エリア立ち上げ）",
    "カスタマーサクセス部",
    "大阪",
    "full_time",
    yearly(5.5e6, 7.8e6),
    "2026-11-18",
  ],
  [
    "アクセシビリティとデザインシステムを担うシニアプロダクトデザイナー（公共・自治体向けサービス、フルリモート可）",
    "デザイン部",
    "福岡・リモート可",
    "full_time",
    yearly(7e6, 11e6),
    "2026-11-17",
  ],
  ["経理（決算・開示）", "コーポレート本部", "東京", "full_time", yearly(6e6, null), "2026-11-14"],
  ["店舗運営スタッフ", "京都河原町店", "京都", "part_time", hourly(1200, 1450), "2026-11-12"],
  [
    "人事労務（産休・育休の代替、2027年9月まで）",
    "コーポレート本部",
    "東京",
    "contract",
    yearly(4.8e6, 6e6),
    "2026-11-10",
  ],
  ["データアナリスト", "プロダクト部", "東京・リモート可", "full_time", null, "2026-11-06"],
  ["法務（契約・個人情報保護）", "コーポレート本部", null, "full_time", yearly(null, 9e6), "2026-10-28"],
  ["夏のインターン（ウェブ開発）", "決済基盤部", "東京", "internship", hourly(1800, 1800), "2025-12-02"],
];

const english: Row[] = [
  ["Product Manager, Business Payments", "Product", "London", "full_time", yearly(78e3, 104e3, "GBP"), "2026-11-20"],
  [
    "Senior Backend Engineer",
    "Payments Platform",
    "Remote, Europe",
    "full_time",
    yearly(85e3, 120e3, "EUR"),
    "2026-11-19",
  ],
  ["Customer Success Lead", "Customer Success", "Manchester", "full_time", yearly(52e3, 61e3, "GBP"), "2026-11-18"],
  [
    "Senior Product Designer for Accessibility and the Design System, Public Sector and Local Government Services",
    "Design",
    "Edinburgh or remote",
    "full_time",
    yearly(64e3, 82e3, "GBP"),
    "2026-11-17",
  ],
  ["Financial Controller", "Finance", "London", "full_time", yearly(70e3, null, "GBP"), "2026-11-14"],
  [
    "Shop Assistant",
    "Covent Garden",
    "London",
    "part_time",
    { min: 14, max: 16, currency: "GBP", per: "hour" },
    "2026-11-12",
  ],
  [
    "People Operations Partner, Parental Leave Cover",
    "People",
    "London",
    "contract",
    yearly(48e3, 55e3, "GBP"),
    "2026-11-10",
  ],
  ["Data Analyst", "Product", "Remote, Europe", "full_time", null, "2025-12-02"],
];

const descriptions = {
  ja: `<p>法人のお客さまが、請求から入金の確認までを一日で終えられるようにする。それがこのチームの仕事です。いまは12名が、決済・請求・会計連携の三つの領域を受け持っています。</p>
<h3>お任せすること</h3><ul><li>お客さまの経理の現場に伺い、困りごとを確かめる</li><li>一年の道すじを決め、エンジニアやデザイナーと四半期ごとに形にする</li><li>公開したあとの数字と声を見て、続けること・やめることを決める</li></ul>
<h3>このような方に</h3><ul><li>法人向けのサービスを、企画から公開まで担った経験のある方</li><li>専門外の人にも伝わる文章を書ける方</li></ul>
<h3>退職されたあとに変わったこと</h3><p>2025年に評価の仕組みを改め、等級と報酬の幅を社内に公開しました。勤務は週2日の出社が目安ですが、チームごとに決めています。以前の勤続年数は、有給休暇の日数に引き継がれます。</p>`,
  en: `<p>Our business customers should be able to close an invoice, from sending it to seeing the money arrive, within one day. That is what this team of twelve works on.</p>
<h3>What you will do</h3><ul><li>Visit finance teams and see for yourself what holds them up</li><li>Set the direction for a year and give it shape each quarter with engineers and designers</li><li>Read the figures and the letters after a release, and decide what to stop</li></ul>
<h3>Who we hope to meet</h3><ul><li>You have taken a product for businesses from first idea to release</li><li>You write so that people outside your field follow</li></ul>
<h3>What has changed since you left</h3><p>Since 2025 levels and pay bands are open to everybody here. Teams choose their own days in the office. Your earlier years count towards your leave.</p>`,
};

const toJob = ([title, department, location, employmentType, salary, day]: Row, nth: number): JobSummary => ({
  id: idOf(nth),
  title,
  department,
  location,
  employmentType,
  remote: location && /リモート|remote/i.test(location) ? "partly" : null,
  salary,
  audience: "public",
  publishedAt: `${day}T01:00:00Z`,
  closesOn: null,
});

export type SampleLanguage = "ja" | "en";

export const jobsIn = (language: SampleLanguage): JobSummary[] => {
  const jobs = (language === "ja" ? japanese : english).map(toJob);
  const older = jobs.map((job, nth) => ({ ...job, id: idOf(nth + 100), title: `${job.title} ${nth + 1}` }));
  return [...jobs, ...older];
};

const placesIn = ({ location }: JobSummary): string[] => (location ? [location.replace(/[・,].*/, "")] : []);

export const postingOf = (job: JobSummary, language: SampleLanguage): JobPosting => ({
  ...job,
  status: "published",
  places: placesIn(job),
  grade: null,
  startsOn: null,
  requirements: [],
  whyComeBack: null,
  descriptionHtml: descriptions[language],
  applyUrl: "https://jobs.example.com/apply",
  updatedAt: "2026-11-20T01:00:00Z",
});

const count = (values: (string | null)[]): JobFacets["department"] => {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
};

export const facetsOf = (jobs: JobSummary[]): JobFacets => ({
  department: count(jobs.map((job) => job.department)),
  place: count(jobs.flatMap(placesIn)).map((entry) => ({ ...entry, name: { ja: entry.value, en: entry.value } })),
  employmentType: count(jobs.map((job) => job.employmentType)),
  remote: count(jobs.map((job) => job.remote)),
});

export const organizationIn = (language: SampleLanguage, accentColor: string | null): Organization => ({
  id: "org_01jd7gq3m8e9ab4x5y6z700000",
  slug: "acme",
  name: language === "ja" ? "みなと商会" : "Harbour & Co.",
  peopleTerm: { ja: "アルムナイ", en: "Alumni" },
  accentColor,
  privacyPolicyUrl: "https://example.com/privacy",
  contactEmail: "alumni@example.com",
  signUpUrl: null,
  proof: { registry: "strict", invitation: true, hris: true },
});

export const teaserIn = (language: SampleLanguage): CommunityTeaser => ({
  memberCount: 1284,
  latestNews: {
    id: "news_01jd7gq3m8e9ab4x5y6z700000",
    title:
      language === "ja"
        ? "退職者向けの相談窓口を、土曜日にも開けました"
        : "The alumni helpdesk is now open on Saturdays",
    url: "https://example.com/news",
    publishedOn: "2026-11-15",
  },
  nextEvent: {
    id: "event_01jd7gq3m8e9ab4x5y6z70000",
    title: language === "ja" ? "冬の集まり 2026" : "Winter gathering 2026",
    place: language === "ja" ? "東京・日本橋（オンライン参加可）" : "Tokyo and online",
    url: null,
    startsAt: "2026-12-11T10:00:00Z",
    timeZone: "Asia/Tokyo",
  },
});
