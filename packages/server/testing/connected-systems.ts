import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll } from "vitest";
import { syncConnection } from "../src/connections/connection-sync.ts";
import { createConnection } from "../src/connections/connections.ts";
import type { SyncGear } from "../src/connections/system-access.ts";
import type { Context } from "../src/platform/context.ts";
import { openDatabase } from "../src/platform/database.ts";
import { toUuid } from "../src/platform/ids.ts";
import { createLog } from "../src/platform/log.ts";
import { startQueue } from "../src/platform/queue.ts";
import { createSecrets } from "../src/platform/secrets.ts";
import { listPeople } from "../src/registry/people.ts";
import { listRuns } from "../src/registry/runs.ts";
import { answerCrews, answerFreee, type Crew, crew, type Employee, startFakeSystem } from "./fake-systems.ts";
import { startOwnDatabase } from "./own-database.ts";
import { startTestServer } from "./server.ts";

export const canary = "canary-token";
export const encryptionKey = randomBytes(32);

/** A server with a database of its own, and organizations in it that are connected to systems played here. */
export async function startConnections() {
  const appUrl = await startOwnDatabase();
  const server = await startTestServer({
    database: openDatabase(appUrl, 8),
    queue: await startQueue(appUrl, createLog("fatal")),
  });
  /** With the serving role's eyes: it sees the statements of its own connections. */
  const watcher = postgres(appUrl, { max: 2, onnotice: () => undefined });
  const open: { close(): void }[] = [];
  afterAll(async () => {
    for (const system of open) system.close();
    await watcher.end();
  });
  const connectSmarthr = async (crews: Crew[], beforeAnswer: () => Promise<void> | void = () => undefined) => {
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
  };

  const connectFreee = async (employees: Employee[], renewal?: { refreshToken: string }) => {
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
  };
  return { appUrl, server, watcher, connectSmarthr, connectFreee };
}

const gearFor = (origin: string): SyncGear => ({
  secrets: createSecrets({ encryptionKey, databaseUrl: null, dataDir: "/nonexistent" }),
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

export const lastRun = async (ctx: Context) => (await listRuns(ctx, { limit: 1 })).data[0];
export const many = (count: number) => Array.from({ length: count }, (_, index) => crew(`C${index}`));
export const none = { created: 0, updated: 0, unchanged: 0, here: 0 };
