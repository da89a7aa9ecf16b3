import type { JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";
import { describe, expect, it } from "vitest";
import type { FeedPosting } from "../jobs/feed-postings.rules.ts";
import { formats } from "./formats.rules.ts";
import { joinPages } from "./parsed-feed.rules.ts";

const parse = (format: JobFeedFormat, document: unknown, url: string | null = null) =>
  joinPages([
    formats[format].parse(Buffer.from(typeof document === "string" ? document : JSON.stringify(document)), {
      url,
      contentType: null,
    }),
  ]);

const only = (format: JobFeedFormat, document: unknown, url?: string): FeedPosting => {
  const { postings, rejected } = parse(format, document, url);
  expect(rejected).toEqual([]);
  const [posting] = postings;
  if (!posting || postings.length > 1) throw new Error(`${postings.length} postings`);
  return posting;
};

/** One posting of each format, as its documentation shows it, with the traps that are known of it. */
const samples: [JobFeedFormat, unknown, Partial<FeedPosting>][] = [
  [
    "greenhouse",
    {
      jobs: [
        {
          id: 127817,
          title: " &nbsp; Vault Designer ",
          updated_at: "2026-01-14T10:55:28-05:00",
          location: { name: "東京都" },
          absolute_url: "https://boards.greenhouse.io/vaulttec/jobs/127817",
          content: "Hello. &amp;lt;p&amp;gt;City&acirc;€™s &amp;amp; more&amp;lt;/p&amp;gt;",
          departments: [{ name: "開発部" }],
          metadata: [{ name: "雇用形態", value: "正社員" }],
          pay_input_ranges: [
            { min_cents: 5_000_000, max_cents: 7_500_000, currency_type: "USD", title: "Annual salary" },
          ],
        },
      ],
      meta: { total: 1 },
    },
    {
      key: "127817",
      title: "Vault Designer",
      department: "開発部",
      location: "東京都",
      employmentType: "full_time",
      salary: { min: 50_000, max: 75_000, currency: "USD", per: "year" },
      publishedAt: "2026-01-14T15:55:28.000Z",
      applyUrl: "https://boards.greenhouse.io/vaulttec/jobs/127817",
    },
  ],
  [
    "lever",
    [
      {
        id: "5ac21346-8e0c-4494-8e7a-3eb92ff77902",
        text: "Account Executive",
        categories: {
          team: "Sales",
          department: "営業部",
          location: "Osaka",
          allLocations: ["Osaka", "Kyoto"],
          commitment: "Full-time",
          level: "Senior",
        },
        workplaceType: "hybrid",
        createdAt: 1_407_779_069_287,
        description: "<div>About</div>",
        lists: [{ text: "You have", content: "<li>Grit</li><li>Wit</li>" }],
        additional: "<p>More</p>",
        salaryRange: { min: 90_000, max: 120_000, currency: "USD", interval: "per-year-salary" },
        hostedUrl: "https://jobs.lever.co/acme/5ac",
        applyUrl: "https://jobs.lever.co/acme/5ac/apply",
      },
    ],
    {
      key: "5ac21346-8e0c-4494-8e7a-3eb92ff77902",
      department: "営業部",
      location: "Osaka; Kyoto",
      remote: "partly",
      grade: "Senior",
      employmentType: "full_time",
      publishedAt: "2014-08-11T17:44:29.287Z",
      salary: { min: 90_000, max: 120_000, currency: "USD", per: "year" },
      descriptionHtml: "<div>About</div>\n<h3>You have</h3><ul><li>Grit</li><li>Wit</li></ul>\n<p>More</p>",
      applyUrl: "https://jobs.lever.co/acme/5ac/apply",
    },
  ],
  [
    "ashby",
    {
      apiVersion: "1",
      jobs: [
        {
          id: "145ff46b-1441-4773-bcd3-c8c90baa598a",
          title: "Product Manager",
          department: "Product",
          location: "Tokyo",
          secondaryLocations: [{ location: "Nagoya" }],
          employmentType: "FullTime",
          isRemote: true,
          isListed: true,
          publishedAt: "2021-04-30T16:21:55.393+00:00",
          descriptionHtml: "<p>Join us</p>",
          applyUrl: "https://jobs.ashbyhq.com/acme/145/application",
          compensation: {
            compensationTierSummary: "$81K – $87K • 0.5% – 1.75%",
            summaryComponents: [
              {
                compensationType: "Salary",
                interval: "1 YEAR",
                currencyCode: "USD",
                minValue: 81_000,
                maxValue: 87_000,
              },
            ],
          },
        },
      ],
    },
    {
      location: "Tokyo; Nagoya",
      remote: "fully",
      employmentType: "full_time",
      salary: { min: 81_000, max: 87_000, currency: "USD", per: "year" },
    },
  ],
  [
    "smartrecruiters",
    {
      totalFound: 1,
      content: [
        {
          id: "743999",
          name: "経理",
          releasedDate: "2026-06-01T09:00:00.000Z",
          location: { city: "Sapporo", region: "Hokkaido", country: "jp", remote: false },
          department: { label: "管理部" },
          typeOfEmployment: { label: "Part-time" },
          jobAd: {
            sections: {
              companyDescription: { title: "会社", text: "<p>会社です</p>" },
              jobDescription: { title: "仕事", text: "<p>決算</p>" },
              videos: { urls: [] },
            },
          },
          applyUrl: "https://jobs.smartrecruiters.com/acme/743999",
        },
      ],
    },
    {
      title: "経理",
      location: "Sapporo, Hokkaido, JP",
      employmentType: "part_time",
      descriptionHtml: "<h3>会社</h3><p>会社です</p>\n<h3>仕事</h3><p>決算</p>",
    },
  ],
  [
    "recruitee",
    {
      offers: [
        {
          id: 99,
          status: "published",
          title: "Data Engineer",
          department: "Data",
          location: "Fukuoka",
          employment_type_code: "fulltime_fixed_term",
          remote: true,
          salary: { min: "300000", max: "450000", currency: "JPY", period: "month" },
          published_at: "2026-03-03 12:00:00 UTC",
          description: "<p>A</p>",
          requirements: "<p>B</p>",
          careers_url: "https://acme.recruitee.com/o/data",
        },
      ],
    },
    {
      key: "99",
      employmentType: "contract",
      remote: "fully",
      publishedAt: "2026-03-03T12:00:00.000Z",
      salary: { min: 300_000, max: 450_000, currency: "JPY", per: "month" },
      descriptionHtml: "<p>A</p>\n<p>B</p>",
    },
  ],
  [
    "workable",
    {
      name: "Acme",
      jobs: [
        {
          shortcode: "AB12",
          title: "Support",
          employment_type: "Contract",
          telecommuting: true,
          department: "CS",
          url: "https://apply.workable.com/j/AB12",
          published_on: "2026-02-01",
          country: "Japan",
          city: "Kobe",
          state: "Hyogo",
          description: "<p>Help</p>",
        },
      ],
    },
    {
      key: "AB12",
      employmentType: "contract",
      remote: "fully",
      location: "Kobe, Hyogo, Japan",
      publishedAt: "2026-02-01T00:00:00.000Z",
    },
  ],
  [
    "personio",
    `<?xml version="1.0" encoding="UTF-8"?><workzag-jobs><position><id>7</id><office>Sendai</office><additionalOffices><office>Akita</office></additionalOffices>
     <department>R&amp;D</department><name><![CDATA[Engineer (m/w/d)]]></name><jobDescriptions><jobDescription><name>Tasks</name><value><![CDATA[<ul><li>Build</li></ul>]]></value></jobDescription></jobDescriptions>
     <employmentType>permanent</employmentType><seniority>experienced</seniority><schedule>full-time</schedule><createdAt>2026-01-05T08:00:00+01:00</createdAt></position></workzag-jobs>`,
    {
      key: "7",
      title: "Engineer (m/w/d)",
      department: "R&D",
      location: "Sendai; Akita",
      employmentType: "full_time",
      grade: "experienced",
      descriptionHtml: "<h3>Tasks</h3><ul><li>Build</li></ul>",
      applyUrl: "https://acme.jobs.personio.de/job/7",
    },
  ],
  [
    "teamtailor",
    {
      data: [
        {
          id: "12",
          type: "jobs",
          attributes: {
            title: "Designer",
            body: "<p>Draw</p>",
            "human-status": "published",
            "remote-status": "hybrid",
            "employment-type": "fulltime",
            "min-salary": 4_000,
            "max-salary": 5_000,
            currency: "EUR",
            "salary-time-unit": "monthly",
            "start-date": "2026-01-01",
            "end-date": "2026-12-31",
          },
          links: { "careersite-job-url": "https://career.acme.com/jobs/12" },
          relationships: {
            department: { data: { id: "3", type: "departments" } },
            locations: { data: [{ id: "4", type: "locations" }] },
          },
        },
      ],
      included: [
        { id: "3", type: "departments", attributes: { name: "Design" } },
        { id: "4", type: "locations", attributes: { city: "Berlin", country: "Germany" } },
      ],
      meta: { "record-count": 1 },
    },
    {
      department: "Design",
      location: "Berlin, Germany",
      remote: "partly",
      closesOn: "2026-12-31",
      salary: { min: 4_000, max: 5_000, currency: "EUR", per: "month" },
    },
  ],
  [
    "rss",
    `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Jobs</title><item><title>R&amp;amp;D</title><link>https://acme.example.com/1</link>
     <guid isPermaLink="false">j-1</guid><pubDate>Tue, 03 Mar 2026 09:00:00 +0900</pubDate><description>short</description><content:encoded>&lt;p&gt;Long&amp;nbsp;text&lt;/p&gt;</content:encoded></item></channel></rss>`,
    {
      key: "j-1",
      title: "R&D",
      publishedAt: "2026-03-03T00:00:00.000Z",
      descriptionHtml: "<p>Long&nbsp;text</p>",
      applyUrl: "https://acme.example.com/1",
    },
  ],
  [
    "rss",
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>総務</title><link rel="alternate" href="https://acme.example.com/2"/><updated>2026-03-03T00:00:00Z</updated>
     <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>庶務<br/>全般</p></div></content></entry></feed>`,
    {
      key: "urn:1",
      title: "総務",
      descriptionHtml: "<div><p>庶務<br>全般</p></div>",
      applyUrl: "https://acme.example.com/2",
    },
  ],
  [
    "schema_org",
    `<html><head><script type="application/ld+json">
      {"@context": "https://schema.org", "@graph": [{"@type": ["JobPosting"], "title": "エンジニア", "identifier": {"@type": "PropertyValue", "value": "E-1"},
       "employmentType": "正社員", "datePosted": "2026-04-01", "validThrough": "2026-05-31T23:59", "description": "&lt;p&gt;開発\n&lt;/p&gt;",
       "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress", "addressRegion": "京都府", "addressLocality": "京都市", "addressCountry": "JP",}}],
       "baseSalary": {"@type": "MonetaryAmount", "currency": "JPY", "value": {"@type": "QuantitativeValue", "minValue": "6000000", "maxValue": "9,000,000", "unitText": "YEAR"}},
       "jobLocationType": "TELECOMMUTE", "skills": "TypeScript, SQL",},],}
      </script></head><body></body></html>`,
    {
      key: "E-1",
      title: "エンジニア",
      employmentType: "full_time",
      location: "京都府京都市",
      remote: "partly",
      closesOn: "2026-05-31",
      salary: { min: 6_000_000, max: 9_000_000, currency: "JPY", per: "year" },
      requirements: [
        { name: "TypeScript", level: "required" },
        { name: "SQL", level: "required" },
      ],
    },
  ],
  [
    "schema_org",
    `<div itemscope itemtype="https://schema.org/JobPosting"><h2 itemprop="title">Cook</h2><span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="addressLocality">Naha</span></span></span>
     <p itemprop="description">Cook for <b>all</b> of us</p><time itemprop="datePosted" datetime="2026-02-03">Feb</time><a itemprop="url" href="https://acme.example.com/cook">x</a></div>`,
    {
      key: "https://acme.example.com/cook",
      title: "Cook",
      location: "Naha",
      descriptionHtml: "Cook for <b>all</b> of us",
      publishedAt: "2026-02-03T00:00:00.000Z",
    },
  ],
  [
    "schema_org",
    `<div vocab="https://schema.org/" typeof="JobPosting"><meta property="identifier" content="R-1"/><h2 property="title">Nurse</h2><span property="employmentType">PART_TIME</span><div property="responsibilities"><ul><li>Care</li></ul></div></div>`,
    {
      key: "R-1",
      title: "Nurse",
      employmentType: "part_time",
      descriptionHtml: "<h3>Responsibilities</h3><ul><li>Care</li></ul>",
    },
  ],
  [
    "csv",
    "求人番号,職種,部署,勤務地,雇用形態,給与,リモート,等級,入社日,応募締切,必須条件,歓迎条件,採用責任者,戻る理由,仕事内容\n" +
      'A-1,  経理 ,管理部,東京都,業務委託,年収600万円～900万円,一部可,G5,2026年10月1日,2026/9/30,"・簿記2級\n・決算の経験",英語,山田 花子,新しい会計システム,"## 仕事\n\n- 決算\n- 監査"\n',
    {
      key: "A-1",
      title: "経理",
      employmentType: "freelance",
      remote: "partly",
      grade: "G5",
      startsOn: "2026-10-01",
      closesOn: "2026-09-30",
      salary: { min: 6_000_000, max: 9_000_000, currency: "JPY", per: "year" },
      requirements: [
        { name: "簿記2級", level: "required" },
        { name: "決算の経験", level: "required" },
        { name: "英語", level: "preferred" },
      ],
      hiringManager: "山田 花子",
      whyComeBack: "新しい会計システム",
    },
  ],
];

describe("a format", () => {
  it.each(samples)("%s is read as its documentation has it", (format, document, expected) => {
    const posting = only(format, document, "https://acme.jobs.personio.de/xml");
    expect(posting).toMatchObject(expected);
  });

  it("Greenhouse: markup that was escaped twice is markup, mojibake is put right", () => {
    const [, document] = samples[0] ?? [];
    const { descriptionHtml } = only("greenhouse", document);
    expect(descriptionHtml).toContain("<p>City");
    expect(descriptionHtml).not.toMatch(/&amp;lt;|&lt;p/);
  });

  it("CSV: Markdown becomes markup, each column under its own heading where there are several", () => {
    const [, document] = samples.at(-1) ?? [];
    const { descriptionHtml } = only("csv", document);
    expect(descriptionHtml).toMatch(/<h3>仕事内容<\/h3><h2>仕事<\/h2>\s*<ul>\s*<li>決算<\/li>/);
  });

  it.each(["\t", ";", ","])(
    "CSV: columns are parted as the headers are, by %j, and a stray quote is a quote",
    (delimiter) => {
      const rows = [
        ["Job ID", "Title", "Location"],
        ["1", '5" Pipe Fitter <Remote>', "東京都"],
      ];
      expect(only("csv", rows.map((row) => row.join(delimiter)).join("\n"))).toMatchObject({
        title: '5" Pipe Fitter <Remote>',
        location: "東京都",
      });
    },
  );

  it("CSV: of two rows with one id the public one stays", () => {
    const parsed = parse("csv", "Job ID,Title,Posting Type\n1,Cook,Internal\n1,Cook,External\n2,Clerk,Internal\n");
    expect(parsed).toMatchObject({ read: 3, repeated: 1 });
    expect(parsed.postings.map(({ key, audience }) => [key, audience])).toEqual([
      ["1", "public"],
      ["2", "alumni"],
    ]);
  });

  it.each<[JobFeedFormat, unknown, string]>([
    ["lever", [{ id: "1", text: "x", state: "closed" }], "1"],
    ["ashby", { jobs: [{ id: "6", title: "x", isListed: false }] }, "6"],
    ["recruitee", { offers: [{ id: 2, title: "x", status: "archived" }] }, "2"],
    ["workable", { jobs: [{ shortcode: "3", title: "x", state: "closed" }] }, "3"],
    ["teamtailor", { data: [{ id: "4", attributes: { title: "x", "human-status": "unlisted" } }] }, "4"],
    ["smartrecruiters", { content: [{ id: "5", name: "x", active: false }] }, "5"],
  ])("%s says itself what is not open", (format, document, key) => {
    expect(parse(format, document)).toMatchObject({ read: 1, postings: [], notOpen: [key], rejected: [] });
  });

  it.each<[JobFeedFormat, string]>([
    ["rss", "<rss><channel><item><title>A</title><guid>1</guid></item><item><title>B"],
    ["personio", "<workzag-jobs><position><id>1</id><name>A</name></position>"],
    ["usajobs", "<ShowPositionOpening><DataArea><PositionOpening><DocumentID>1</DocumentID></PositionOpening>"],
    [
      "rss",
      '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
    ],
    ["rss", '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel/></rss>'],
    ["rss", `<rss><channel>${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}</channel></rss>`],
    ["schema_org", "<html><body>No posting here</body></html>"],
    ["lever", "[".repeat(200_000)],
    ["greenhouse", '{"jobs":[{"id":1},]}'],
    ["csv", "a,b\n1,2\n"],
  ])("%s that breaks off, declares entities or goes too deep is refused: %.60s", (format, document) => {
    expect(() => parse(format, document)).toThrow(expect.objectContaining({ code: "feed_unreadable" }));
  });

  it("JSON-LD that can't be read at all is named, and the other postings of the page go on", () => {
    const script = (json: string) => `<script type="application/ld+json">${json}</script>`;
    const page =
      script('{"@type": "JobPosting", "title": }') + script('<!-- {"@type":"JobPosting","title":"Cook"}; -->');
    expect(parse("schema_org", page)).toMatchObject({
      read: 2,
      postings: [{ title: "Cook" }],
      rejected: [{ key: null, field: "application/ld+json", code: "value_unreadable" }],
    });
  });
});
