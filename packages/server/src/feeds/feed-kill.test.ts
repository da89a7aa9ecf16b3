import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import postgres from "postgres";
import { describe, expect, inject, it } from "vitest";
import { addQuietFeed, anywhere, greenhouse, jobs, startFeedServer } from "../../testing/feed-server.ts";
import { testKey } from "../../testing/secrets.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { listJobs } from "../jobs/job-list.ts";
import { listFeedRuns } from "./feed-runs.ts";
import { syncFeed } from "./feed-sync.ts";

const server = await startTestServer();
const appUrl = inject("appUrl");

/** A child that syncs a feed of 300, and waits with everything written and nothing committed. */
async function startAndHold() {
  const system = await startFeedServer((_, response) => response.end(greenhouse(...jobs(3))));
  const { ctx } = await server.foundOrganization();
  const id = await addQuietFeed(ctx, "greenhouse", system.origin);
  await syncFeed(ctx, id, anywhere);
  system.answer = (_, response) => response.end(greenhouse(...jobs(300, 3)));
  const holder = postgres(appUrl, { max: 1, onnotice: () => undefined });
  await holder`begin`;
  await holder`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
  // The trail's entry is what every writing transaction ends with.
  await holder`select 1 from audit_heads where organization_id = ${ctx.organizationId} for update`;
  const [me] = await holder<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const child = spawn(
    process.execPath,
    [
      "--conditions=okaeri-source",
      "--disable-warning=ExperimentalWarning",
      resolve(import.meta.dirname, "../../testing/feed-child.ts"),
      appUrl,
      ctx.organizationId,
      id,
    ],
    {
      stdio: "ignore",
      env: { ...process.env, DATABASE_URL: appUrl, OKAERI_ENCRYPTION_KEY: testKey.toString("base64") },
    },
  );
  const ended = once(child, "exit");
  const watcher = postgres(appUrl, { max: 1, onnotice: () => undefined });
  const waiting = await eventually(async () => {
    const [row] = await watcher<{ pid: number }[]>`
      select pid from pg_stat_activity where ${me?.pid ?? 0} = any(pg_blocking_pids(pid))`;
    return row?.pid;
  }, 30_000);
  const letGo = async () => {
    await holder`rollback`;
    await holder.end();
    await watcher.end();
  };
  const open = async () => {
    let count = 0;
    for (let cursor: string | undefined; ; ) {
      const page = await listJobs(ctx, { limit: 100, ...(cursor && { cursor }) });
      count += page.data.length;
      if (page.nextCursor === null) return count;
      cursor = page.nextCursor;
    }
  };
  return { ctx, id, child, ended, waiting, watcher, letGo, open };
}

describe("a sync that is cut off with everything written and nothing committed", () => {
  // The driver throws out of reach when its connection is lost in a transaction
  // (https://github.com/porsager/postgres/issues/1208): the process ends, and a server starts again.
  it.each(["the end of its process", "the loss of its connection"])(
    "by %s leaves the board as it was, and the next one does all of it",
    async (cause) => {
      const { ctx, id, child, ended, waiting, watcher, letGo, open } = await startAndHold();
      if (cause === "the end of its process") child.kill("SIGKILL");
      else await watcher`select pg_terminate_backend(${waiting})`;
      await ended;
      expect(await open()).toBe(3);
      await letGo();
      expect((await listFeedRuns(ctx, id, {})).data).toHaveLength(1);
      expect(await open()).toBe(3);
      expect(await syncFeed(ctx, id, anywhere)).toMatchObject({ created: 299, closed: 2, unchanged: 1 });
      expect(await open()).toBe(300);
    },
    60_000,
  );

  it("by the database's refusal says so, and leaves the board as it was", async () => {
    const { ctx, id, ended, waiting, watcher, letGo, open } = await startAndHold();
    await watcher`select pg_cancel_backend(${waiting})`;
    await letGo();
    await ended;
    expect(await open()).toBe(3);
    expect((await listFeedRuns(ctx, id, {})).data[0]).toMatchObject({ status: "failed", error: "unavailable" });
    expect(await syncFeed(ctx, id, anywhere)).toMatchObject({ created: 299, closed: 2 });
  }, 60_000);
});
