import type { Organization } from "@okaeri/sdk/contract/organizations";
import { html, raw } from "hono/html";
import { type PageLanguage, type PageWords, wordsIn } from "./words.rules.ts";

export type Html = ReturnType<typeof html>;

/** Where the pages of an organization are. Absolute, for search engines and mails. */
export interface PageUrls {
  list: string;
  styles: string;
  job(id: string): string;
}

/** What every page of an organization is made with. */
export interface Site {
  organization: Organization;
  urls: PageUrls;
  language: PageLanguage;
  words: PageWords;
}

export const siteOf = (organization: Organization, baseUrl: string, language: PageLanguage): Site => {
  const list = `${baseUrl}/o/${organization.slug}/jobs`;
  return {
    organization,
    language,
    words: wordsIn(language),
    urls: { list, styles: `${baseUrl}/pages/jobs.css`, job: (id) => `${list}/${id}` },
  };
};

/** The same page in this language: Japanese is the address without more. */
export const inLanguage = (url: string, language: PageLanguage): string =>
  language === "ja" ? url : `${url}${url.includes("?") ? "&" : "?"}lang=${language}`;

export interface Head {
  title: string;
  description: string;
  /** The page's own address in Japanese; null for one that search engines leave alone. */
  canonicalUrl: string | null;
  /** JSON-LD, safe to stand in a script. */
  structuredData?: string | null;
}

/** The frame of every page. Works without any script, and loads one style sheet. */
export function renderPage({ organization, urls, language, words }: Site, head: Head, main: Html): Html {
  const other: PageLanguage = language === "ja" ? "en" : "ja";
  const { canonicalUrl } = head;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${head.title}</title>
    <meta name="description" content="${head.description}">
    ${
      canonicalUrl === null
        ? html`<meta name="robots" content="noindex">`
        : html`<link rel="canonical" href="${inLanguage(canonicalUrl, language)}">
    <link rel="alternate" hreflang="ja" href="${canonicalUrl}">
    <link rel="alternate" hreflang="en" href="${inLanguage(canonicalUrl, "en")}">
    <meta property="og:type" content="website">
    <meta property="og:site_name" content="${organization.name}">
    <meta property="og:title" content="${head.title}">
    <meta property="og:description" content="${head.description}">
    <meta property="og:url" content="${inLanguage(canonicalUrl, language)}">
    <meta property="og:locale" content="${language === "ja" ? "ja_JP" : "en_GB"}">`
    }
    <link rel="alternate" type="application/rss+xml" title="${words.jobsOf(organization.name)}" href="${urls.list}.rss">
    <link rel="stylesheet" href="${urls.styles}">
    ${head.structuredData ? html`<script type="application/ld+json">${raw(head.structuredData)}</script>` : ""}
  </head>
  <body>
    <header><a href="${inLanguage(urls.list, language)}">${words.jobsOf(organization.name)}</a>${
      canonicalUrl === null
        ? ""
        : html`<a href="${inLanguage(canonicalUrl, other)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>`
    }</header>
    <main>${main}</main>
  </body>
</html>`;
}
