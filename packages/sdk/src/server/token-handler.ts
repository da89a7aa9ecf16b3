import type { IncomingMessage, ServerResponse } from "node:http";
import { type EmbedPerson, type EmbedSigner, signEmbedToken } from "./embed-token.ts";

export interface TokenHandlerOptions {
  signer: EmbedSigner;
  /** Who is signed in to the host's own session, null for nobody. Decide by that session alone, never by the request's fields. */
  signedIn(request: Request): EmbedPerson | null | Promise<EmbedPerson | null>;
  /** Other origins whose pages may ask, credentials included. The handler's own origin always may. */
  origins?: readonly string[];
}

/**
 * Answers `{ token }` to `POST` from the host's own pages: mount it behind the session that the company already has.
 * 401 when nobody is signed in, 403 when another site asks, 405 for other methods. Nothing of it may be stored.
 */
export function createTokenHandler({ signer, signedIn, origins = [] }: TokenHandlerOptions) {
  const allowed = new Set(origins);
  return async (request: Request): Promise<Response> => {
    const origin = request.headers.get("origin");
    const headers = new Headers({ "cache-control": "no-store", vary: "Origin, Sec-Fetch-Site" });
    const refuse = (status: number, code: string) => Response.json({ code }, { status, headers });

    // Pages name their origin on every POST, not on every GET; and a POST is neither prefetched nor followed as a link.
    if (request.method !== "POST") {
      headers.set("allow", "POST");
      return refuse(405, "method_not_allowed");
    }
    const listed = origin !== null && allowed.has(origin);
    if (!listed && !isOwnPage(request, origin)) return refuse(403, "origin_not_allowed");
    if (listed) {
      headers.set("access-control-allow-origin", origin);
      headers.set("access-control-allow-credentials", "true");
    }
    const person = await signedIn(request);
    if (!person) return refuse(401, "unauthenticated");
    return Response.json({ token: await signEmbedToken({ ...signer, ...person }) }, { headers });
  };
}

// The browser's own word first: behind a proxy this process may not know its public origin. Browsers without it
// (Safari before 16.4, plain http) still send Origin.
function isOwnPage(request: Request, origin: string | null): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === null ? origin === new URL(request.url).origin : site === "same-origin";
}

/** The same handler for `node:http`, Express and the like; the body is not read. */
export const toNodeListener =
  (handler: (request: Request) => Promise<Response>) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const scheme = "encrypted" in incoming.socket ? "https" : "http";
    const headers = new Headers();
    for (const [name, values] of Object.entries(incoming.headersDistinct))
      for (const value of values ?? []) headers.append(name, value);
    const url = new URL(incoming.url ?? "/", `${scheme}://${incoming.headers.host ?? "localhost"}`);
    const response = await handler(new Request(url, { method: incoming.method ?? "GET", headers }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  };
