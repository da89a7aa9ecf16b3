import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@okaeri/sdk";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { canary, findCanaries, plantCanaryPerson } from "../../testing/canary-person.ts";
import { startServer } from "../main.ts";
import { createOrganization } from "../organizations/organizations.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { type Context, callOf } from "../platform/context.ts";
import { startEngine } from "../platform/engine.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { createLog } from "../platform/log.ts";
import { startQueue } from "../platform/queue.ts";
import { createSecrets } from "../platform/secrets.ts";

const dir = mkdtempSync(join(tmpdir(), "okaeri-backup-"));
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const config = readConfig({
  OKAERI_DATA_DIR: join(dir, "data"),
  OKAERI_ERASURE_LEDGER: join(dir, "apart", "erasures.jsonl"),
  PORT: "0",
  LOG_LEVEL: "silent",
});

/** On the data folder while nobody serves from it. */
async function withEngine<T>(work: (ctx: Context, sql: postgres.Sql) => Promise<T>): Promise<T> {
  const engine = await startEngine(config);
  const queue = await startQueue(engine.appUrl, createLog("silent"));
  const sql = postgres(engine.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const base = { database: engine.database, queue, clock: systemClock, secrets: createSecrets(config) };
    return await work({ ...base, organizationId, actor: { kind: "system" }, call: callOf("test") }, sql);
  } finally {
    await sql.end();
    await queue.stop();
    await engine.close();
  }
}
// As whoever it belongs to: PostgreSQL starts from nobody else's folder.
const copy = (from: string, to: string) => execFileSync("cp", ["-a", from, to]);
const organizationId = newUuid(new Date());

it("a backup of the whole data folder, restored after an erasure, brings nobody back once the server has started", async () => {
  const { person, secretKey } = await withEngine(async (ctx, sql) => {
    const { secretKey } = await createOrganization(ctx, { slug: "acme", name: "テスト株式会社", origins: [] });
    const person = await plantCanaryPerson(sql, ctx);
    // A refused row, which PostgreSQL would tell its log of.
    const refused = sql`update people set name_key = null where person_id = ${person.personId}`;
    await expect(refused).rejects.toThrow("null value");
    return { person, secretKey };
  });
  copy(config.dataDir, join(dir, "backup"));

  const server = await startServer(config);
  const api = createClient({ baseUrl: `http://127.0.0.1:${server.port}`, secretKey, maxRetries: 0 });
  await api.privacyRequests.fulfil(toTypeId("request", person.requestId));
  await server.close();

  rmSync(config.dataDir, { recursive: true });
  copy(join(dir, "backup"), config.dataDir);
  const cameBack = await withEngine(async (_, sql) => {
    await sql`select set_config('okaeri.organization_id', ${organizationId}, false)`;
    return findCanaries(sql);
  });
  expect(cameBack.length).toBeGreaterThan(15);

  const again = await startServer(config);
  const after = createClient({ baseUrl: `http://127.0.0.1:${again.port}`, secretKey, maxRetries: 0 });
  expect((await after.registry.listPeople()).data.map(({ name }) => name.family)).toEqual(["別人"]);
  await again.close();
  const left = await withEngine(async (_, sql) => {
    await sql`select set_config('okaeri.organization_id', ${organizationId}, false)`;
    return findCanaries(sql);
  });
  console.info(`restored backup: ${cameBack.length} rows came back, ${left.length} after the start`);
  expect(left).toEqual([]);
  const log = readFileSync(join(config.dataDir, "postgresql.log"), "utf8");
  expect(log).toContain("null value");
  expect(log).not.toContain(canary);
  expect(readdirSync(join(dir, "apart"))).toEqual(["erasures.jsonl"]);
}, 120_000);
