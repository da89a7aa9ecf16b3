import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { createApp } from "../app.ts";
import { postJob, publishJob } from "../jobs/jobs.ts";

const server = await startTestServer();
const widgetsDir = mkdtempSync(join(tmpdir(), "okaeri-widgets-"));
mkdirSync(join(widgetsDir, "embed/chunks"), { recursive: true });
writeFileSync(join(widgetsDir, "embed/okaeri.js"), "globalThis.shown=typeof okaeriBoot==='undefined'?null:okaeriBoot");
writeFileSync(join(widgetsDir, "embed/hosted.js"), "globalThis.hosted=1");
writeFileSync(join(widgetsDir, "embed/console.js"), "globalThis.desk=1");
writeFileSync(join(widgetsDir, "embed/chunks/detail-abc.js"), "export const detail = 1;");
writeFileSync(join(widgetsDir, "okaeri.single.js"), "globalThis.single=1");
const app = createApp({ ...server.platform, config: { ...server.platform.config, widgetsDir } });
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe("the organization's script", () => {
  it("carries its first public postings and nothing meant for alumni, and follows every change at once", async () => {
    const { ctx, organization, publishableKey } = await server.foundOrganization();
    const hostile = "</script><!-- `x` \\ __proto__";
    await publishJob(ctx, (await postJob(ctx, { title: hostile })).job.id);
    await publishJob(ctx, (await postJob(ctx, { title: "秘密", audience: "alumni" })).job.id);
    const first = await get(`/embed/${organization.slug}.js`);
    const text = await first.text();
    const boot: { publishableKey: string; jobs: { data: { title: string }[] } } = new Function(
      `${text.replace("globalThis.shown=", "return ")}`,
    )();
    expect(boot.publishableKey).toBe(publishableKey);
    expect(boot.jobs.data.map((job) => job.title)).toEqual([hostile]);
    expect(text).not.toContain("秘密");
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    const etag = first.headers.get("etag") ?? "";
    expect((await get(`/embed/${organization.slug}.js`, { "if-none-match": etag })).status).toBe(304);
    await publishJob(ctx, (await postJob(ctx, { title: "新着" })).job.id);
    expect(await (await get(`/embed/${organization.slug}.js`, { "if-none-match": etag })).text()).toContain("新着");
  });

  it("has brotli for whoever takes it, and the same bytes for whoever does not", async () => {
    const { organization } = await server.foundOrganization();
    const path = `/embed/${organization.slug}.js`;
    const compressed = await get(path, { "accept-encoding": "gzip, br" });
    expect(compressed.headers.get("content-encoding")).toBe("br");
    const { brotliDecompressSync } = await import("node:zlib");
    const plain = await (await get(path)).text();
    expect(brotliDecompressSync(new Uint8Array(await compressed.arrayBuffer())).toString()).toBe(plain);
  });

  it("comes without data, in chunks that never change, and as one pinned file with its SRI", async () => {
    expect(await (await get("/embed/okaeri.js")).text()).not.toContain("const okaeriBoot");
    const desk = await get("/embed/console.js");
    expect([await desk.text(), desk.headers.get("cache-control")]).toEqual([
      "globalThis.desk=1",
      expect.stringContaining("max-age=60"),
    ]);
    expect((await get("/embed/chunks/detail-abc.js")).headers.get("cache-control")).toContain("immutable");
    const { file, integrity }: { file: string; integrity: string } = await (await get("/embed/integrity.json")).json();
    const pinned = await get(file);
    const hash = createHash("sha384")
      .update(new Uint8Array(await pinned.arrayBuffer()))
      .digest("base64");
    expect([pinned.headers.get("cache-control"), `sha384-${hash}`]).toEqual([
      expect.stringContaining("immutable"),
      integrity,
    ]);
  });

  it("is not there for an organization that is not, nor for a path that tries to leave", async () => {
    for (const path of ["/embed/nobody.js", "/embed/../okaeri.single.js", "/embed/chunks/"])
      expect((await get(path)).status).toBe(404);
  });
});
