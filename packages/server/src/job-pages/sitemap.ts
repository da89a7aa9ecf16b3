import { html, raw } from "hono/html";
import type { PublicAddress } from "../jobs/public-postings.ts";
import type { Html, PageUrls } from "./page.ts";

/** What https://www.sitemaps.org/protocol.html allows in one file. */
export const maxAddresses = 50_000;

const declaration = raw('<?xml version="1.0" encoding="utf-8"?>');

/** One part of the sitemap: parts are counted from 1. */
export const renderSitemap = (urls: PageUrls, addresses: readonly PublicAddress[], part: number): Html =>
  html`${declaration}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${part === 1 ? html`<url><loc>${urls.list}</loc></url>` : ""}
${addresses.slice((part - 1) * (maxAddresses - 1), part * (maxAddresses - 1)).map(
  ({ id, updatedAt }) => html`<url><loc>${urls.job(id)}</loc><lastmod>${updatedAt}</lastmod></url>
`,
)}</urlset>
`;

export const partsOf = (addresses: readonly PublicAddress[]): number =>
  Math.max(1, Math.ceil(addresses.length / (maxAddresses - 1)));

/** Names the parts, where one file can't hold all. */
export const renderSitemapIndex = (sitemapUrl: string, parts: number): Html =>
  html`${declaration}
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${Array.from(
  { length: parts },
  (_, index) => html`<sitemap><loc>${sitemapUrl}?part=${index + 1}</loc></sitemap>
`,
)}</sitemapindex>
`;
