import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { addFeed, listFeeds, syncFeed } from "./feeds.ts";
import { listJobs } from "./job-list.ts";
import { getJob } from "./jobs.ts";

const server = await startTestServer();
const anywhere = { allowPrivate: true };
const dir = mkdtempSync(join(tmpdir(), "okaeri-feeds-"));

async function addFile(ctx: Context, format: "greenhouse" | "csv", content: string | Buffer) {
  const file = join(dir, `${crypto.randomUUID()}.feed`);
  writeFileSync(file, content);
  return { file, feed: await addFeed(ctx, { format, source: { file }, audience: "public" }) };
}

const greenhouse = (...jobs: object[]) => JSON.stringify({ jobs, meta: { total: jobs.length } });
const vault = { id: 1, title: "Vault Designer", location: { name: "NYC" }, content: "&lt;p&gt;Hello&lt;/p&gt;" };

describe("job feeds", () => {
  it("open what is new, change what changed, close what left, and leave the rest alone", async () => {
    const { ctx } = await server.foundOrganization();
    const { file, feed } = await addFile(
      ctx,
      "greenhouse",
      greenhouse(vault, { ...vault, id: 2 }, { ...vault, id: 3 }),
    );
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({
      read: 3,
      created: 3,
      updated: 0,
      unchanged: 0,
      closed: 0,
    });
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({ created: 0, updated: 0, unchanged: 3, closed: 0 });
    writeFileSync(file, greenhouse(vault, { ...vault, id: 2, title: "Chief" }));
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({ created: 0, updated: 1, unchanged: 1, closed: 1 });
    expect((await listJobs(ctx, {})).data.map((job) => job.title).sort()).toEqual(["Chief", "Vault Designer"]);
  });

  it("bring a posting that comes back as it was, description included", async () => {
    const { ctx } = await server.foundOrganization();
    const { file, feed } = await addFile(ctx, "greenhouse", greenhouse(vault));
    await syncFeed(ctx, feed.id, anywhere);
    writeFileSync(file, greenhouse());
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({ closed: 1 });
    writeFileSync(file, greenhouse(vault));
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({ updated: 1 });
    const [job] = (await listJobs(ctx, {})).data;
    expect((await getJob(ctx, job?.id ?? "")).job.descriptionHtml).toBe("<p>Hello</p>");
  });

  it("leave everything as it is when they fail, and say why", async () => {
    const { ctx } = await server.foundOrganization();
    const { file, feed } = await addFile(ctx, "greenhouse", greenhouse(vault));
    await syncFeed(ctx, feed.id, anywhere);
    const broken = ['{"jobs":[', "<html>", '{"jobs":[],"meta":{"total":4}}', '{"error":"no"}'];
    for (const content of broken) {
      writeFileSync(file, content);
      await expect(syncFeed(ctx, feed.id, anywhere)).rejects.toMatchObject({ code: "feed_unreadable" });
    }
    expect((await listJobs(ctx, {})).data).toHaveLength(1);
    expect((await listFeeds(ctx))[0]?.lastError).toContain("feed_unreadable");
  });

  it("are fetched within bounds, and never from a private network unless development allows it", async () => {
    const { ctx } = await server.foundOrganization();
    const http = createServer((request, response) => {
      if (request.url === "/ok") response.end(greenhouse(vault));
      else if (request.url === "/half")
        response.writeHead(200, { "content-length": "5000" }).write("{", () => response.destroy());
      else response.writeHead(500).end();
    });
    await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
    const address = http.address();
    const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const add = (path: string) =>
      addFeed(ctx, { format: "greenhouse", source: { url: base + path }, audience: "public" });
    const [ok, half, failing] = [await add("/ok"), await add("/half"), await add("/500")];
    await expect(syncFeed(ctx, ok.id, { allowPrivate: false })).rejects.toMatchObject({ code: "feed_unreachable" });
    expect(await syncFeed(ctx, ok.id, anywhere)).toMatchObject({ created: 1 });
    for (const feed of [half, failing])
      await expect(syncFeed(ctx, feed.id, anywhere)).rejects.toMatchObject({ code: "feed_unreachable" });
    expect((await listJobs(ctx, {})).data).toHaveLength(1);
    http.close();
  });

  it("never let markup run: scripts, handlers, images, frames and script URLs are gone", async () => {
    const { ctx } = await server.foundOrganization();
    const content = `<h1 onclick="x()">A</h1><script>x()</script><img src=x onerror=x()><a href="javascript:x()">b</a>
      <a href="https://example.com/">c</a><iframe src="https://example.com"></iframe><p style="color:red" class="y">d</p><svg><a xlink:href="javascript:x()"></svg>`;
    const { feed } = await addFile(ctx, "greenhouse", greenhouse({ ...vault, content }));
    await syncFeed(ctx, feed.id, anywhere);
    const [job] = (await listJobs(ctx, {})).data;
    const { descriptionHtml } = (await getJob(ctx, job?.id ?? "")).job;
    expect(descriptionHtml).not.toMatch(/script|onclick|onerror|<img|<iframe|style=|class=|<svg|<h1/i);
    expect(descriptionHtml).toContain("<h3>A</h3>");
    expect(descriptionHtml).toContain(
      '<a href="https://example.com/" rel="noopener noreferrer nofollow" target="_blank">c</a>',
    );
  });

  it("read Japanese CSV in UTF-8 and CP932 alike, and name each row they can't use", async () => {
    const { ctx } = await server.foundOrganization();
    const text =
      "求人番号,職種,部署,勤務地,雇用形態,仕事内容,掲載日\nA1,経理,管理部,東京,正社員,決算業務,2026/4/1\nA2,,管理部,東京,,,2026/4/1\nA3,総務,管理部,大阪,,,昨日\n";
    const { default: iconv } = await import("iconv-lite");
    const results = [];
    for (const content of [Buffer.from(`\ufeff${text}`), iconv.encode(text, "cp932")]) {
      const { feed } = await addFile(ctx, "csv", content);
      const { feedId: _, ...result } = await syncFeed(ctx, feed.id, anywhere);
      results.push(result);
    }
    expect(results[0]).toEqual({
      read: 3,
      created: 1,
      updated: 0,
      unchanged: 0,
      closed: 0,
      rejected: [
        { row: 3, column: "職種", code: "value_missing" },
        { row: 4, column: "掲載日", code: "date_unreadable" },
      ],
    });
    expect(results[1]).toEqual(results[0]);
    expect((await listJobs(ctx, { q: "決算" })).data.map((job) => [job.title, job.employmentType])).toEqual([
      ["経理", "full_time"],
      ["経理", "full_time"],
    ]);
  });
});

