import { createHmac, randomUUID } from "node:crypto";
import { createClient, isOkaeriError } from "@okaeri/sdk";
import type { JobFeedDraft, JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { anywhere, greenhouse, job, jobs, startFeedServer } from "../../testing/feed-server.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { syncFeed } from "./feed-sync.ts";

const server = await startTestServer();

async function open() {
  const { ctx, secretKey, publishableKey } = await server.foundOrganization();
  const client = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  const add = (format: JobFeedFormat, more: Partial<JobFeedDraft> = {}) =>
    client.jobFeeds.add({ name: "採用サイト", format, ...more });
  const post = (path: string, body: string, headers: Record<string, string>) =>
    server.fetch(new URL(path, server.baseUrl), { method: "POST", body, headers });
  return { ctx, client, add, post, publishableKey };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(() => "done").catch((error) => (isOkaeriError(error) ? error.code : String(error)));

describe("HR's feeds", () => {
  it("are added, asked at once and by their schedule, edited by version, and removed with their postings", async () => {
    const { ctx, client, add } = await open();
    const system = await startFeedServer((_, response) => response.end(greenhouse(job(1), job(2))));
    const feed = await add("greenhouse", { url: `${system.origin}/jobs` });
    expect(feed).toMatchObject({
      name: "採用サイト",
      schedule: "quarter_hourly",
      audience: "public",
      hasToken: false,
      webhookUrl: null,
    });
    await eventually(async () => (await client.jobFeeds.get(feed.id)).openPostings === 2);
    expect((await client.jobFeeds.listRuns(feed.id)).data[0]).toMatchObject({ cause: "schedule", created: 2 });

    expect(await codeOf(client.jobFeeds.edit(feed.id, { name: "x" }, { ifMatch: null }))).toBe("precondition_required");
    expect(await codeOf(client.jobFeeds.edit(feed.id, { name: "x" }, { ifMatch: '"99"' }))).toBe("precondition_failed");
    const edited = await client.jobFeeds.edit(feed.id, { name: "求人", schedule: "daily" }, { ifMatch: feed.etag });
    expect(edited).toMatchObject({ name: "求人", schedule: "daily", openPostings: 2 });

    await client.jobFeeds.remove(feed.id);
    expect(await codeOf(client.jobFeeds.get(feed.id))).toBe("not_found");
    expect((await client.jobs.list()).data).toEqual([]);
    expect((await client.jobs.list({ status: "closed" })).data).toHaveLength(2);
    const scheduled = await server.platform.queue.scheduled("feeds.sync");
    expect(scheduled.filter(({ organizationId }) => organizationId === ctx.organizationId)).toEqual([]);
  });

  it("hide their postings from the public the moment they are for alumni, whatever the system answers", async () => {
    const { client, add, publishableKey } = await open();
    const feed = await add("greenhouse", { schedule: "none" });
    await client.jobFeeds.upload(feed.id, greenhouse(job(1), job(2)));
    const visitor = createClient({ baseUrl: server.baseUrl, publishableKey, fetch: asPage });
    expect((await visitor.jobs.list()).data).toHaveLength(2);
    await client.jobFeeds.edit(feed.id, { audience: "alumni" }, { ifMatch: (await client.jobFeeds.get(feed.id)).etag });
    expect((await visitor.jobs.list()).data).toEqual([]);
    expect((await client.jobs.list()).data.map(({ audience }) => audience)).toEqual(["alumni", "alumni"]);
  });

  it("take documents by hand in UTF-8 and CP932 alike, and name each row they can't use", async () => {
    const { client, add } = await open();
    const text =
      "求人番号,職種,部署,勤務地,雇用形態,仕事内容,掲載日\nA1,経理,管理部,東京都,正社員,決算業務,2026/4/1\nA2,,管理部,東京,,,2026/4/1\nA3,総務,管理部,大阪,,,昨日\n";
    for (const document of [
      text,
      `\ufeff${text}`,
      iconv.encode(text, "cp932"),
      iconv.encode(text, "utf16le", { addBOM: true }),
    ]) {
      const feed = await add("csv", { schedule: "none" });
      const run = await client.jobFeeds.upload(
        feed.id,
        typeof document === "string" ? document : new Uint8Array(document),
      );
      expect(run).toMatchObject({ cause: "upload", status: "done", read: 3, created: 1, rejectedCount: 2 });
      expect(run.rejected).toEqual([
        { row: 3, id: "A2", field: "職種", code: "value_missing" },
        { row: 4, id: "A3", field: "掲載日", code: "date_unreadable" },
      ]);
    }
    const found = (await client.jobs.list({ q: "決算" })).data;
    expect(found.map(({ title, employmentType }) => [title, employmentType])).toEqual(
      Array(4).fill(["経理", "full_time"]),
    );
  });

  it("that shrank are released or discarded, once", async () => {
    const { client, add } = await open();
    const feed = await add("greenhouse", { schedule: "none" });
    await client.jobFeeds.upload(feed.id, greenhouse(...jobs(10)));
    const held = await client.jobFeeds.upload(feed.id, greenhouse(job(1)));
    expect(held).toMatchObject({ status: "held", closed: 9 });
    expect((await client.jobFeeds.get(feed.id)).heldRun?.id).toBe(held.id);
    expect(await client.jobFeeds.discardRun(feed.id, held.id)).toMatchObject({ status: "discarded" });
    expect(await codeOf(client.jobFeeds.releaseRun(feed.id, held.id))).toBe("conflict");
    // The same document is not asked about again; another one is.
    expect(await client.jobFeeds.upload(feed.id, greenhouse(job(1)))).toMatchObject({ status: "unchanged" });
    const again = await client.jobFeeds.upload(feed.id, greenhouse(job(2), job(11)));
    expect(again).toMatchObject({ status: "held", created: 1, closed: 9 });
    expect((await client.jobs.list({ limit: 100 })).data).toHaveLength(10);
    expect(await codeOf(client.jobFeeds.releaseRun(feed.id, held.id))).toBe("conflict");
    expect(await client.jobFeeds.releaseRun(feed.id, again.id)).toMatchObject({
      status: "released",
      created: 1,
      closed: 9,
    });
    expect((await client.jobs.list()).data.map(({ title }) => title).sort()).toEqual(["Job 11", "Job 2"]);
    expect((await client.jobFeeds.get(feed.id)).heldRun).toBeNull();
    expect(await client.jobFeeds.upload(feed.id, greenhouse(job(2), job(11)))).toMatchObject({ status: "unchanged" });
  });

  it("have a history by pages, and show no other organization anything", async () => {
    const { client, add } = await open();
    const other = await open();
    const feed = await add("greenhouse", { schedule: "none" });
    for (const count of [1, 2, 3, 4]) await client.jobFeeds.upload(feed.id, greenhouse(...jobs(count)));
    const pages = client.jobFeeds.listRuns(feed.id, { limit: 3 });
    const all = [];
    for await (const run of pages) all.push(run.read);
    expect(all).toEqual([4, 3, 2, 1]);
    for (const call of [
      () => other.client.jobFeeds.get(feed.id),
      () => other.client.jobFeeds.sync(feed.id),
      () => other.client.jobFeeds.upload(feed.id, greenhouse()),
      () => other.client.jobFeeds.remove(feed.id),
      async () => other.client.jobFeeds.listRuns(feed.id),
    ])
      expect(await codeOf(call())).toBe("not_found");
    expect((await other.client.jobFeeds.list()).data).toEqual([]);
  });

  it("refuse what makes no sense, and keep their secrets to themselves", async () => {
    const { client, add } = await open();
    expect(await codeOf(add("greenhouse", { token: "t0ken" }))).toBe("invalid_input");
    expect(await codeOf(add("greenhouse", { url: "ftp://example.com/x" }))).toBe("invalid_input");
    expect(await codeOf(add("greenhouse", { name: " " }))).toBe("invalid_input");
    expect(await codeOf(add("rss", { webhookSecret: "s3cret" }))).toBe("invalid_input");
    const feed = await add("workable", { token: "canary-t0ken", webhookSecret: "canary-hook", schedule: "none" });
    expect(feed).toMatchObject({ hasToken: true });
    expect(await codeOf(client.jobFeeds.sync(feed.id))).toBe("conflict");
    const said = JSON.stringify([feed, await client.jobFeeds.get(feed.id), await client.jobFeeds.list()]);
    expect(said).not.toContain("canary");
    const { client: sql } = server.platform.database;
    const rows = await sql.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${(await open()).ctx.organizationId}, true)`;
      return tx`select count(*)::int as seen from job_feeds`;
    });
    expect(rows[0]?.seen).toBe(0);
  });
});

describe("the background work", () => {
  it("has one sync of a feed wait at most, however often it is asked for", async () => {
    const { client, add } = await open();
    const system = await startFeedServer((_, response) => setTimeout(() => response.end(greenhouse(job(1))), 300));
    const feed = await add("greenhouse", { url: system.origin, schedule: "none" });
    for (let times = 0; times < 12; times++) await client.jobFeeds.sync(feed.id);
    await eventually(async () => (await client.jobFeeds.get(feed.id)).openPostings === 1);
    await new Promise((done) => setTimeout(done, 2_500));
    expect(system.asked.length).toBeGreaterThan(0);
    expect(system.asked.length).toBeLessThan(5);
  });

  it("lets an edit win over a document that was asked for before it", async () => {
    const { ctx, client, add } = await open();
    const system = await startFeedServer();
    const feed = await add("greenhouse", { url: system.origin, schedule: "none" });
    system.answer = async (_, response) => {
      await client.jobFeeds.edit(feed.id, { audience: "alumni" }, { ifMatch: feed.etag });
      response.end(greenhouse(job(1)));
    };
    expect(await syncFeed(ctx, feed.id, anywhere)).toMatchObject({ status: "superseded", created: 0 });
    expect((await client.jobs.list()).data).toEqual([]);
  });

  it("keeps for the invited what HR keeps for them, whatever the feed says later", async () => {
    const { client, add } = await open();
    const feed = await add("greenhouse", { schedule: "none" });
    await client.jobFeeds.upload(feed.id, greenhouse(job(1)));
    const [found] = (await client.jobs.list()).data;
    const { etag } = await client.jobs.get(found?.id ?? "");
    await client.jobs.edit(found?.id ?? "", { audience: "invited" }, { ifMatch: etag });
    await client.jobFeeds.upload(feed.id, greenhouse(job(1, { title: "Other words" })));
    expect(await client.jobs.get(found?.id ?? "")).toMatchObject({ title: "Other words", audience: "invited" });
  });
});

describe("a webhook", () => {
  const body = JSON.stringify({
    action: "job_post_updated",
    payload: { id: 1 },
    signature: "",
    token: "tok",
    triggeredAt: 1_700_000_000_000,
  });
  const mac = (...parts: string[]) => createHmac("sha256", "hook-secret").update(parts.join("")).digest("hex");
  const signed: [JobFeedFormat, string, Record<string, string>][] = [
    ["greenhouse", body, { signature: `sha256 ${mac(body)}` }],
    ["ashby", body, { "ashby-signature": `sha256=${mac(body)}` }],
    ["recruitee", body, { "x-recruitee-signature": mac(body) }],
    ["workable", body, { "x-workable-signature": mac(body) }],
    [
      "lever",
      JSON.stringify({ token: "tok", triggeredAt: 1_700_000_000_000, signature: mac("tok", "1700000000000") }),
      {},
    ],
    [
      "smartrecruiters",
      body,
      {
        "smartrecruiters-timestamp": "1574080897",
        "event-id": "123",
        "event-name": "position.updated",
        "smartrecruiters-signature": `v1=${"0".repeat(64)};v1=${mac("1574080897.", body, ".123.position.updated..")}`,
      },
    ],
  ];

  it.each(signed)(
    "of %s that is signed has the feed asked, and is believed nothing else",
    async (format, document, headers) => {
      const { client, add, post } = await open();
      const system = await startFeedServer((_, response) => response.writeHead(500).end());
      const feed = await add(format, { url: system.origin, schedule: "none", webhookSecret: "hook-secret" });
      const answer = await post(feed.webhookUrl ?? "", document, headers);
      expect([answer.status, await answer.text()]).toEqual([204, ""]);
      await eventually(async () => system.asked.length > 0);
      await eventually(async () => (await client.jobFeeds.get(feed.id)).lastError?.code === "feed_unreachable");
    },
  );

  it("answers the same to a wrong signature, none, another body, an unknown feed and one without a secret", async () => {
    const { add, post } = await open();
    const system = await startFeedServer((_, response) => response.end(greenhouse()));
    const feed = await add("greenhouse", { url: system.origin, schedule: "none", webhookSecret: "hook-secret" });
    const open2 = await add("greenhouse", { url: system.origin, schedule: "none" });
    const path = feed.webhookUrl ?? "";
    const right = { signature: `sha256 ${mac(body)}` };
    const unknown = path.replace(/feed_.*$/, "feed_01kaf0g2q5f7k9b3m8x2v4t6ye");
    const answers = [
      await post(path, body, { signature: `sha256 ${"0".repeat(64)}` }),
      await post(path, body, { signature: "sha256" }),
      await post(path, body, {}),
      await post(path, `${body} `, right),
      await post(unknown, body, right),
      await post(path.replace(feed.id, open2.id), body, right),
      await post(path.replace(/org_[^/]+/, "org_01kaf0g2q5f7k9b3m8x2v4t6ye"), body, right),
      await post(path.replace(/org_[^/]+/, randomUUID()), body, right),
      await post(path.replace(feed.id, "nobody"), body, right),
    ];
    const said = await Promise.all(
      answers.map(async (answer) => ({ status: answer.status, ...(await answer.json()), requestId: "" })),
    );
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(said[0]).toMatchObject({ status: 401, code: "unauthenticated" });
    expect(system.asked).toHaveLength(0);
  });

  it("of SmartRecruiters gets its word back before the first", async () => {
    const { post } = await open();
    const answer = await post("/hooks/feeds/org_x/feed_x", "{}", { "x-hook-secret": "word" });
    expect([answer.status, answer.headers.get("x-hook-secret")]).toEqual([200, "word"]);
  });
});

const asPage: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  request.headers.set("origin", "https://careers.example.com");
  return server.fetch(request);
};
