import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openDatabase } from "../src/platform/database.ts";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres.ts";
import { createLog } from "../src/platform/log.ts";
import { migrate } from "../src/platform/migrations.ts";
import { startQueue } from "../src/platform/queue.ts";
import { startTestServer, type TestServer } from "./server.ts";

/** A PostgreSQL that no other test's background work looks into. Called before the server that uses it is started. */
export const startOwnDatabase = async (): Promise<string> => (await startOwnCluster()).appUrl;

/** The same, with its owner. */
export async function startOwnCluster(): Promise<{ ownerUrl: string; appUrl: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-own-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbeddedPostgres(dataDir);
  afterAll(async () => {
    await embedded.release();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { ownerUrl: embedded.ownerUrl, appUrl: await migrate(embedded.ownerUrl, null) };
}

/** A server whose work no other file's takes up, and that takes up none of theirs. */
export async function startServerApart(overrides: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  const appUrl = await startOwnDatabase();
  return startTestServer({
    database: openDatabase(appUrl, 8),
    queue: await startQueue(appUrl, createLog("fatal")),
    ...overrides,
  });
}
