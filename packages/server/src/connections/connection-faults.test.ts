import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { encryptionKey, lastRun, many, none, startConnections } from "../../testing/connected-systems.ts";
import { type Crew, faults } from "../../testing/fake-systems.ts";
import { eventually } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { toUuid } from "../platform/ids.ts";
import { listRuns } from "../registry/runs.ts";
import { syncBySchedule } from "./connection-sync.ts";
import { deleteConnection, listConnections } from "./connections.ts";

const { appUrl, watcher, connectSmarthr } = await startConnections();

/**
 * Holds, from the system's first answer on, what the sync's transaction ends with: so that it waits there with everything
 * written and nothing committed. `waiting` is the process id of its connection.
 */
async function connectAndHold(crews: Crew[]) {
  const holder = postgres(appUrl, { max: 1, onnotice: () => undefined });
  const holding = Promise.withResolvers<void>();
  let held = false;
  const connected = await connectSmarthr(crews, async () => {
    if (held) return;
    held = true;
    await holder`begin`;
    await holder`select set_config('okaeri.organization_id', ${connected.ctx.organizationId}, true)`;
    await holder`select 1 from connections where source_id = ${toUuid("source", connected.id)} for update`;
    holding.resolve();
  });
  return {
    ...connected,
    async waiting(): Promise<number> {
      await holding.promise;
      const [me] = await holder<{ pid: number }[]>`select pg_backend_pid() as pid`;
      return eventually(async () => {
        const [row] = await watcher<{ pid: number }[]>`
          select pid from pg_stat_activity where ${me?.pid ?? 0} = any(pg_blocking_pids(pid))`;
        return row?.pid;
      });
    },
    async letGo() {
      await holder`rollback`;
      await holder.end();
    },
  };
}

describe("one sync at a time", () => {
  it("is all there is of a connection: a second one is told so, and the first is not disturbed", async () => {
    const slow = Promise.withResolvers<void>();
    const { sync, people, system, ctx } = await connectSmarthr(many(3), () => slow.promise);
    const first = sync();
    await eventually(async () => system.asked.length === 1);
    await expect(sync()).rejects.toMatchObject({ code: "conflict" });
    expect(await lastRun(ctx)).toMatchObject({ status: "running" });
    slow.resolve();
    expect(await first).toEqual({ ...none, read: 3, created: 3 });
    expect([(await people()).length, (await listRuns(ctx, {})).data.length]).toEqual([3, 1]);
  });

  it("of a connection that was deleted meanwhile writes nothing", async () => {
    const { ctx, sync, people, id } = await connectSmarthr(many(3), async () => {
      await deleteConnection(ctx, id).catch(() => undefined);
    });
    await expect(sync()).rejects.toMatchObject({ code: "conflict" });
    expect([await people(), (await lastRun(ctx))?.status]).toEqual([[], "failed"]);
  });
});

