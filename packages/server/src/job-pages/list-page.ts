import type { JobFacets, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import { html } from "hono/html";
import { factsOf } from "./job-facts.rules.ts";
import { type Html, inLanguage, renderPage, type Site } from "./page.ts";

/** What a list was narrowed by, as the form and its address have it. */
export interface ListChoice {
  q: string;
  place: string;
  employmentType: string;
  cursor: string;
}

/** The list alone: in the page, and as the fallback that a host puts inside `<okaeri-job-board>`. */
export const renderJobList = (
  jobs: readonly JobSummary[],
  { language, words }: Site,
  urlOf: (job: JobSummary) => string,
): Html => html`<ul class="okaeri-jobs">
${jobs.map(
  (job) => html`<li><a href="${urlOf(job)}">${job.title}</a>
<p>${factsOf(job, language, words).map((fact) => html`<span>${fact}</span> `)}</p></li>
`,
)}</ul>`;

export function renderListPage(site: Site, page: Page<JobSummary>, facets: JobFacets, choice: ListChoice): Html {
  const { organization, urls, language, words } = site;
  const narrowed = choice.q !== "" || choice.place !== "" || choice.employmentType !== "";
  const title = words.jobsOf(organization.name);
  const count = words.count(page.data.length, page.nextCursor !== null);
  const list = page.data.length
    ? html`<p class="count">${count}</p>${renderJobList(page.data, site, ({ id }) => inLanguage(urls.job(id), language))}`
    : html`<p>${narrowed ? words.none : words.empty}</p>`;
  return renderPage(
    site,
    {
      title,
      description: words.about(organization.name),
      canonicalUrl: narrowed || choice.cursor !== "" ? null : urls.list,
    },
    html`<h1>${title}</h1>
    ${renderForm(site, facets, choice)}
    ${list}
    ${page.nextCursor === null ? "" : html`<p><a rel="next" href="${nextUrl(site, choice, page.nextCursor)}">${words.next}</a></p>`}
    ${narrowed ? html`<p><a href="${inLanguage(urls.list, language)}">${words.all}</a></p>` : ""}`,
  );
}

const nextUrl = ({ urls, language }: Site, choice: ListChoice, cursor: string): string => {
  const query = new URLSearchParams(Object.entries({ ...choice, cursor }).filter(([, value]) => value !== ""));
  return inLanguage(`${urls.list}?${query}`, language);
};

const renderForm = ({ urls, language, words }: Site, facets: JobFacets, choice: ListChoice): Html =>
  html`<form role="search" action="${urls.list}">
      <label>${words.words}<input type="search" name="q" maxlength="200" value="${choice.q}"></label>
      ${renderSelect(
        "place",
        words.place,
        words.everywhere,
        facets.place.map(({ value, count, name }) => [value, `${name[language]} (${count})`]),
        choice.place,
      )}
      ${renderSelect(
        "employmentType",
        words.employmentType,
        words.everyType,
        facets.employmentType.map(({ value, count }) => [
          value,
          `${Object.entries(words.employmentTypes).find(([type]) => type === value)?.[1] ?? value} (${count})`,
        ]),
        choice.employmentType,
      )}
      ${language === "ja" ? "" : html`<input type="hidden" name="lang" value="${language}">`}
      <button>${words.search}</button>
    </form>`;

const renderSelect = (
  name: string,
  label: string,
  any: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Html =>
  html`<label>${label}<select name="${name}">
        <option value="">${any}</option>
        ${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${text}</option>`)}
      </select></label>`;
