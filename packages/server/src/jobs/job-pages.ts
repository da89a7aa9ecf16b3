import type { EmploymentType, JobPosting, JobSummary, Salary } from "@okaeri/sdk/contract/jobs";
import type { Organization } from "@okaeri/sdk/contract/organizations";
import { html, raw } from "hono/html";
import { htmlToText } from "./description.rules.ts";

type Html = ReturnType<typeof html>;

const employmentTypes: Record<EmploymentType, { ja: string; schema: string }> = {
  full_time: { ja: "正社員", schema: "FULL_TIME" },
  part_time: { ja: "パート・アルバイト", schema: "PART_TIME" },
  contract: { ja: "契約社員", schema: "CONTRACTOR" },
  temporary: { ja: "派遣・臨時", schema: "TEMPORARY" },
  internship: { ja: "インターン", schema: "INTERN" },
  freelance: { ja: "業務委託", schema: "CONTRACTOR" },
  side_job: { ja: "副業", schema: "OTHER" },
  other: { ja: "その他", schema: "OTHER" },
};

const day = new Intl.DateTimeFormat("ja-JP", { dateStyle: "long", timeZone: "Asia/Tokyo" });

const factsOf = (job: JobSummary): string =>
  [job.department, job.location, job.employmentType && employmentTypes[job.employmentType].ja]
    .filter((fact) => fact !== null)
    .join("　");

/** A list for whoever has no script: as a page, and as the fallback that a host puts inside the element. */
export const renderJobList = (
  jobs: JobSummary[],
  urlOf: (job: JobSummary) => string,
): Html => html`<ul class="okaeri-jobs">
  ${jobs.map(
    (job) => html`<li>
    <a href="${urlOf(job)}">${job.title}</a>
    <p>${factsOf(job)}</p>
  </li>`,
  )}
</ul>`;

export const renderListPage = (organization: Organization, list: Html, nextUrl: string | null): Html =>
  renderPage(
    `${organization.name}の求人`,
    null,
    html`<h1>${organization.name}の求人</h1>
      ${list} ${nextUrl === null ? "" : html`<p><a href="${nextUrl}" rel="next">次の求人</a></p>`}`,
  );

/** One posting as search engines and people without JavaScript read it. Public postings only. */
export const renderJobPage = (organization: Organization, job: JobPosting, url: string, listUrl: string): Html =>
  renderPage(
    `${job.title} ｜ ${organization.name}`,
    toJsonLd(organization, job, url),
    html`<p><a href="${listUrl}">${organization.name}の求人</a></p>
      <h1>${job.title}</h1>
      <p>${factsOf(job)}</p>
      ${job.publishedAt === null ? "" : html`<p><time datetime="${job.publishedAt}">${day.format(new Date(job.publishedAt))}</time>掲載</p>`}
      <div class="description">${raw(job.descriptionHtml)}</div>
      ${job.applyUrl === null ? "" : html`<p><a href="${job.applyUrl}" rel="noopener noreferrer">応募ページへ</a></p>`}`,
  );

export const renderGonePage = (organization: Organization, listUrl: string): Html =>
  renderPage(
    `募集は終わりました ｜ ${organization.name}`,
    null,
    html`<h1>この求人は、いまは募集していません</h1>
      <p><a href="${listUrl}">${organization.name}の求人</a>を、どうぞご覧ください。</p>`,
  );

const renderPage = (title: string, jsonLd: string | null, main: Html): Html => html`<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="/pages/jobs.css">
    ${jsonLd === null ? "" : html`<script type="application/ld+json">${raw(jsonLd)}</script>`}
  </head>
  <body>
    <main>${main}</main>
  </body>
</html>`;

/** https://schema.org/JobPosting, as JSON that can't end the element it stands in. */
function toJsonLd(organization: Organization, job: JobPosting, url: string): string {
  const posting = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: job.title,
    description: job.descriptionHtml || htmlToText(job.title),
    datePosted: job.publishedAt,
    identifier: { "@type": "PropertyValue", name: organization.name, value: job.id },
    hiringOrganization: { "@type": "Organization", name: organization.name },
    ...(job.location !== null && { jobLocation: { "@type": "Place", address: job.location } }),
    ...(job.employmentType && { employmentType: employmentTypes[job.employmentType].schema }),
    ...(job.salary && { baseSalary: toMonetaryAmount(job.salary) }),
    url,
  };
  return JSON.stringify(posting).replaceAll("<", "\\u003c");
}

const toMonetaryAmount = ({ min, max, currency, per }: Salary) => ({
  "@type": "MonetaryAmount",
  currency,
  value: {
    "@type": "QuantitativeValue",
    ...(min !== null && { minValue: min }),
    ...(max !== null && { maxValue: max }),
    unitText: per.toUpperCase(),
  },
});

export const pageStyles = `:root{color-scheme:light dark}
body{margin:0;font:1rem/1.8 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;line-break:strict;word-break:auto-phrase}
main{max-width:42rem;margin:auto;padding:2rem 1rem 4rem}
h1{font-size:1.5rem;line-height:1.5;font-feature-settings:"palt"}
a{color:inherit}
ul.okaeri-jobs{list-style:none;padding:0;margin:0}
ul.okaeri-jobs li{padding:1rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 15%,transparent)}
ul.okaeri-jobs p{margin:0;font-size:.875rem;opacity:.8}
`;
