import { Hono } from "hono";
import { noneMatch } from "../http/conditional.ts";
import type { Environment } from "../http/environment.ts";
import { publicEtag } from "../http/public-cache.ts";
import type { KnownOrganizations } from "../organizations/known-organizations.ts";
import { type Context, callOf } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { listJobs } from "./job-list.ts";
import { pageStyles, renderGonePage, renderJobList, renderJobPage, renderListPage } from "./job-pages.ts";
import { getJob, type JobView } from "./jobs.ts";

const caching = "public, max-age=60, stale-while-revalidate=300";
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface JobPageOptions {
  organizations: KnownOrganizations;
  baseUrl: string;
  base: Omit<Context, "organizationId" | "actor" | "call">;
}

/**
 * Public postings without any script: `/o/acme/jobs`, `/o/acme/jobs/job_…`, and `/o/acme/fallback/jobs.html`, which a
 * host's server puts inside `<okaeri-job-board>`.
 */
export function createJobPageRoutes({ organizations, baseUrl, base }: JobPageOptions) {
  const routes = new Hono<Environment>();
  routes.use("/o/:slug/*", async (c, next) => {
    const known = await organizations.bySlug(c.req.param("slug"));
    if (!known) throw new DomainError("not_found");
    const etag = publicEtag(known, base.clock);
    const headers = { etag, "cache-control": caching, "content-security-policy": policy };
    // A posting's own page must first be there.
    if (!c.req.path.includes("/jobs/") && !noneMatch(c.req.header("if-none-match"), etag))
      return c.body(null, 304, headers);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    c.set("known", known);
    c.set("ctx", {
      ...base,
      organizationId: known.organizationId,
      actor: { kind: "visitor" },
      call: callOf("jobPage"),
    });
    return next();
  });
  const jobsUrl = (slug: string) => `${baseUrl}/o/${slug}/jobs`;

  routes.get("/o/:slug/jobs", async (c) => {
    const { organization } = c.var.known;
    const url = jobsUrl(organization.slug);
    const cursor = c.req.query("cursor");
    const { data, nextCursor } = await listJobs(c.var.ctx, cursor === undefined ? {} : { cursor });
    const list = renderJobList(data, ({ id }) => `${url}/${id}`);
    return c.html(renderListPage(organization, list, nextCursor && `${url}?cursor=${encodeURIComponent(nextCursor)}`));
  });

  routes.get("/o/:slug/jobs/:jobId", async (c) => {
    const { organization } = c.var.known;
    const url = jobsUrl(organization.slug);
    const found = await findOpenJob(c.var.ctx, c.req.param("jobId"));
    if (!found) {
      c.header("etag", undefined);
      c.header("cache-control", "no-store");
      return c.html(renderGonePage(organization, url), 404);
    }
    const { job } = found;
    return c.html(renderJobPage(organization, job, `${url}/${job.id}`, url));
  });

  routes.get("/o/:slug/fallback/jobs.html", async (c) => {
    const url = jobsUrl(c.var.known.organization.slug);
    c.header("access-control-allow-origin", "*");
    const { data } = await listJobs(c.var.ctx, {});
    return c.html(renderJobList(data, ({ id }) => `${url}/${id}`));
  });

  routes.get("/pages/jobs.css", (c) => {
    c.header("cache-control", caching);
    return c.body(pageStyles, 200, { "content-type": "text/css; charset=utf-8" });
  });
  return routes;
}

async function findOpenJob(ctx: Context, id: string): Promise<JobView | null> {
  try {
    return await getJob(ctx, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
