import type { CommunityTeaser } from "@okaeri/sdk/contract/community";
import type {
  EmploymentType,
  JobFacets,
  JobFilter,
  JobPosting,
  JobRequirement,
  JobSort,
  JobSuggestions,
  JobSummary,
  RemoteWork,
  Salary,
} from "@okaeri/sdk/contract/jobs";
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

const requirementsIn: Record<SampleLanguage, JobRequirement[]> = {
  ja: [
    { name: "法人向けサービスの企画から公開までを担った経験（3年以上）", level: "required" },
    { name: "日本語での文章作成（ビジネスレベル）", level: "required" },
    { name: "請求・会計・決済のいずれかの業務知識", level: "preferred" },
    { name: "SQL による集計", level: "preferred" },
  ],
  en: [
    { name: "Three years of taking products for businesses from idea to release", level: "required" },
    { name: "Writing that people outside your field follow", level: "required" },
    { name: "Knowledge of invoicing, accounting or payments", level: "preferred" },
    { name: "SQL", level: "preferred" },
  ],
};

const why = {
  ja: "7人のうち3人は、一度離れて戻ってきた仲間です。\n外で見てきたことを、最初の一週間で聞かせてもらう時間があります。",
  en: "Three of the seven of us left once and came back.\nIn your first week we set time aside to hear what you have seen elsewhere.",
};

const remoteOf = (location: string | null): RemoteWork | null =>
  location && /フルリモート|^Remote/.test(location)
    ? "fully"
    : location && /リモート|remote/i.test(location)
      ? "partly"
      : null;

const inDays = (days: number): string => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);

const toJob = ([title, department, location, employmentType, salary, day]: Row, nth: number): JobSummary => ({
  id: idOf(nth),
  title,
  department,
  location,
  employmentType,
  remote: remoteOf(location),
  salary,
  audience: nth === 4 ? "alumni" : nth === 6 ? "invited" : "public",
  publishedAt: `${day}T01:00:00Z`,
  closesOn: nth === 1 ? inDays(6) : nth === 3 ? inDays(75) : null,
});

export type SampleLanguage = "ja" | "en";

export const jobsIn = (language: SampleLanguage): JobSummary[] => {
  const jobs = (language === "ja" ? japanese : english).map(toJob);
  const older = jobs.map((job, nth) => ({ ...job, id: idOf(nth + 100), title: `${job.title} ${nth + 1}` }));
  return [...jobs, ...older];
};

const placesIn = ({ location }: JobSummary): string[] => (location ? [location.replace(/[・,].*| or .*/, "")] : []);

export const postingOf = (job: JobSummary, language: SampleLanguage): JobPosting => ({
  ...job,
  status: "published",
  places: placesIn(job),
  grade: language === "ja" ? "G4（主任相当）" : "Level 4",
  startsOn: "2027-04-01",
  requirements: requirementsIn[language],
  whyComeBack: why[language],
  hiringManager: language === "ja" ? "見本 太郎（プロダクト部長）" : "Taro Mihon, Head of Product",
  descriptionHtml: descriptions[language],
  applyUrl: "https://jobs.example.com/apply",
  updatedAt: "2026-11-20T01:00:00Z",
});

const matches: { [Name in keyof JobFilter]-?: (job: JobSummary, value: string) => boolean } = {
  q: (job, q) => q.split(/\s+/).every((word) => job.title.includes(word)),
  department: (job, department) => job.department === department,
  place: (job, place) => placesIn(job).includes(place),
  employmentType: (job, type) => job.employmentType === type,
  remote: (job, remote) => job.remote === remote,
};

/** The sample's own search: what the API does, as far as a gallery needs it. */
export const foundIn = (
  jobs: JobSummary[],
  { sort, ...filter }: JobFilter & { sort?: JobSort | undefined },
): JobSummary[] => {
  const found = jobs.filter((job) =>
    Object.entries(filter).every(([name, value]) => {
      const match = Object.entries(matches).find(([known]) => known === name)?.[1];
      return !value || !match || match(job, value);
    }),
  );
  return sort === "closing"
    ? found.toSorted((a, b) => (a.closesOn ?? "9999").localeCompare(b.closesOn ?? "9999"))
    : found;
};

const count = (values: (string | null)[]): JobFacets["department"] => {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
};

export const facetsOf = (jobs: JobSummary[], filter: JobFilter = {}): JobFacets => {
  const besides = (name: keyof JobFilter): JobSummary[] => foundIn(jobs, { ...filter, [name]: undefined });
  return {
    department: count(besides("department").map((job) => job.department)),
    place: count(besides("place").flatMap(placesIn)).map((entry) => ({
      ...entry,
      name: { ja: entry.value, en: entry.value },
    })),
    employmentType: count(besides("employmentType").map((job) => job.employmentType)),
    remote: count(besides("remote").map((job) => job.remote)),
  };
};

export const suggestionsIn = (jobs: JobSummary[], q: string): JobSuggestions => {
  const of = (kind: "title" | "department", values: (string | null)[]): JobSuggestions["data"] =>
    count(values)
      .filter(({ value }) => value.toLowerCase().includes(q.toLowerCase()))
      .map(({ value, count: times }) => ({ text: value, kind, count: times }));
  return {
    data: [
      ...of(
        "title",
        jobs.map((job) => job.title),
      ),
      ...of(
        "department",
        jobs.map((job) => job.department),
      ),
    ].slice(0, 8),
  };
};

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
