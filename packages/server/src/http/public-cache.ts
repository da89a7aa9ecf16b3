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
const compressAfter = 1;
// What the public sees may also change with the hour (the next event): no answer outlives this.
const bucketMs = 10 * 60_000;

/** Changes with everything the public can see of an organization. */
export const publicEtag = (known: KnownOrganization, clock: Clock): string =>
  `W/"${known.publicVersion}-${Math.floor(clock.now().getTime() / bucketMs)}"`;

/**
 * Public reads by organization, version and URL. Only answers to visitors enter: what a member or HR sees is never
 * shared.
 */
export function cachePublicReads(clock: Clock): MiddlewareHandler<Environment> {
  const entries = new Map<string, { finished: Finished; served: number }>();
  return async (c, next) => {
    const { ctx, known } = c.var;
    if (ctx.actor.kind !== "visitor" || c.req.method !== "GET") return next();
    const etag = publicEtag(known, clock);
    if (!noneMatch(c.req.header("if-none-match"), etag))
      return c.body(null, 304, { etag, "cache-control": cacheControl, vary: "Accept-Encoding" });
    const { url } = c.req;
    const key = ctx.organizationId + url.slice(url.indexOf("/", 8));
    const hit = entries.get(key);
    if (hit?.finished.etag === etag) {
      // What is asked for twice is worth compressing; until it is done it goes out as it is.
      if (hit.served++ === compressAfter) void compress(hit.finished, brotliQuality);
      return respondFinished(hit.finished, c.req.header("accept-encoding"));
    }
    await next();
    if (c.res.status !== 200) return;
    const contentType = c.res.headers.get("content-type") ?? "application/json";
    const identity = new Uint8Array(await c.res.arrayBuffer());
    const finished: Finished = { etag, contentType, cacheControl, identity };
    if (key.length <= maxKeyLength) {
      if (entries.size >= maxEntries) entries.delete(entries.keys().next().value ?? "");
      entries.set(key, { finished, served: 0 });
    }
    // Hono carries the headers of the answer it had over to the next one; the ETag of the route must not win.
    c.res = undefined;
    c.res = respondFinished(finished, undefined);
  };
}
