import { Hono } from "hono";
import { z } from "zod";
import type { Environment } from "../http/environment.ts";
import { toFaults } from "../http/problem.ts";
import type { KnownOrganizations } from "../organizations/known-organizations.ts";
import { DomainError } from "../platform/errors.ts";
import { hostedThemes, hostedWidgets, renderHostedPage } from "./hosted-page.ts";

const hostedQuery = z.object({
  widget: z.enum(hostedWidgets),
  lang: z.enum(["ja", "en"]).default("ja"),
  theme: z.enum(hostedThemes).default("light"),
});

// Not longer: an origin that is taken away must not go on framing the page out of a cache.
const caching = "public, max-age=60";
const permissions = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

const policyFor = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types okaeri",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.join(" ") || "'none'"}`,
  ].join("; ");

/** `/embed/acme/hosted.html?widget=job-board`: to be routed before `/embed/*`. */
export const createHostedRoutes = (organizations: KnownOrganizations, baseUrl: string) =>
  new Hono<Environment>().get("/embed/:slug/hosted.html", async (c) => {
    const { success, data, error } = hostedQuery.safeParse(c.req.query());
    if (!success) {
      if (error.issues.some(({ path }) => path[0] === "widget")) throw new DomainError("not_found");
      throw new DomainError("invalid_input", { faults: toFaults(error.issues, "query") });
    }
    const known = await organizations.bySlug(c.req.param("slug"));
    if (!known) throw new DomainError("not_found");
    const { organization } = known;
    const origins = [...known.origins];
    c.header("cache-control", caching);
    c.header("content-security-policy", policyFor(origins));
    c.header("referrer-policy", "no-referrer");
    c.header("permissions-policy", permissions);
    const jobsUrl = `${baseUrl}/o/${organization.slug}/jobs`;
    return c.html(renderHostedPage({ organization, origins, ...data, jobsUrl }));
  });
