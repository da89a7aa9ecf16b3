import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { EmbedBoot } from "@okaeri/sdk/contract/embed-boot";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { accountIn } from "../testing/fake-account.ts";
import { FakeApi } from "../testing/fake-client.ts";
import { FakeRegistry } from "../testing/fake-registry.ts";
import { consolePage, consolePolicy } from "./console-page.ts";
import { actionIn, extremeOf, knownIn, manyFrom, statesPage } from "./job-states.ts";
import { memberApi } from "./member-api.ts";
import { galleryRegistry, registryApi } from "./registry-api.ts";
import {
  facetsOf,
  foundIn,
  jobsIn,
  organizationIn,
  postingOf,
  type SampleLanguage,
  suggestionsIn,
  teaserIn,
} from "./sample-data.ts";
import { sampleChanges, sampleMatch } from "./sample-knowing.ts";
import { sampleForm, sampleSlots } from "./sample-reach.ts";

// node --conditions=okaeri-source packages/widgets/gallery/serve.ts [port]
// /console#/registry/… is HR's desk. Query of both pages: lang=ja|en, theme=light|dark. Of the console: state=normal|empty
// Query of the page: lang=ja|en, theme=light|dark, accent=rrggbb, state=normal|empty|loading|error, widget=job-board|job|sign-up|community-teaser|account|all
// /states shows the job board in every state, in both languages and themes (states: job-states.ts).
const port = Number(process.argv[2] ?? 8790);
const base = `http://localhost:${port}`;
const slowMs = 3_600_000;

interface View {
  language: SampleLanguage;
  accent: string | null;
  state: string;
}

const viewOf = (query: URLSearchParams): View => ({
  language: query.get("lang") === "en" ? "en" : "ja",
  accent: query.get("accent") ? `#${query.get("accent")}` : null,
  state: query.get("state") ?? "normal",
});

const attributesOf = (name: string, query: URLSearchParams): string => {
  if (name === "job-board") return " deep-links";
  return name === "job" ? ` job-id="${query.get("state") === "gone" ? "job_gone" : jobsIn("ja")[1]?.id}"` : "";
};

// As on a host's page that knows who is there.
const signedIn = `<script>document.querySelector("okaeri-provider").tokenProvider = async () => "gallery";</script>`;