describe("a sync that is cut off with everything written and nothing committed", () => {
  const startChild = (ctx: Context, id: string, origin: string) =>
    spawn(
      process.execPath,
      [
        "--conditions=okaeri-source",
        "--disable-warning=ExperimentalWarning",
        resolve(import.meta.dirname, "../../testing/sync-child.ts"),
        appUrl,
        ctx.organizationId,
        toUuid("source", id),
      ],
      {
        env: {
          ...process.env,
          OKAERI_SMARTHR_ORIGIN: origin,
          OKAERI_ENCRYPTION_KEY: encryptionKey.toString("base64"),
          DATABASE_URL: appUrl,
        },
        stdio: "ignore",
      },
    );

  it.each(["killed process", "lost connection"])(
    "by a %s is in none, and everybody is in once after the next one",
    async (cause) => {
      const { ctx, sync, people, id, system, waiting, letGo } = await connectAndHold(many(150));
      const child = startChild(ctx, id, system.origin);
      // A process of its own: postgres 3.4 throws out of reach when its connection is lost in a transaction
      // (https://github.com/porsager/postgres/issues/1208), and a server starts again.
      const ended = once(child, "close");
      const pid = await waiting();
      if (cause === "killed process") child.kill("SIGKILL");
      else await watcher`select pg_terminate_backend(${pid})`;
      await letGo();
      await ended;
      expect(child.exitCode).not.toBe(0);
      expect([(await people()).length, (await lastRun(ctx))?.status]).toEqual([
        0,
        expect.stringMatching(/^(running|failed)$/),
      ]);
      // It may still be alive, for all anybody knows.
      if (cause === "killed process") await expect(sync()).rejects.toMatchObject({ code: "conflict" });
      expect(await sync(new Date(Date.now() + 3 * 60_000))).toEqual({ ...none, read: 150, created: 150 });
      expect((await listRuns(ctx, {})).data.map(({ status }) => status)).toEqual(["done", "failed"]);
      expect(await sync(new Date(Date.now() + 4 * 60_000))).toEqual({ ...none, read: 150, unchanged: 150 });
    },
    60_000,
  );

  it("by the database's refusal is reported at once", async () => {
    const { ctx, sync, people, waiting, letGo } = await connectAndHold(many(150));
    const failing = expect(sync()).rejects.toThrow();
    await watcher`select pg_cancel_backend(${await waiting()})`;
    await letGo();
    await failing;
    expect([(await people()).length, (await lastRun(ctx))?.status]).toEqual([0, "failed"]);
    expect(await sync()).toEqual({ ...none, read: 150, created: 150 });
  }, 30_000);
});

describe("a system that wants to be left alone", () => {
  it("is asked nothing until then, and the schedule says so", async () => {
    const { ctx, sync, system, gear, id } = await connectSmarthr(many(3));
    system.fail(faults.status(429, { "retry-after": "7200" }));
    await expect(sync()).rejects.toMatchObject({ code: "source_unreachable", retryAfterSeconds: 7200 });
    expect(await lastRun(ctx)).toMatchObject({ status: "failed", error: "source_unreachable" });
    const nextRunAt = new Date((await listConnections(ctx)).data[0]?.nextRunAt ?? 0).getTime();
    expect(nextRunAt - Date.now()).toBeGreaterThan(7_100_000);
    expect(nextRunAt - Date.now()).toBeLessThan(7_200_000 + 3_600_000);
    // The queue isn't told to try again: it would only be turned away.
    await syncBySchedule(ctx, toUuid("source", id), gear);
    expect(system.asked).toHaveLength(1);
    expect(await sync(new Date(Date.now() + 7_300_000))).toEqual({ ...none, read: 3, created: 3 });
  });
});

describe("by schedule", () => {
  it("a refused token waits for the next time, and what may pass is left to the queue", async () => {
    const { ctx, system, gear, id } = await connectSmarthr(many(3));
    system.fail(faults.status(401));
    await syncBySchedule(ctx, toUuid("source", id), gear);
    expect(await lastRun(ctx)).toMatchObject({ status: "failed", error: "source_unauthorized" });
    system.fail(...Array.from({ length: 4 }, () => faults.status(500)));
    await expect(syncBySchedule(ctx, toUuid("source", id), gear)).rejects.toMatchObject({ code: "source_unreachable" });
    await syncBySchedule(ctx, toUuid("source", id), gear);
    expect(await lastRun(ctx)).toMatchObject({ status: "done", created: 3 });
  });

  it("a connection that is gone takes its schedule down", async () => {
    const { ctx, gear, id } = await connectSmarthr([]);
    const scheduled = async () =>
      (await ctx.queue.scheduled("connections.sync")).some(({ connectionId }) => connectionId === toUuid("source", id));
    expect(await scheduled()).toBe(true);
    await deleteConnection(ctx, id);
    expect(await scheduled()).toBe(false);
    await ctx.queue.schedule("connections.sync", toUuid("source", id), "0 * * * *", {
      organizationId: ctx.organizationId,
      connectionId: toUuid("source", id),
    });
    await syncBySchedule(ctx, toUuid("source", id), gear);
    expect(await scheduled()).toBe(false);
  });
});
