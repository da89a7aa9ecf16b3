import { Hono } from "hono";
import { noneMatch } from "../http/conditional.ts";
import { type Environment, onEvery, setHeaders } from "../http/environment.ts";
import { type Finished, rememberFinished, respondFinished } from "../http/finished.ts";
import { publicEtag } from "../http/public-cache.ts";
import type { KnownOrganizations } from "../organizations/known-organizations.ts";
import { type Context, callOf } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { publishScript, readWidgets, type WidgetFiles } from "./scripts.ts";

const maxScripts = 500;

export interface ScriptOptions {
  organizations: KnownOrganizations;
  widgetsDir: string;
  baseUrl: string;
  base: Omit<Context, "organizationId" | "actor" | "call">;
}

// Module scripts are fetched with CORS wherever they stand.
const readableAnywhere = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "timing-allow-origin": "*",
};

/** `/embed/acme.js`, `/embed/okaeri.js` and what they load later. */
export function createScriptRoutes({ organizations, widgetsDir, baseUrl, base }: ScriptOptions) {
  let widgets: Promise<WidgetFiles> | undefined;
  const scriptFor = rememberFinished(maxScripts);

  const loadWidgets = (): Promise<WidgetFiles> => {
    widgets ??= readWidgets(widgetsDir).catch((error: unknown) => {
      widgets = undefined;
      throw error;
    });
    return widgets;
  };

  const scriptOf = async (slug: string, files: WidgetFiles): Promise<Finished> => {
    const known = await organizations.bySlug(slug);
    if (!known) throw new DomainError("not_found");
    const etag = publicEtag(known, base.clock).replace(/"$/, `-${files.version}"`);
    const ctx: Context = {
      ...base,
      organizationId: known.organizationId,
      actor: { kind: "visitor" },
      call: callOf("script"),
    };
    return scriptFor(slug, etag, () => publishScript(ctx, known, files, baseUrl, etag));
  };

  return new Hono<Environment>().get("/embed/*", async (c) => {
    setHeaders(c, readableAnywhere);
    const name = c.req.path.slice("/embed/".length);
    const files = await loadWidgets();
    const slug = /^([a-z0-9-]{1,40})\.js$/.exec(name)?.[1];
    const file = files.files.get(name) ?? (slug === undefined ? undefined : await scriptOf(slug, files));
    if (!file) throw new DomainError("not_found");
    if (!noneMatch(c.req.header("if-none-match"), file.etag))
      return c.body(null, 304, { etag: file.etag, "cache-control": file.cacheControl, vary: "Accept-Encoding" });
    return respondFinished(c, file, { ...onEvery(c), ...readableAnywhere });
  });
}
