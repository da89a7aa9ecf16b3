import type { MiddlewareHandler } from "hono";
import type { KnownOrganization } from "../organizations/known-organizations.ts";
import type { Clock } from "../platform/clock.ts";
import { noneMatch } from "./conditional.ts";
import type { Environment } from "./environment.ts";
import { compress, type Finished, respondFinished } from "./finished.ts";

const maxEntries = 2_000;
const maxKeyLength = 500;
const cacheControl = "no-cache";
const brotliQuality = 5;
// What the public sees may also change with the hour (the next event): no answer outlives this.
const bucketMs = 10 * 60_000;

/** Changes with everything the public can see of an organization. */
export const publicEtag = (known: KnownOrganization, clock: Clock): string =>
  `W/"${known.publicVersion}-${Math.floor(clock.now().getTime() / bucketMs)}"`;

/**
 * Public reads by organization, version and URL. Only answers to visitors enter: what a member or HR sees is never
 * shared. What is asked for twice is kept, and compressed; what is asked for once costs nothing more.
 */
export function cachePublicReads(clock: Clock): MiddlewareHandler<Environment> {
  const entries = new Map<string, { etag: string; finished: Finished | null }>();
  return async (c, next) => {
    const { ctx, known } = c.var;
    if (ctx.actor.kind !== "visitor" || c.req.method !== "GET") return next();
    const etag = publicEtag(known, clock);
    if (!noneMatch(c.req.header("if-none-match"), etag))
      return c.body(null, 304, { etag, "cache-control": cacheControl, vary: "Accept-Encoding" });
    const { url } = c.req;
    const key = ctx.organizationId + url.slice(url.indexOf("/", 8));
    const entry = entries.get(key);
    const asked = entry?.etag === etag;
    if (asked && entry.finished) return respondFinished(c, entry.finished);
    c.header("etag", etag);
    c.header("cache-control", cacheControl);
    c.header("vary", "Accept-Encoding");
    await next();
    if (c.res.status !== 200 || key.length > maxKeyLength) return;
    if (!asked) {
      if (entries.size >= maxEntries) entries.delete(entries.keys().next().value ?? "");
      entries.set(key, { etag, finished: null });
      return;
    }
    const contentType = c.res.headers.get("content-type") ?? "application/json";
    const identity = new Uint8Array(await c.res.clone().arrayBuffer());
    entry.finished = { etag, contentType, cacheControl, identity };
    void compress(entry.finished, brotliQuality);
  };
}
