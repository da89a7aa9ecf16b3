import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import type { PersonState } from "@okaeri/sdk/contract/registry";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import {
  answerCrews,
  answerFreee,
  type Crew,
  crew,
  type Employee,
  employee,
  faults,
  startFakeSystem,
} from "../../testing/fake-systems.ts";
import { startOwnDatabase } from "../../testing/own-database.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { openDatabase } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { createLog } from "../platform/log.ts";
import { startQueue } from "../platform/queue.ts";
import { createSecrets } from "../platform/secrets.ts";
import { listPeople } from "../registry/people.ts";
import { listRuns } from "../registry/runs.ts";
import { syncBySchedule, syncConnection } from "./connection-sync.ts";
import { createConnection, deleteConnection, listConnections } from "./connections.ts";
import type { SyncGear } from "./system-access.ts";

const appUrl = await startOwnDatabase();
const log = createLog("fatal");
const server = await startTestServer({ database: openDatabase(appUrl, 8), queue: await startQueue(appUrl, log) });
const watcher = postgres(appUrl, { max: 2, onnotice: () => undefined });
const open: { close(): void }[] = [];
afterAll(async () => {
  for (const system of open) system.close();
  await watcher.end();
});

const secretKey = randomBytes(32);
const canary = "canary-token";

async function connectSmarthr(crews: Crew[], beforeAnswer: () => Promise<void> | void = () => undefined) {
  const system = await startFakeSystem(async (url, response) => {
    await beforeAnswer();
    answerCrews(crews, url, response);
  });
  open.push(system);
  const { ctx } = await server.foundOrganization();
  const gear = gearFor(system.origin);
  const made = await createConnection(ctx, gear.secrets, {
    kind: "smarthr",
    name: "SmartHR",
    subdomain: "acme",
    token: canary,
  });
  return { system, ctx, gear, id: made.id, ...actions(ctx, made.id, gear) };
}

async function connectFreee(employees: Employee[], renewal?: { refreshToken: string }) {
  const system = await startFakeSystem((url, response) => answerFreee(employees, url, response));
  open.push(system);
  const { ctx } = await server.foundOrganization();
  const gear = gearFor(system.origin);
  const made = await createConnection(ctx, gear.secrets, {
    kind: "freee",
    name: "freee人事労務",
    companyId: 42,
    token: canary,
    ...(renewal && { renewal: { clientId: "client", clientSecret: "canary-secret", ...renewal } }),
  });
  return { system, ctx, gear, id: made.id, ...actions(ctx, made.id, gear) };
}

const gearFor = (origin: string): SyncGear => ({
  secrets: createSecrets({ secretKey, databaseUrl: null, dataDir: "/nonexistent" }),
  policy: { allowPrivate: true, smarthrOrigin: origin, freeeOrigin: origin, pause: async () => undefined },
});

const actions = (ctx: Context, id: string, gear: SyncGear) => ({
  async sync(at?: Date) {
    await syncConnection(at ? { ...ctx, clock: { now: () => at } } : ctx, toUuid("source", id), gear);
    const run = await lastRun(ctx);
    return (
      run && { read: run.read, created: run.created, updated: run.updated, unchanged: run.unchanged, here: run.here }
    );
  },
  people: async () => (await listPeople(ctx, { limit: 100 })).data,
});

const lastRun = async (ctx: Context) => (await listRuns(ctx, { limit: 1 })).data[0];
const changed = (day: number) => new Date(Date.UTC(2026, 6, day)).toISOString();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const many = (count: number) => Array.from({ length: count }, (_, index) => crew(`C${index}`));
const none = { created: 0, updated: 0, unchanged: 0, here: 0 };

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

