import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import type { Clock } from "../platform/clock.ts";
import { noneMatch } from "./conditional.ts";
import type { Environment } from "./environment.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const maxEntries = 2_000;
const maxKeyLength = 500;
// What the public sees may also change with the hour (the next event): no answer outlives this.
const bucketMs = 10 * 60_000;

interface Finished {
  etag: string;
  contentType: string;
  identity: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer>;
}

/**
 * Finished, compressed bytes of public reads by organization, version and URL. Only answers to visitors enter: what a
 * member or HR sees is never shared. Nothing is compressed or hashed per request.
 */
export function cachePublicReads(clock: Clock): MiddlewareHandler<Environment> {
  const finished = new Map<string, Finished>();
  return async (c, next) => {
    const { ctx, known } = c.var;
    if (ctx.actor.kind !== "visitor" || c.req.method !== "GET") return next();
    const etag = `W/"${known.publicVersion}-${Math.floor(clock.now().getTime() / bucketMs)}"`;
    if (!noneMatch(c.req.header("if-none-match"), etag))
      return c.body(null, 304, { etag, "cache-control": "no-cache", vary: "Accept-Encoding" });
    const { url } = c.req;
    const key = `${ctx.organizationId} ${url.slice(url.indexOf("/", 8))}`;
    const hit = finished.get(key);
    if (hit?.etag === etag) return respond(hit, c.req.header("accept-encoding"));
    await next();
    if (c.res.status !== 200 || key.length > maxKeyLength) return;
    const identity = new Uint8Array(await c.res.arrayBuffer());
    const entry: Finished = {
      etag,
      contentType: c.res.headers.get("content-type") ?? "application/json",
      identity,
      br: new Uint8Array(await brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
      gzip: new Uint8Array(await gzipped(identity)),
    };
    if (finished.size >= maxEntries) finished.delete(finished.keys().next().value ?? "");
    finished.set(key, entry);
    // Hono carries the headers of the answer it had over to the next one; the ETag of the route must not win.
    c.res = undefined;
    c.res = respond(entry, c.req.header("accept-encoding"));
  };
}

function respond(entry: Finished, accepted: string | undefined): Response {
  const encoding = accepted?.includes("br") ? "br" : accepted?.includes("gzip") ? "gzip" : "identity";
  const headers: Record<string, string> = {
    "content-type": entry.contentType,
    "content-length": String(entry[encoding].byteLength),
    etag: entry.etag,
    "cache-control": "no-cache",
    vary: "Accept-Encoding",
  };
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  return new Response(entry[encoding], { headers });
}
