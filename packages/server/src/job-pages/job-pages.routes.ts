import { idOf } from "@okaeri/sdk/contract/ids";
import { employmentType, jobFilter } from "@okaeri/sdk/contract/jobs";
import { Hono, type Context as HonoContext } from "hono";
import { noneMatch } from "../http/conditional.ts";
import { type Environment, onEvery } from "../http/environment.ts";
import { compress, type Finished, rememberFinished, respondFinished, toBytes } from "../http/finished.ts";
import { publicEtag } from "../http/public-cache.ts";
import { listJobFacets } from "../jobs/facets.ts";
import { listJobs } from "../jobs/job-list.ts";
import {
  findPublicPosting,
  listNewestPublic,
  listPublicAddresses,
  listPublicPostings,
} from "../jobs/public-postings.ts";
import type { KnownOrganizations } from "../organizations/known-organizations.ts";
import { type Context, callOf } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { renderJobPage, renderNoJobPage } from "./job-page.ts";
import { pageStyles } from "./job-pages.styles.ts";
import { renderJobList, renderListPage } from "./list-page.ts";
import { type Html, inLanguage, type Site, siteOf } from "./page.ts";
import { renderRss } from "./rss.ts";
import { partsOf, renderSitemap, renderSitemapIndex } from "./sitemap.ts";
import { toStructuredData } from "./structured-data.rules.ts";

const cacheControl = "public, max-age=60, stale-while-revalidate=300";
const brotliQuality = 5;
const maxFinished = 1_000;
const newestInRss = 50;
const postingsInExport = 100;
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types = {
  html: "text/html; charset=utf-8",
  rss: "application/rss+xml; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  json: "application/ld+json; charset=utf-8",
} as const;

const jobId = idOf("job");
/** What can't be looked for is not looked for. */
const searched = jobFilter.pick({ q: true, place: true });

export interface JobPageOptions {
  organizations: KnownOrganizations;
  baseUrl: string;
  base: Omit<Context, "organizationId" | "actor" | "call">;
}

type Asked = HonoContext<Environment>;

/**
 * Public postings without any script, for people, search engines and aggregators: `/o/acme/jobs`,
 * `/o/acme/jobs/job_…`, `/o/acme/jobs.rss`, `/o/acme/jobs.json`, `/o/acme/sitemap.xml`, and
 * `/o/acme/fallback/jobs.html`, which a host's server puts inside `<okaeri-job-board>`.
 */