describe("a sync with SmartHR", () => {
  it("brings leavers in, leaves alone who works there, and the same again changes nothing", async () => {
    const crews = [...many(150), crew("here", { emp_status: "employed", resigned_at: null })];
    const { sync, people, ctx, system } = await connectSmarthr(crews);
    expect(await sync()).toEqual({ ...none, read: 151, created: 150, here: 1 });
    // Everybody was changed at the same moment: the overlap reads them all again.
    expect(await sync()).toEqual({ ...none, read: 151, unchanged: 150, here: 1 });
    expect(await people()).toHaveLength(100);
    expect((await listConnections(ctx)).data[0]).toMatchObject({ syncedTo: "2026-01-01T00:00:00.000Z", paused: false });
    system.asked.length = 0;
    crews.push(
      ...many(250).map((one, index) => ({
        ...one,
        id: `old${index}`,
        emp_code: `old${index}`,
        updated_at: changed(-400),
      })),
    );
    crews.push(crew("new", { updated_at: changed(2) }));
    expect(await sync()).toMatchObject({ created: expect.any(Number) });
    expect(system.asked.length).toBeLessThan(4);
    // Once a week everybody is asked for, whatever the system says changed.
    system.asked.length = 0;
    expect(await sync(inDays(8))).toMatchObject({ read: 402 });
    expect(system.asked).toHaveLength(5);
  }, 60_000);

  it("follows a person: announced, gone, back again, gone again: one record, two employments", async () => {
    const crews = [crew("7", { emp_status: "employed", resigned_at: null, updated_at: changed(1) })];
    const { sync, people } = await connectSmarthr(crews);
    const become = async (day: number, fields: Partial<Crew>): Promise<[PersonState | undefined, number]> => {
      crews[0] = crew("7", { ...fields, updated_at: changed(day) });
      await sync();
      const [one] = await people();
      return [one?.state, one?.employments.length ?? 0];
    };
    expect(await sync()).toEqual({ ...none, read: 1, here: 1 });
    const soon = inDays(30).toISOString().slice(0, 10);
    expect(await become(2, { emp_status: "employed", resigned_at: soon })).toEqual(["leaving", 1]);
    expect(await become(3, { emp_status: "retired", resigned_at: "2026-06-30" })).toEqual(["noticed", 1]);
    const back = { emp_status: "employed", entered_at: "2026-07-10" };
    crews[0] = crew("7", { ...back, resigned_at: undefined, updated_at: changed(4) });
    await sync();
    expect((await people())[0]).toMatchObject({ state: "rehired" });
    expect(await become(5, { emp_status: "retired", entered_at: "2026-07-10", resigned_at: "2026-07-20" })).toEqual([
      "noticed",
      2,
    ]);
    expect(await people()).toHaveLength(1);
  }, 30_000);

  it("names every record that stays out, and takes the others in", async () => {
    const { sync, ctx } = await connectSmarthr([
      crew("1", { updated_at: changed(9) }),
      crew("2", { updated_at: changed(8), resigned_at: "令和3年3月31日" }),
      crew("3", { updated_at: changed(7), email: "no address" }),
      crew("4", { updated_at: changed(6), entered_at: "2025-01-01" }),
      crew("5", { updated_at: changed(5), emp_status: "employed" }),
    ]);
    expect(await sync()).toEqual({ ...none, read: 5, created: 1 });
    const run = await lastRun(ctx);
    expect([run?.status, run?.rejectedCount]).toEqual(["done", 4]);
    expect(run?.rejected).toEqual([
      { row: 2, column: "resigned_at", code: "date_unreadable" },
      { row: 3, column: "email", code: "value_unreadable" },
      { row: 4, column: "leftOn", code: "left_before_joining" },
      { row: 5, column: "emp_status", code: "status_contradicts_date" },
    ]);
  });

  it("is wholly out when a page fails, says why, and is wholly in the next time, with nobody doubled", async () => {
    const { sync, people, ctx, system } = await connectSmarthr(many(250));
    for (const [fault, tries, error] of [
      [faults.status(500), 4, "source_unreachable"],
      [faults.half, 4, "source_unreadable"],
      [faults.html, 4, "source_unreadable"],
      [faults.status(429), 4, "source_unreachable"],
      [faults.status(401), 1, "source_unauthorized"],
    ] as const) {
      // The first page comes, the second doesn't.
      system.fail(null, ...Array.from({ length: tries }, () => fault));
      await expect(sync()).rejects.toMatchObject({ code: error });
      expect(await lastRun(ctx)).toMatchObject({ status: "failed", error, read: 0, created: 0 });
      expect(await people()).toHaveLength(0);
    }
    expect((await listConnections(ctx)).data[0]?.syncedTo).toBeNull();
    expect(await sync()).toEqual({ ...none, read: 250, created: 250 });
    expect(await sync()).toEqual({ ...none, read: 250, unchanged: 250 });
  }, 60_000);
});

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
  it("by a lost connection is reported, and in once when tried again", async () => {
    const { ctx, sync, people, waiting, letGo } = await connectAndHold(many(150));
    const failing = expect(sync()).rejects.toThrow();
    await watcher`select pg_terminate_backend(${await waiting()})`;
    await letGo();
    await failing;
    expect([(await people()).length, (await lastRun(ctx))?.status]).toEqual([0, "failed"]);
    expect(await sync()).toEqual({ ...none, read: 150, created: 150 });
  }, 30_000);

  it("by a killed process is marked as broken off by the next one, which brings everybody in once", async () => {
    const { ctx, sync, people, id, system, waiting, letGo } = await connectAndHold(many(150));
    const child = spawn(
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
          OKAERI_SMARTHR_ORIGIN: system.origin,
          OKAERI_SECRET_KEY: secretKey.toString("base64"),
          DATABASE_URL: appUrl,
        },
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    const ended = once(child, "close");
    await waiting();
    child.kill("SIGKILL");
    await ended;
    await letGo();
    expect([(await people()).length, (await lastRun(ctx))?.status]).toEqual([0, "running"]);
    // It may still be alive, for all anybody knows.
    await expect(sync()).rejects.toMatchObject({ code: "conflict" });
    expect(await sync(new Date(Date.now() + 3 * 60_000))).toEqual({ ...none, read: 150, created: 150 });
    const { data } = await listRuns(ctx, {});
    expect(data.map(({ status, detail }) => [status, detail])).toEqual([
      ["done", null],
      ["failed", "Broken off"],
    ]);
    expect(await people()).toHaveLength(100);
  }, 60_000);
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

