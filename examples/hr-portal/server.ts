import { randomUUID } from "node:crypto";
import { createClient } from "@okaeri/sdk";
import { createTokenHandler } from "@okaeri/sdk/server";
import { consolePage } from "./console-page.ts";
import { html } from "./html.ts";
import { importPages } from "./import-pages.ts";
import { jobPages } from "./job-pages.ts";
import { pageOf, signInPage } from "./layout.ts";
import { peoplePage } from "./people-page.ts";
import { type Answer, type Language, type Settings, type Visit, wordsFor } from "./portal.ts";
import { signUpPages } from "./sign-up-pages.ts";
import { wordsIn } from "./words.ts";

type Page = (visit: Visit) => Promise<Answer>;

const policy =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const headers = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": policy,
  "referrer-policy": "same-origin",
};

/** What a page with Okaeri's elements needs more: its scripts, its API, and the one policy that they share. */
const policyWith = (api: string): string =>
  `${policy}; script-src 'self' ${api}; connect-src 'self' ${api}; require-trusted-types-for 'script'; trusted-types okaeri`;

const cookieOf = (request: Request, name: string): string | undefined =>
  request.headers
    .get("cookie")
    ?.split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

// A browser says on every POST where it comes from. The cookie is SameSite as well.
const isForeign = (request: Request): boolean => {
  const site = request.headers.get("sec-fetch-site");
  return site === null ? request.headers.get("origin") !== new URL(request.url).origin : site !== "same-origin";
};

/** The portal as one handler; paths begin behind wherever it is mounted, and its links are relative. */
export function createServer(settings: Settings): (request: Request) => Promise<Response> {
  const { baseUrl, secretKey, embedKey } = settings;
  const client = createClient({ baseUrl, secretKey });
  // A real portal has the company's own sessions here.
  const sessions = new Set<string>();
  const { importForm, previewImport, confirmImport } = importPages();
  const { signUpList, approve, decline } = signUpPages;
  const { jobList, saveDraft, publish, close } = jobPages;
  const pages: Record<string, Page> = {
    "GET /": peoplePage,
    "GET /import": importForm,
    "POST /import": previewImport,
    "POST /import-now": confirmImport,
    "GET /sign-ups": signUpList,
    "POST /approve": approve,
    "POST /decline": decline,
    "GET /jobs": jobList,
    "POST /jobs": saveDraft,
    "POST /publish": publish,
    "POST /close": close,
    "GET /console": consolePage(settings),
  };

  // Who is signed in here is told to Okaeri by a token that this server signs.
  const tokens = createTokenHandler({
    signer: { ...embedKey, algorithm: "ES256" },
    signedIn(request) {
      const sessionId = cookieOf(request, "hr-session") ?? "";
      return sessions.has(sessionId) ? { subject: "mihon-jinji", role: "admin", name: "見本 人事" } : null;
    },
  });

  const signIn = (): Response => {
    const sessionId = randomUUID();
    sessions.add(sessionId);
    return to("./", `hr-session=${sessionId}; Path=/examples/hr-portal; HttpOnly; SameSite=Strict`);
  };

  return async (request) => {
    const { pathname, searchParams: query } = new URL(request.url);
    const asked = query.get("lang") ?? cookieOf(request, "hr-lang");
    const language: Language = asked === "en" ? "en" : "ja";
    const words = wordsIn[language];
    const sessionId = cookieOf(request, "hr-session") ?? "";

    if (request.method === "POST" && isForeign(request))
      return show({ title: words.portal, body: html`<p role="alert">${words.errors.foreign}</p>`, status: 403 });
    if (pathname === "/language")
      return to(
        query.get("back")?.replace(/^\W+/, "./") ?? "./",
        `hr-lang=${language}; Path=/examples/hr-portal; SameSite=Lax`,
      );
    if (pathname === "/sign-in" && request.method === "POST") return signIn();
    if (pathname === "/okaeri-token" && request.method === "POST") return tokens(request);
    const page = pages[`${request.method} ${pathname}`];
    // Its style sheet and sample files are beside it, for whoever serves this folder.
    if (!page && /\.\w+$/.test(pathname)) return new Response(null, { status: 404 });
    if (!sessions.has(sessionId)) return new Response(signInPage(words, language), { headers });
    if (pathname === "/sign-out" && request.method === "POST") {
      sessions.delete(sessionId);
      return to("./", "hr-session=; Path=/examples/hr-portal; Max-Age=0");
    }

    const form = await readForm(request);
    if (!form) return new Response("400", { status: 400 });
    const visit: Visit = { client, words, language, sessionId, query, form };
    try {
      const answer = await (page ?? missing)(visit);
      return "redirect" in answer ? to(answer.redirect) : show(answer);
    } catch (error) {
      return show({
        title: words.portal,
        body: html`<p class="alert" role="alert">${wordsFor(error, words)}</p>`,
        status: 502,
      });
    }

    function show({ title, body, scripts = [], status = 200 }: Exclude<Answer, { redirect: string }>): Response {
      return new Response(pageOf({ title, body, scripts, path: pathname, words, language }), {
        status,
        headers:
          scripts.length > 0 ? { ...headers, "content-security-policy": policyWith(new URL(baseUrl).origin) } : headers,
      });
    }
  };
}

// 410, because a 404 would let whoever mounts this look for a file.
const missing: Page = async ({ words }) => ({
  title: words.portal,
  body: html`<p class="alert" role="alert">${words.errors.pageMissing}</p>`,
  status: 410,
});

const to = (location: string, cookie?: string): Response =>
  new Response(null, { status: 303, headers: { location, ...(cookie && { "set-cookie": cookie }) } });

/** Null for what no form of ours sends. */
async function readForm(request: Request): Promise<FormData | null> {
  if (request.method !== "POST") return new FormData();
  return request.formData().catch(() => null);
}
