import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmbedBoot } from "@okaeri/sdk/contract/embed-boot";
import { getCommunityTeaser } from "../community/community.ts";
import { compress, type Finished, toBytes } from "../http/finished.ts";
import { listJobs } from "../jobs/job-list.ts";
import type { KnownOrganization } from "../organizations/known-organizations.ts";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";

const contentType = "text/javascript; charset=utf-8";
const publishedQuality = 11;
const shortly = "public, max-age=60, stale-while-revalidate=300";
const forever = "public, max-age=31536000, immutable";

/** The built widgets, read once and compressed once. */
export interface WidgetFiles {
  /** The code of the first view, to which an organization's data is put. */
  code: string;
  version: string;
  /** By file name: the script without data, its chunks, and one file with everything whose address and SRI never change. */
  files: ReadonlyMap<string, Finished>;
}

/** @throws DomainError `unavailable` when the widgets were not built */
export async function readWidgets(widgetsDir: string): Promise<WidgetFiles> {
  const embedDir = join(widgetsDir, "embed");
  let code: string;
  let single: string;
  let hosted: string;
  let desk: string;
  let chunks: string[];
  try {
    code = await readFile(join(embedDir, "okaeri.js"), "utf8");
    single = await readFile(join(widgetsDir, "okaeri.single.js"), "utf8");
    hosted = await readFile(join(embedDir, "hosted.js"), "utf8");
    desk = await readFile(join(embedDir, "console.js"), "utf8");
    chunks = (await readdir(join(embedDir, "chunks"))).filter((name) => name.endsWith(".js"));
  } catch {
    throw new DomainError("unavailable", { detail: "The widgets are not built: run npm run build" });
  }
  const version = hashOf(code);
  const files = new Map<string, Finished>();
  files.set("okaeri.js", await publish(code, `"${version}"`, shortly));
  // Under the two slugs that no organization can have.
  files.set("console.js", await publish(desk, `"${hashOf(desk)}"`, shortly));
  files.set("okaeri/hosted.js", await publish(hosted, `"${hashOf(hosted)}"`, shortly));
  for (const name of chunks) {
    const text = await readFile(join(embedDir, "chunks", name), "utf8");
    files.set(`chunks/${name}`, await publish(text, `"${hashOf(text)}"`, forever));
  }
  const pinned = `pinned/okaeri-${hashOf(single)}.js`;
  const integrity = {
    file: `/embed/${pinned}`,
    integrity: `sha384-${createHash("sha384").update(single).digest("base64")}`,
  };
  files.set(pinned, await publish(single, `"${hashOf(single)}"`, forever));
  files.set("integrity.json", {
    ...(await publish(JSON.stringify(integrity), `"${hashOf(single)}"`, shortly)),
    contentType: "application/json",
  });
  return { code, version, files };
}

/**
 * The organization's script: the code and the first page of its public postings in one answer, because on a real
 * network every further round trip costs more than all the code.
 */
export async function publishScript(
  ctx: Context,
  known: KnownOrganization,
  widgets: WidgetFiles,
  baseUrl: string,
  etag: string,
): Promise<Finished> {
  if (known.publishableKey === null) throw new DomainError("not_found");
  const [jobs, teaser] = await Promise.all([listJobs(ctx, {}), getCommunityTeaser(ctx)]);
  const boot: EmbedBoot = {
    baseUrl,
    publishableKey: known.publishableKey,
    organization: known.organization,
    version: widgets.version,
    jobs,
    teaser,
  };
  return publish(`const okaeriBoot=${JSON.stringify(boot)};\n${widgets.code}`, etag, shortly);
}

const publish = (code: string, etag: string, cacheControl: string): Promise<Finished> =>
  compress({ etag, contentType, cacheControl, identity: toBytes(code) }, publishedQuality);

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);