describe("a sync with freee", () => {
  it("brings leavers in with their details, and the same again changes nothing", async () => {
    const employees = [employee(1), employee(2, { retire_date: null }), employee(3, { payroll_calculation: false })];
    const { sync, people, ctx, system } = await connectFreee(employees);
    expect(await sync()).toEqual({ ...none, read: 3, created: 2, here: 1 });
    expect((await people()).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        { family: "見本", given: "太郎1" },
        { family: "見本 太郎3", given: "" },
      ]),
    );
    system.asked.length = 0;
    expect(await sync()).toEqual({ ...none, read: 3, unchanged: 2, here: 1 });
    expect(system.asked.map(({ url }) => url.pathname)).toEqual(Array(2).fill("/hr/api/v1/companies/42/employees"));
    employees[1] = employee(2, { retire_date: inDays(30).toISOString().slice(0, 10) });
    expect(await sync()).toEqual({ ...none, read: 3, created: 1, unchanged: 2 });
    employees[1] = employee(2, { retire_date: null });
    expect(await sync()).toMatchObject({ read: 3, updated: 1, unchanged: 2 });
    expect((await people()).find(({ name }) => name.given === "太郎2")?.state).toBe("rehired");
    expect((await listConnections(ctx)).data[0]).toMatchObject({ account: "42", syncedTo: expect.any(String) });
  }, 30_000);

  it("renews its token in time, once, and keeps what came whatever becomes of the run", async () => {
    const { sync, system, ctx } = await connectFreee([employee(1)], { refreshToken: "refresh-1" });
    const renewals = () => system.asked.filter(({ url }) => url.pathname === "/public_api/token");
    system.fail(null, ...Array.from({ length: 4 }, () => faults.status(500)));
    await expect(sync()).rejects.toMatchObject({ code: "source_unreachable" });
    expect(await sync()).toMatchObject({ created: 1 });
    expect(renewals().map(({ method, body }) => [method, body])).toEqual([
      ["POST", "grant_type=refresh_token&client_id=client&client_secret=canary-secret&refresh_token=refresh-1"],
    ]);
    expect(system.asked.at(-1)?.authorization).toBe("Bearer canary-2");
    expect(renewals()[0]?.authorization).toBeUndefined();
    await sync(new Date(Date.now() + 4 * 3_600_000));
    expect(renewals().map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual([
      "refresh-1",
      "refresh-2",
    ]);
    // A token that ended early is renewed too; one that can't be is reported without a word of it.
    system.fail(faults.status(401));
    expect(await sync()).toMatchObject({ unchanged: 1 });
    expect(renewals()).toHaveLength(3);
    system.fail(faults.status(401), faults.status(401));
    await expect(sync()).rejects.toMatchObject({ code: "source_unauthorized" });
    expect(JSON.stringify(await lastRun(ctx))).not.toMatch(/canary|refresh-/);
  }, 30_000);

  it("without a renewal says that the token is refused", async () => {
    const { sync, system } = await connectFreee([employee(1)]);
    system.fail(faults.status(401));
    await expect(sync()).rejects.toMatchObject({ code: "source_unauthorized" });
    expect(system.asked).toHaveLength(1);
  });
});
