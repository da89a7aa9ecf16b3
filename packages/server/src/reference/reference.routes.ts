import { createHash } from "node:crypto";
import { Hono } from "hono";
import { noneMatch } from "../http/conditional.ts";
import type { Environment } from "../http/environment.ts";
import type { ApiDocument } from "../http/openapi.ts";
import { referencePage } from "./page.ts";
import { referenceStyles } from "./reference.styles.ts";

interface Page {
  text: string;
  etag: string;
  contentType: string;
}

/** `/openapi.json` and what is made from it to read. Made at the first request: starting must not wait for it. */
export function createReferenceRoutes(describe: () => ApiDocument) {
  let document: ApiDocument | undefined;
  const pages = new Map<string, Page>();

  const pageAt = async (
    path: string,
    contentType: string,
    write: (document: ApiDocument) => unknown,
  ): Promise<Page> => {
    document ??= describe();
    const text = String(await write(document));
    const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 16)}"`;
    const page = { text, etag, contentType };
    pages.set(path, page);
    return page;
  };

  const routes = new Hono<Environment>();
  const serve = (path: string, contentType: string, write: (document: ApiDocument) => unknown) =>
    routes.get(path, async (c) => {
      const { text, etag, ...page } = pages.get(path) ?? (await pageAt(path, contentType, write));
      const headers = {
        etag,
        "cache-control": "no-cache",
        "content-security-policy":
          "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "access-control-allow-origin": "*",
      };
      if (!noneMatch(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
      return c.body(text, 200, { ...headers, "content-type": page.contentType });
    });

  serve("/openapi.json", "application/json", (document) => JSON.stringify(document));
  serve("/docs", "text/html; charset=utf-8", referencePage);
  serve("/docs/reference.css", "text/css; charset=utf-8", () => referenceStyles);
  return routes;
}
