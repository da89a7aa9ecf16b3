import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { html, raw } from "hono/html";
import type { Html, Site } from "./page.ts";

/** RSS 2.0 of the newest postings. */
export const renderRss = ({ organization, urls, language, words }: Site, jobs: readonly JobPosting[]): Html =>
  html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${printable(words.jobsOf(organization.name))}</title>
<link>${urls.list}</link>
<description>${printable(words.about(organization.name))}</description>
<language>${language}</language>
${raw(`<atom:link rel="self" type="application/rss+xml" href="${urls.list}.rss"/>`)}
${jobs.map(
  (job) => html`<item>
<title>${printable(job.title)}</title>
<link>${urls.job(job.id)}</link>
<guid isPermaLink="true">${urls.job(job.id)}</guid>
${job.publishedAt === null ? "" : html`<pubDate>${new Date(job.publishedAt).toUTCString()}</pubDate>`}
<description>${printable(job.descriptionHtml)}</description>
</item>
`,
)}</channel>
</rss>
`;

// XML 1.0 has no way to write these, not even escaped.
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
