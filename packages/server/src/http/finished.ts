import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** An answer whose bytes are made once and served many times: nothing is compressed or hashed per request. */
export interface Finished {
  etag: string;
  contentType: string;
  cacheControl: string;
  bodies: Record<"identity" | "br" | "gzip", Uint8Array<ArrayBuffer>>;
}

/** `quality` is brotli's, 1 to 11: 5 for what changes often, 11 for what is published. */
export async function finish(
  text: Uint8Array | string,
  quality: number,
  about: Omit<Finished, "bodies">,
): Promise<Finished> {
  const identity = new Uint8Array(Buffer.from(text));
  const [br, gz] = await Promise.all([
    brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    gzipped(identity),
  ]);
  return { ...about, bodies: { identity, br: new Uint8Array(br), gzip: new Uint8Array(gz) } };
}

export function respondFinished({ bodies, ...about }: Finished, acceptEncoding: string | undefined): Response {
  const encoding = acceptEncoding?.includes("br") ? "br" : acceptEncoding?.includes("gzip") ? "gzip" : "identity";
  const headers: Record<string, string> = {
    "content-type": about.contentType,
    "content-length": String(bodies[encoding].byteLength),
    etag: about.etag,
    "cache-control": about.cacheControl,
    vary: "Accept-Encoding",
  };
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  return new Response(bodies[encoding], { headers });
}