const corpora = process.env.OKAERI_CORPORA;

describe.skipIf(!corpora)("job feeds from real data (OKAERI_CORPORA)", () => {
  it("NYC: 3,977 rows become one posting per id, 4 rows with shifted or lost columns are named, mojibake is put right", async () => {
    const { ctx } = await server.foundOrganization();
    const file = join(corpora ?? "", "jobs/nyc/NYC_Jobs_rhayes92.csv");
    const feed = await addFeed(ctx, { format: "csv", source: { file }, audience: "public" });
    const first = await syncFeed(ctx, feed.id, anywhere);
    expect(first).toMatchObject({ read: 3977, created: 2185, updated: 0, closed: 0 });
    expect(first.rejected).toEqual([
      { row: 2, column: "Posting Date", code: "value_missing" },
      { row: 6, column: "Posting Date", code: "date_unreadable" },
      { row: 7, column: "Posting Date", code: "date_unreadable" },
      { row: 15, column: "Posting Date", code: "date_unreadable" },
    ]);
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2185,
      closed: 0,
    });
    const { client } = server.platform.database;
    const broken = await client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
      return tx`select title from job_postings where description_html ~ 'â€' or title ~ 'â€'`;
    });
    expect(broken).toHaveLength(0);
  }, 60_000);

  it("Greenhouse: every job list of the official samples is read", async () => {
    const samples = join(corpora ?? "", "jobs/greenhouse_docs/source/includes/job-board/_jobs.md");
    expect(existsSync(samples)).toBe(true);
    const lists = [...readFileSync(samples, "utf8").matchAll(/```json\n([\s\S]*?)```/g)]
      .map(([, json]) => json ?? "")
      .filter((json) => /"jobs":\s*\[/.test(json));
    expect(lists.length).toBeGreaterThanOrEqual(2);
    for (const json of lists) {
      const { ctx } = await server.foundOrganization();
      const { feed } = await addFile(ctx, "greenhouse", json);
      const result = await syncFeed(ctx, feed.id, anywhere);
      expect(result.created).toBe(result.read);
      const [job] = (await listJobs(ctx, {})).data;
      expect((await getJob(ctx, job?.id ?? "")).job.descriptionHtml).not.toMatch(/&lt;p|&amp;lt;/);
    }
  });
});
