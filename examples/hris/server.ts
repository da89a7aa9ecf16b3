import { randomUUID } from "node:crypto";
import { createTokenHandler } from "@okaeri/sdk/server";
import { type FormerEmployee, formerEmployees, pageFor } from "./page.ts";

export interface Settings {
  /** Where Okaeri is. */
  baseUrl: string;
  /** The organization's name in addresses: its script is `/embed/<slug>.js`. */
  slug: string;
  /** Registered with `okaeri key add`. The private half stays in this process. */
  embedKey: { issuer: string; keyId: string; privateKey: string };
}

const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

/** A small HRIS: it has a session of its own, and vouches for whoever is signed in with a signed token. */
export function createServer({ baseUrl, slug, embedKey }: Settings): (request: Request) => Promise<Response> {
  const sessions = new Map<string, FormerEmployee>();

  const signedIn = (request: Request): FormerEmployee | null => {
    const id = /(?:^|; )hris-session=([\w-]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
    return sessions.get(id ?? "") ?? null;
  };

  // Everything Okaeri needs of this server: who is signed in, by the session that is already there.
  const tokens = createTokenHandler({
    signer: { ...embedKey, algorithm: "ES256" },
    signedIn(request) {
      const person = signedIn(request);
      return person && { subject: person.employeeNumber, role: "member", name: person.name };
    },
  });

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const english = searchParams.get("lang") === "en";
    const back = english ? "./?lang=en" : "./";
    switch (`${request.method} ${pathname}`) {
      case "GET /":
        return new Response(pageFor({ person: signedIn(request), script: `${baseUrl}/embed/${slug}.js`, english }), {
          headers,
        });
      case "POST /okaeri-token":
        return tokens(request);
      case "POST /sign-in": {
        const number = (await request.formData()).get("employee");
        const person = formerEmployees.find(({ employeeNumber }) => employeeNumber === number);
        if (!person) return new Response(null, { status: 303, headers: { location: back } });
        const id = randomUUID();
        sessions.set(id, person);
        return to(back, `hris-session=${id}; Path=/examples/hris; HttpOnly; SameSite=Strict`);
      }
      case "POST /sign-out":
        return to(back, "hris-session=; Path=/examples/hris; Max-Age=0");
      default:
        return new Response(null, { status: 404 });
    }
  };
}

const to = (location: string, cookie: string): Response =>
  new Response(null, { status: 303, headers: { location, "set-cookie": cookie } });