const page = (query: URLSearchParams): string => {
  const { language } = viewOf(query);
  const theme = query.get("theme") === "dark" ? "dark" : "light";
  const widgets = ["job-board", "job", "community-teaser", "sign-up", "account"].filter((name) =>
    [name === "job" ? "job" : "all", name].includes(query.get("widget") ?? "all"),
  );
  const script = ["loading", "error", "member"].includes(query.get("state") ?? "") ? "okaeri.js" : "acme.js";
  const elements = widgets
    .map((name) => `<section><okaeri-${name}${attributesOf(name, query)}></okaeri-${name}></section>`)
    .join("\n");
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery</title>
<style>
  :root { color-scheme: ${theme}; font-family: "Noto Sans CJK JP", system-ui, sans-serif; }
  body { margin: 0; padding: clamp(1.25rem, 4vw, 4rem); ${theme === "dark" ? "background:#16181b;color:#e9e9e6" : "background:#fdfdfb;color:#1d1f21"} }
  main { max-width: ${query.has("wide") ? "76rem" : "60rem"}; margin: auto; display: grid; gap: 5rem; }
  h1 { font-weight: 600; font-size: 1.75rem; line-height: 1.5; margin: 0 0 1.5rem; }
</style>
<main>
${script === "okaeri.js" ? `<okaeri-provider base-url="${base}/${query.get("state")}/${language}" publishable-key="pk_gallery">${elements}</okaeri-provider>` : elements}
</main>
${query.get("state") === "member" && query.get("widget") !== "account" ? signedIn : ""}
<script type="module" src="/embed/${script}?${query}"></script>
${actionIn(query.get("act"))}
`;
};

const postingsOf = (state: string, language: SampleLanguage): JobSummary[] => {
  const jobs = jobsIn(language);
  if (state === "empty") return [];
  if (state === "long") return manyFrom(jobs);
  return state === "member"
    ? knownIn(jobs)
    : jobs.map((job, nth) => (nth === 1 ? { ...job, ...extremeOf(state, language) } : job));
};

const boot = (view: View): EmbedBoot => {
  const jobs = postingsOf(view.state, view.language);
  return {
    baseUrl: `${base}/${view.state}/${view.language}`,
    publishableKey: "pk_gallery",
    organization: organizationIn(view.language, view.accent),
    version: "gallery",
    jobs: { data: jobs.slice(0, 10), nextCursor: jobs.length > 10 ? "10" : null },
    teaser: teaserIn(view.language),
  };
};

const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json" });
  response.end(JSON.stringify(body));
};

const problem = (response: ServerResponse, status: number, code: string): void =>
  json(response, { type: "about:blank", title: code, status, code, requestId: "gallery" }, status);

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
};

const memberOf = (language: SampleLanguage) => {
  const api = new FakeApi();
  api.account = accountIn(language, api.agreements);
  api.jobs = jobsIn(language);
  api.slots = sampleSlots();
  api.applicationForm = sampleForm;
  return memberApi(api);
};
const members = { ja: memberOf("ja"), en: memberOf("en") };
const registries = { registry: registryApi(galleryRegistry()), empty: registryApi(new FakeRegistry(0)) };

async function registry(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const [, name, path = ""] = /^\/(registry|empty)\/v1\/(.*)$/.exec(url.pathname) ?? [];
  const answer = await registries[name === "empty" ? "empty" : "registry"]({
    method: request.method ?? "GET",
    path,
    search: url.searchParams,
    body: await readBody(request),
    ifMatch: request.headers["if-match"] ?? null,
  });
  const type = answer.type ?? (answer.status < 400 ? "application/json" : "application/problem+json");
  response.writeHead(answer.status, { "content-type": type, ...(answer.etag && { etag: answer.etag }) });
  response.end(answer.body === undefined ? undefined : answer.type ? answer.body : JSON.stringify(answer.body));
}

async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const [, state = "", lang, path = ""] = /^\/(\w+)(?:\/(ja|en))?\/v1\/(.*)$/.exec(url.pathname) ?? [];
  const language: SampleLanguage = lang === "en" ? "en" : "ja";
  if (state === "loading") await new Promise((resolve) => setTimeout(resolve, slowMs));
  if (state === "error") return problem(response, 500, "internal");
  const jobs = postingsOf(state, language);
  const jobId = /^jobs\/(job_\w+)$/.exec(path)?.[1];
  if (path === "jobs") {
    const { cursor = "0", limit = "10", ...filter } = Object.fromEntries(url.searchParams);
    const wanted = foundIn(jobs, filter);
    const end = Number(cursor) + Number(limit);
    return json(response, {
      data: wanted.slice(Number(cursor), end),
      nextCursor: wanted.length > end ? String(end) : null,
    });
  }
  if (path === "jobs/suggestions") return json(response, suggestionsIn(jobs, url.searchParams.get("q") ?? ""));
  if (/^jobs\/job_\w+\/match$/.test(path)) return json(response, sampleMatch());
  if (/^jobs\/job_\w+\/changes$/.test(path)) return json(response, sampleChanges());
  const job = jobs.find(({ id }) => id === jobId);
  if (job) return json(response, { ...postingOf(job, language), ...(job === jobs[1] && extremeOf(state, language)) });
  if (path === "jobs/facets") return json(response, facetsOf(jobs, Object.fromEntries(url.searchParams)));
  if (path === "organization") return json(response, organizationIn(language, null));
  if (path === "community/teaser") return json(response, teaserIn(language));
  const answer = await members[language]({
    method: request.method ?? "GET",
    path,
    body: await readBody(request),
    ifMatch: request.headers["if-match"] ?? null,
  });
  if (answer) {
    if (answer.etag) response.setHeader("etag", answer.etag);
    return answer.status === 204 ? void response.writeHead(204).end() : json(response, answer.body, answer.status);
  }
  problem(response, 404, "not_found");
}

createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", base);
  if (url.pathname === "/") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(url.searchParams));
  } else if (url.pathname === "/states") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(statesPage());
  } else if (url.pathname === "/console") {
    const { language, state } = viewOf(url.searchParams);
    const theme = url.searchParams.get("theme") === "dark" ? "dark" : "light";
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": consolePolicy })
      .end(consolePage({ language, theme, base, empty: state === "empty" }));
  } else if (/^\/(registry|empty)\/v1\//.test(url.pathname)) {
    await registry(request, response, url);
  } else if (url.pathname.startsWith("/embed/")) {
    const name = url.pathname === "/embed/acme.js" ? "okaeri.js" : url.pathname.slice("/embed/".length);
    const code = await readFile(new URL(`../dist/embed/${name}`, import.meta.url), "utf8").catch(() => undefined);
    if (code === undefined) return problem(response, 404, "not_found");
    const data =
      url.pathname === "/embed/acme.js" ? `const okaeriBoot=${JSON.stringify(boot(viewOf(url.searchParams)))};` : "";
    response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(data + code);
  } else {
    await api(request, response, url);
  }
}).listen(port, () => console.log(base));
