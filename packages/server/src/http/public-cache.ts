import type { MiddlewareHandler } from "hono";
import type { KnownOrganization, KnownOrganizations } from "../organizations/known-organizations.ts";
import type { Clock } from "../platform/clock.ts";
import { readCredential } from "../platform/credentials.ts";
import { noneMatch } from "./conditional.ts";
import { type Environment, onApi, onEvery } from "./environment.ts";
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

export interface PublicReadOptions {
  organizations: KnownOrganizations;
  clock: Clock;
  publicOrigin: string;
}

/**
 * Public reads by organization, version and URL. Only answers to visitors enter: what a member or HR sees is never
 * shared. What is asked for twice is kept, and compressed; what is asked for once costs nothing more.
 *
 * `serve` stands before everything else and answers what is at hand to a key that was proved before; whatever it is not
 * sure of goes the long way. `keep` stands behind the caller's identification, before the route.
 */
export function createPublicReads({ organizations, clock, publicOrigin }: PublicReadOptions) {
  const entries = new Map<string, { etag: string; finished: Finished | null }>();
  const provedKeys = new Map<string, { organizationId: string; hash: string }>();

  const serve: MiddlewareHandler<Environment> = async (c, next) => {
    const proved = provedKeys.get(c.req.query("key") ?? "");
    if (!proved || c.req.method !== "GET" || c.req.header("authorization") !== undefined) return next();
    const known = await organizations.byId(proved.organizationId);
    const origin = c.req.header("origin");
    const mayRead = origin === undefined || origin === publicOrigin || known?.origins.has(origin);
    if (!known?.keys.has(proved.hash) || !mayRead) return next();
    const etag = publicEtag(known, clock);
    if (!noneMatch(c.req.header("if-none-match"), etag))
      return new Response(null, {
        status: 304,
        headers: { ...onEvery(c), ...onApi, etag, "cache-control": cacheControl },
      });
    const finished = entries.get(entryKey(known, c.req.url))?.finished;
    return finished?.etag === etag ? respondFinished(c, finished, { ...onEvery(c), ...onApi }) : next();
  };

  const keep: MiddlewareHandler<Environment> = async (c, next) => {
    const { ctx, known } = c.var;
    if (ctx.actor.kind !== "visitor" || c.req.method !== "GET") return next();
    rememberKey(c.req.query("key"));
    const etag = publicEtag(known, clock);
    if (!noneMatch(c.req.header("if-none-match"), etag))
      return c.body(null, 304, { etag, "cache-control": cacheControl, vary: "Accept-Encoding" });
    c.header("etag", etag);
    c.header("cache-control", cacheControl);
    c.header("vary", "Accept-Encoding");
    await next();
    const key = entryKey(known, c.req.url);
    if (c.res.status !== 200 || key.length > maxKeyLength) return;
    const entry = entries.get(key);
    if (entry?.etag !== etag) {
      if (entries.size >= maxEntries) entries.delete(entries.keys().next().value ?? "");
      entries.set(key, { etag, finished: null });
    } else if (!entry.finished) {
      const contentType = c.res.headers.get("content-type") ?? "application/json";
      const identity = new Uint8Array(await c.res.clone().arrayBuffer());
      entry.finished = { etag, contentType, cacheControl, identity };
      void compress(entry.finished, brotliQuality);
    }
  };

  const rememberKey = (key: string | undefined): void => {
    const credential = key === undefined || provedKeys.has(key) ? null : readCredential(key);
    if (key === undefined || credential?.kind !== "pk") return;
    if (provedKeys.size >= maxEntries) provedKeys.clear();
    provedKeys.set(key, { organizationId: credential.organizationId, hash: credential.hash.toString("hex") });
  };

  return { serve, keep };
}

const entryKey = ({ organizationId }: KnownOrganization, url: string): string =>
  organizationId + url.slice(url.indexOf("/", 8));
