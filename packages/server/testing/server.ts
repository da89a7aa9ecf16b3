import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { createApp, handleWork, type Platform } from "../src/app.ts";
import { type CreatedOrganization, createOrganization } from "../src/organizations/organizations.ts";
import { systemClock } from "../src/platform/clock.ts";
import { readConfig } from "../src/platform/config.ts";
import { type Context, callOf } from "../src/platform/context.ts";
import { openDatabase } from "../src/platform/database.ts";
import { newUuid } from "../src/platform/ids.ts";
import { createLog } from "../src/platform/log.ts";
import { createMailbox } from "../src/platform/mail.ts";
import { startQueue } from "../src/platform/queue.ts";
import { createSecrets } from "../src/platform/secrets.ts";
import { testKey } from "./secrets.ts";

export const testOrigin = "https://careers.example.com";
// Nobody is there: no test's work may ask the real ones.
const noSystems = {
  OKAERI_SMARTHR_ORIGIN: "http://127.0.0.1:9",
  OKAERI_FREEE_ORIGIN: "http://127.0.0.1:9",
  OKAERI_GREENHOUSE_ORIGIN: "http://127.0.0.1:9",
  OKAERI_LEVER_ORIGIN: "http://127.0.0.1:9",
};

/** The whole server in this process, on the run's real PostgreSQL; `fetch` reaches it without a socket. */
export async function startTestServer(overrides: Partial<Platform> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-server-"));
  chmodSync(dataDir, 0o755);
  const appUrl = inject("appUrl");
  const log = createLog("error");
  const env = {
    OKAERI_DATA_DIR: dataDir,
    DATABASE_URL: appUrl,
    OKAERI_ENCRYPTION_KEY: testKey.toString("base64"),
    ...noSystems,
  };
  const config = { ...readConfig(env), poolSize: 8 };
  // One queue and so one mailbox for the whole run, whichever file's server sends.
  const mailbox = createMailbox(inject("mailboxDir"));
  const platform: Platform = {
    config,
    database: openDatabase(appUrl, config.poolSize),
    queue: await startQueue(appUrl, log),
    clock: systemClock,
    secrets: createSecrets(config),
    log,
    mailer: mailbox,
    mailbox,
    ...overrides,
  };
  const app = createApp(platform);
  // With a clock or database of its own it must not take up the work of others.
  if (Object.keys(overrides).length === 0) await handleWork(platform);
  afterAll(async () => {
    await platform.queue.stop();
    await platform.database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const fetchApp: typeof fetch = async (input, init) => app.fetch(new Request(input, init));
  return {
    app,
    platform,
    mailbox,
    baseUrl: config.publicUrl,
    fetch: fetchApp,
    foundOrganization: () => foundOrganization(platform),
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

async function foundOrganization({
  database,
  queue,
  clock,
  secrets,
}: Platform): Promise<CreatedOrganization & { ctx: Context }> {
  const ctx: Context = {
    database,
    queue,
    clock,
    secrets,
    organizationId: newUuid(new Date()),
    actor: { kind: "system" },
    call: callOf("test"),
  };
  const draft = { slug: `t-${randomUUID()}`.slice(0, 30), name: "テスト株式会社", origins: [testOrigin] };
  return { ...(await createOrganization(ctx, draft)), ctx };
}

/** Waits for background work: polls until `look` answers something. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>, timeoutMs = 10_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error("it never came");
    await new Promise((done) => setTimeout(done, 50));
  }
}