export function createJobPageRoutes({ organizations, baseUrl, base }: JobPageOptions) {
  const routes = new Hono<Environment>();
  const finishedFor = rememberFinished(maxFinished);

  routes.use("/o/:slug/*", async (c, next) => {
    const known = await organizations.bySlug(c.req.param("slug"));
    if (!known) throw new DomainError("not_found");
    c.set("known", known);
    c.set("ctx", {
      ...base,
      organizationId: known.organizationId,
      actor: { kind: "visitor" },
      call: callOf("jobPage"),
    });
    return next();
  });

  const siteFor = (c: Asked): Site =>
    siteOf(c.var.known.organization, baseUrl, c.req.query("lang") === "en" ? "en" : "ja");

  /** Made once for the organization's version and this address, and kept where the address is one of few. */
  const answer = async (
    c: Asked,
    contentType: string,
    make: () => Promise<Html | string>,
    also: Record<string, string> = {},
  ): Promise<Response> => {
    const etag = publicEtag(c.var.known, base.clock);
    const finish = async (): Promise<Finished> =>
      compress({ etag, contentType, cacheControl, identity: toBytes(String(await make())) }, brotliQuality);
    const isTyped = Boolean(c.req.query("q"));
    const key = c.var.known.organizationId + c.req.url.slice(c.req.url.indexOf("/", 8));
    const finished = isTyped || key.length > 500 ? await finish() : await finishedFor(key, etag, finish);
    const headers = { ...onEvery(c), "content-security-policy": policy, ...also };
    return noneMatch(c.req.header("if-none-match"), etag)
      ? respondFinished(c, finished, headers)
      : new Response(null, {
          status: 304,
          headers: { ...headers, etag, "cache-control": cacheControl, vary: "Accept-Encoding" },
        });
  };

  routes.get("/o/:slug/jobs", (c) =>
    answer(c, types.html, async () => {
      const { ctx } = c.var;
      const { place: asked = "", employmentType: type = "", cursor = "" } = c.req.query();
      const { q = "", place = "" } = searched.safeParse({ q: c.req.query("q")?.trim(), place: asked }).data ?? {};
      const known = employmentType.safeParse(type);
      const choice = { q, place, employmentType: known.data ?? "", cursor };
      const [page, facets] = await Promise.all([
        listJobs(ctx, {
          ...(choice.q && { q: choice.q }),
          ...(choice.place && { place: choice.place }),
          ...(known.success && { employmentType: known.data }),
          ...(cursor && { cursor }),
        }),
        listJobFacets(ctx),
      ]);
      return renderListPage(siteFor(c), page, facets, choice);
    }),
  );

  routes.get("/o/:slug/jobs/:jobId", async (c) => {
    const site = siteFor(c);
    const id = jobId.safeParse(c.req.param("jobId"));
    const posting = id.success ? await findPublicPosting(c.var.ctx, id.data) : null;
    if (posting?.state === "open") return answer(c, types.html, async () => renderJobPage(site, posting.job));
    c.header("content-security-policy", policy);
    c.header("cache-control", "no-store");
    // Gone for good is said of what everybody could see; an alumni posting was never here.
    return c.html(renderNoJobPage(site, posting !== null), posting ? 410 : 404);
  });

  routes.get("/o/:slug/jobs.rss", (c) =>
    answer(c, types.rss, async () => renderRss(siteFor(c), await listNewestPublic(c.var.ctx, newestInRss))),
  );

  routes.get("/o/:slug/sitemap.xml", (c) =>
    answer(c, types.xml, async () => {
      const { urls } = siteFor(c);
      const addresses = await listPublicAddresses(c.var.ctx);
      const parts = partsOf(addresses);
      const part = Number(c.req.query("part") ?? (parts === 1 ? 1 : Number.NaN));
      if (Number.isNaN(part)) return renderSitemapIndex(`${urls.list.replace(/jobs$/, "sitemap.xml")}`, parts);
      if (!Number.isInteger(part) || part < 1 || part > parts) throw new DomainError("not_found");
      return renderSitemap(urls, addresses, part);
    }),
  );

  routes.get("/o/:slug/jobs.json", async (c) => {
    const { organization, urls } = siteFor(c);
    const jobs = await listPublicPostings(c.var.ctx, c.req.query("after") ?? null, postingsInExport);
    const last = jobs.length === postingsInExport ? jobs.at(-1) : undefined;
    const graph = jobs.map((job) => toStructuredData(organization, job, urls.job(job.id)));
    return answer(c, types.json, async () => JSON.stringify({ "@context": "https://schema.org", "@graph": graph }), {
      "access-control-allow-origin": "*",
      ...(last && { link: `<${urls.list}.json?after=${last.id}>; rel="next"` }),
    });
  });

  routes.get("/o/:slug/fallback/jobs.html", (c) =>
    answer(
      c,
      types.html,
      async () => {
        const site = siteFor(c);
        const { data } = await listJobs(c.var.ctx, {});
        return renderJobList(data, site, ({ id }) => inLanguage(site.urls.job(id), site.language));
      },
      { "access-control-allow-origin": "*" },
    ),
  );

  routes.get("/pages/jobs.css", (c) => {
    c.header("cache-control", cacheControl);
    return c.body(pageStyles, 200, { "content-type": "text/css; charset=utf-8" });
  });
  return routes;
}
