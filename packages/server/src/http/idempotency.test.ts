import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventually, startTestServer } from "../../testing/server.ts";

const clock = { offsetMs: 0, now: () => new Date(Date.now() + clock.offsetMs) };
const server = await startTestServer({ clock });

async function foundHr() {
  const { secretKey, publishableKey, ctx } = await server.foundOrganization();
  const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const answer = await server.fetch(`${server.baseUrl}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, etag: answer.headers.get("etag"), json: JSON.parse(text) };
  };
  const post = (key: string, path: string, body?: unknown) => send("POST", path, { "idempotency-key": key }, body);
  const drafts = async () => (await send("GET", "/jobs?status=draft", {})).json.data.length;
  return { post, drafts, ctx, publishableKey };
}

describe("a POST with an Idempotency-Key", () => {
  it("is done once and answered with the same bytes again", async () => {
    const { post, drafts } = await foundHr();
    const key = randomUUID();
    const first = await post(key, "/jobs", { title: "開発者" });
    const again = await post(key, "/jobs", { title: "開発者" });
    expect(first.status).toBe(201);
    expect(again).toEqual(first);
    expect(await drafts()).toBe(1);
    await post(randomUUID(), "/jobs", { title: "開発者" });
    expect(await drafts()).toBe(2);
  });

  it("is refused when the key comes with another body, path or query, and nothing is done", async () => {
    const { post, drafts } = await foundHr();
    const key = randomUUID();
    const { json } = await post(key, "/jobs", { title: "開発者" });
    for (const other of [
      await post(key, "/jobs", { title: "開発者 " }),
      await post(key, "/jobs?x=1", { title: "開発者" }),
      await post(key, `/jobs/${json.id}/publication`),
      await post(key, "/community/news", { title: "開発者", publishedOn: "2026-11-22" }),
    ])
      expect([other.status, other.json.code]).toEqual([422, "idempotency_key_reused"]);
    expect(await drafts()).toBe(1);
  });

  it("is no business of another organization that uses the same key", async () => {
    const key = randomUUID();
    const one = await foundHr();
    const other = await foundHr();
    const first = await one.post(key, "/jobs", { title: "一" });
    const second = await other.post(key, "/jobs", { title: "二" });
    expect([second.status, second.json.title]).toEqual([201, "二"]);
    expect(second.json.id).not.toBe(first.json.id);
  });

  it("waits for nobody while the first is under way: 409, and the first answer afterwards", async () => {
    const { post, ctx } = await foundHr();
    const key = randomUUID();
    const news = { title: "同窓会", publishedOn: "2026-11-01" };
    const { client } = server.platform.database;
    const { promise: mayEnd, resolve: release } = Promise.withResolvers<void>();
    const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
    // Whoever publishes touches the organization's row: as long as it is locked here, the first request stands still.
    const holding = client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
      await tx`select 1 from organizations for update`;
      held();
      await mayEnd;
    });
    await isHeld;
    const first = post(key, "/community/news", news);
    const second = await eventually(async () => {
      const waiting = await client`select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')`;
      return waiting.length > 0 && (await post(key, "/community/news", news));
    });
    expect([second.status, second.json.code]).toEqual([409, "idempotency_in_flight"]);
    release();
    await holding;
    expect((await first).status).toBe(201);
    expect((await post(key, "/community/news", news)).text).toBe((await first).text);
  });

  it("is done and remembered in one: whoever is stopped before remembering has done nothing", async () => {
    const { post, drafts, ctx } = await foundHr();
    const key = randomUUID();
    const { client } = server.platform.database;
    const undone = new Error("undone");
    const holding = client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
      await tx`insert into idempotency_keys (organization_id, key, request_hash, answer, created_at)
        values (${ctx.organizationId}, ${key}, '', '', now())`;
      const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      // The draft is written, the key waits for the row above: that is when it is stopped.
      const posting = post(key, "/jobs", { title: "開発者" });
      await eventually(async () => {
        const stopped = await client`
          select pg_cancel_backend(pid) from pg_stat_activity where ${own?.pid ?? 0} = any(pg_blocking_pids(pid))`;
        return stopped.length > 0;
      });
      const { status, json } = await posting;
      expect([status, json.code]).toEqual([503, "unavailable"]);
      throw undone;
    });
    await expect(holding).rejects.toBe(undone);
    expect(await drafts()).toBe(0);
    expect((await post(key, "/jobs", { title: "開発者" })).status).toBe(201);
  });

  it("that failed has stored nothing: the key may be used for what was meant", async () => {
    const { post, drafts } = await foundHr();
    const key = randomUUID();
    expect((await post(key, "/jobs", { title: "" })).json.code).toBe("invalid_input");
    expect((await post(key, "/jobs/job_00000000000000000000000000/publication")).json.code).toBe("not_found");
    expect((await post(key, "/jobs", { title: "開発者" })).status).toBe(201);
    expect(await drafts()).toBe(1);
  });

  it("is forgotten after 24 hours, and not before", async () => {
    const { post, drafts } = await foundHr();
    const key = randomUUID();
    const first = await post(key, "/jobs", { title: "開発者" });
    clock.offsetMs = 23.9 * 3_600_000;
    expect((await post(key, "/jobs", { title: "開発者" })).json.id).toBe(first.json.id);
    clock.offsetMs = 24.1 * 3_600_000;
    const later = await post(key, "/jobs", { title: "別の求人" });
    expect(later.status).toBe(201);
    expect(later.json.id).not.toBe(first.json.id);
    clock.offsetMs = 0;
    expect(await drafts()).toBe(2);
  });

  it.each(["", "x".repeat(256), "two words", "鍵"])("is refused when the key is %j", async (key) => {
    const { post } = await foundHr();
    const headerBytes = Buffer.from(key).toString("latin1");
    const { status, json } = await post(headerBytes, "/jobs", { title: "開発者" });
    expect([status, json.errors[0].pointer]).toEqual([422, "#/header/idempotency-key"]);
  });
});
