import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import type { Hono } from "hono";
import type { Environment } from "../http/environment.ts";
import { DomainError } from "../platform/errors.ts";
import type { Demo } from "./demo.ts";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** What an example with a server of its own is given: what a company's operator would put into its environment. */
export interface ExampleSettings extends Demo {
  baseUrl: string;
}

/** An example's `server.ts` exports this as `createServer`. Paths begin behind `/examples/<name>`. */
export type CreateExampleServer = (settings: ExampleSettings) => (request: Request) => Promise<Response>;

/** For development: the examples beside the API, static ones as files, those with a server by their own handler. */
export async function mountExamples(app: Hono<Environment>, examplesDir: string, settings: ExampleSettings) {
  if (!existsSync(examplesDir)) return;
  // Their links are relative.
  app.get("/examples/:name{[a-z-]+}", (c) => c.redirect(`${c.req.path}/`));
  for (const name of readdirSync(examplesDir)) {
    const file = join(examplesDir, name, "server.ts");
    if (!existsSync(file)) continue;
    const { createServer }: { createServer: CreateExampleServer } = await import(pathToFileURL(file).href);
    const handle = createServer(settings);
    const prefix = `/examples/${name}`;
    app.all(`${prefix}/*`, async (c) => {
      const url = new URL(c.req.url);
      url.pathname = url.pathname.slice(prefix.length);
      const answer = await handle(new Request(url, c.req.raw));
      // Where the example has nothing of its own, it may have a file.
      return answer.status === 404 && c.req.method === "GET" ? serveFile(examplesDir, c.req.path) : answer;
    });
  }
  app.get("/", () => serveFile(examplesDir, "/examples/index.html"));
  app.get("/examples/*", (c) => serveFile(examplesDir, c.req.path));
}

async function serveFile(examplesDir: string, path: string): Promise<Response> {
  const name = normalize(decodePath(path.replace(/^\/examples\/?/, "")));
  const file = join(examplesDir, path.endsWith("/") ? join(name, "index.html") : name);
  const contentType = contentTypes[extname(file)];
  if (name.startsWith("..") || contentType === undefined || !existsSync(file)) throw new DomainError("not_found");
  return new Response(new Uint8Array(await readFile(file)), {
    headers: { "content-type": contentType, "cache-control": "no-cache" },
  });
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new DomainError("not_found");
  }
}
