import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { html, raw } from "hono/html";
import { factsOf, termsOf } from "./job-facts.rules.ts";
import { type Html, inLanguage, renderPage, type Site } from "./page.ts";
import { isForSearchEngines, toScriptJson, toStructuredData } from "./structured-data.rules.ts";

/** One posting as search engines and people without JavaScript read it. Public postings only. */
export function renderJobPage(site: Site, job: JobPosting): Html {
  const { organization, urls, language, words } = site;
  const url = urls.job(job.id);
  return renderPage(
    site,
    {
      title: `${job.title} ｜ ${organization.name}`,
      description: factsOf(job, language, words).join("・"),
      canonicalUrl: url,
      structuredData: isForSearchEngines(job) ? toScriptJson(toStructuredData(organization, job, url)) : null,
    },
    html`<article>
      <h1>${job.title}</h1>
      <dl>${termsOf(job, language, words).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="description">${raw(job.descriptionHtml)}</div>
      ${renderRequirements(site, job)}
      ${job.whyComeBack ? html`<h2>${words.whyComeBack}</h2><p class="as-written">${job.whyComeBack}</p>` : ""}
      ${job.applyUrl === null ? "" : html`<p><a class="apply" href="${job.applyUrl}" rel="noopener noreferrer">${words.apply}</a></p>`}
    </article>
    <p><a href="${inLanguage(urls.list, language)}">${words.all}</a></p>`,
  );
}

const renderRequirements = ({ words }: Site, { requirements }: JobPosting): Html | "" =>
  requirements.length === 0
    ? ""
    : html`<h2>${words.requirements}</h2>
      <ul>${requirements.map(({ name, level }) => html`<li>${name}<small>${words[level]}</small></li>`)}</ul>`;

/** Instead of a posting that was here (`closed`), or of which nothing may be said. */
export function renderNoJobPage(site: Site, closed: boolean): Html {
  const { organization, urls, language, words } = site;
  const heading = closed ? words.gone : words.missing;
  return renderPage(
    site,
    { title: `${heading} ｜ ${organization.name}`, description: heading, canonicalUrl: null },
    html`<h1>${heading}</h1>
    <p>${words.seeOthers}</p>
    <p><a href="${inLanguage(urls.list, language)}">${words.all}</a></p>`,
  );
}
