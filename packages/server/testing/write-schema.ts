import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres.ts";
import { migrate } from "../src/platform/migrations.ts";
import { describeSchema } from "./describe-schema.ts";

const dataDir = mkdtempSync(join(tmpdir(), "okaeri-schema-"));
chmodSync(dataDir, 0o755);
const embedded = await startEmbeddedPostgres(dataDir);
await migrate(embedded.ownerUrl, null);
const sql = postgres(embedded.ownerUrl, { max: 1 });
writeFileSync(resolve(import.meta.dirname, "../migrations/schema.txt"), await describeSchema(sql));
await sql.end();
await embedded.release();
rmSync(dataDir, { recursive: true, force: true });
