import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context as HonoContext } from "hono";
import type { Environment } from "./environment.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

type Bytes = Uint8Array<ArrayBuffer>;

/** An answer whose bytes are made once and served many times. */
export interface Finished {
  etag: string;
  contentType: string;
  cacheControl: string;
  identity: Bytes;
  /** Absent until it was worth compressing. */
  compressed?: { br: Bytes; gzip: Bytes };
}

/** Keeps what was made for a version until there is another one; what could not be made is tried again. */
export function rememberFinished(maxEntries: number) {
  const entries = new Map<string, { etag: string; finished: Promise<Finished> }>();
  return (key: string, etag: string, make: () => Promise<Finished>): Promise<Finished> => {
    const entry = entries.get(key);
    if (entry?.etag === etag) return entry.finished;
    const finished = make();
    finished.catch(() => entries.delete(key));
    if (entries.size >= maxEntries) entries.delete(entries.keys().next().value ?? "");
    entries.set(key, { etag, finished });
    return finished;
  };
}

/** `quality` is brotli's, 1 to 11: 5 for what changes often, 11 for what is published. */
export async function compress(entry: Finished, quality: number): Promise<Finished> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  const [br, gz] = await Promise.all([brotli(entry.identity, { params }), gzipped(entry.identity)]);
  entry.compressed = { br: new Uint8Array(br), gzip: new Uint8Array(gz) };
  return entry;
}

export const toBytes = (text: string): Bytes => new Uint8Array(Buffer.from(text));

/** With the headers that every answer carries besides. */
export function respondFinished(c: HonoContext<Environment>, entry: Finished, also: Record<string, string>): Response {
  const accepted = c.req.header("accept-encoding") ?? "";
  const encoding = entry.compressed
    ? accepted.includes("br")
      ? "br"
      : accepted.includes("gzip")
        ? "gzip"
        : null
    : null;
  const body = encoding && entry.compressed ? entry.compressed[encoding] : entry.identity;
  const headers: Record<string, string> = {
    ...also,
    "content-type": entry.contentType,
    "content-length": String(body.byteLength),
    etag: entry.etag,
    "cache-control": entry.cacheControl,
    vary: "Accept-Encoding",
  };
  if (encoding) headers["content-encoding"] = encoding;
  return new Response(body, { headers });
}
