import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { importRegistry } from "../../packages/server/src/intake/import.ts";
import { createOrganization } from "../../packages/server/src/organizations/organizations.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { readConfig } from "../../packages/server/src/platform/config.ts";
import { type Context, callOf } from "../../packages/server/src/platform/context.ts";
import { type Engine, startEngine } from "../../packages/server/src/platform/engine.ts";
import { newUuid } from "../../packages/server/src/platform/ids.ts";
import { createLog } from "../../packages/server/src/platform/log.ts";
import { type Queue, startQueue } from "../../packages/server/src/platform/queue.ts";
import { testSecrets } from "../../packages/server/testing/secrets.ts";
import { openQuietDatabase } from "./registry-explain.ts";
import { writeLeavers } from "./registry-file.ts";
import { benchSearch } from "./registry-search.ts";

const largeRows = Number(process.env.OKAERI_BENCH_ROWS ?? 1_000_000);
const smallRows = 10_000;
const neighbours = 200;
const neighbourRows = 500;

interface Imported {
  durationMs: number;
  peakBytes: number;
  created: number;
  updated: number;
  unchanged: number;
}

/** An import beside `COPY` of the same file, and search and lists at 1,000,000 people beside the same at 10,000. */
export async function benchRegistry(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "okaeri-bench-registry-"));
  chmodSync(dir, 0o755);
  const engine = await startEngine({
    ...readConfig({ ...process.env, OKAERI_DATA_DIR: dir, DATABASE_URL: "" }),
    poolSize: 2,
  });
  const queue = await startQueue(engine.appUrl, createLog("error"));
  try {
    await bench(engine, queue, dir);
  } finally {
    await queue.stop();
    await engine.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function bench(engine: Engine, queue: Queue, dir: string): Promise<void> {
  const file = (rows: number) => join(dir, `${rows}.csv`);
  for (const rows of [neighbourRows, smallRows, largeRows]) await writeLeavers(file(rows), rows);
  const found = () => foundOrganization(engine, queue);
  for (let n = 0; n < neighbours; n++) {
    const ctx = await found();
    const source = { bytes: () => createReadStream(file(neighbourRows)) };
    await importRegistry(ctx, source, { source: "file", encoding: "utf-8", dryRun: false });
  }
  const small = await found();
  await importInChild(engine, small, file(smallRows));
  const large = await found();
  const created = await importInChild(engine, large, file(largeRows));
  const unchanged = await importInChild(engine, large, file(largeRows));
  const copies = copyByPsql(engine, large, file(largeRows), dir);
  printImport({ created, unchanged }, copies);
  // As PostgreSQL does by itself within a minute.
  secondsOf(engine.ownerUrl, "analyze");
  const database = openQuietDatabase(engine.appUrl);
  await benchSearch({ ...small, database }, { ...large, database }, { smallRows, largeRows });
  await database.close();
}

async function foundOrganization({ database }: Engine, queue: Queue): Promise<Context> {
  const organizationId = newUuid(new Date());
  const ctx: Context = {
    database,
    queue,
    clock: systemClock,
    secrets: testSecrets,
    organizationId,
    actor: { kind: "system" },
    call: callOf("test"),
  };
  await createOrganization(ctx, { slug: `b${organizationId.slice(-12)}`, name: "Bench", origins: [] });
  return ctx;
}

/** In a process of its own, whose memory can be measured; with the flags of bin/okaeri.mjs. */
async function importInChild(engine: Engine, { organizationId }: Context, path: string): Promise<Imported> {
  const child = spawn(
    process.execPath,
    [
      "--max-semi-space-size=16",
      "--conditions=okaeri-source",
      "--disable-warning=ExperimentalWarning",
      resolve(import.meta.dirname, "../../packages/server/testing/import-child.ts"),
      engine.appUrl,
      organizationId,
      path,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return JSON.parse(output.trim());
}

interface Copies {
  raw: number | null;
  keyed: number | null;
}

const secondsOf = (url: string, ...commands: string[]): number => {
  const begun = performance.now();
  const args = commands.flatMap((command) => ["-c", command]);
  const { status, stderr } = spawnSync("psql", [url, "-X", "-q", "-v", "ON_ERROR_STOP=1", ...args], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return (performance.now() - begun) / 1000;
};

/**
 * `raw`: the same file into a table of text without keys. `keyed`: what the import made of it, into tables with the same
 * keys, indexes and foreign keys. Seconds; null without psql.
 */
function copyByPsql({ ownerUrl, appUrl }: Engine, { organizationId }: Context, path: string, dir: string): Copies {
  if (spawnSync("psql", ["--version"]).status !== 0) return { raw: null, keyed: null };
  const columns = Array.from({ length: 12 }, (_, n) => `c${n} text`).join(", ");
  secondsOf(ownerUrl, `create table copied_file (${columns})`);
  const raw = secondsOf(ownerUrl, `\\copy copied_file from '${path}' csv header`);

  const tables = ["people", "employments", "contacts"];
  const own = `select set_config('okaeri.organization_id', '${organizationId}', false)`;
  for (const table of tables) {
    const listed = table === "people" ? peopleColumns : "*";
    secondsOf(
      appUrl,
      own,
      `\\copy (select ${listed} from ${table} where organization_id = '${organizationId}') to '${join(dir, table)}'`,
    );
    secondsOf(ownerUrl, `create table copied_${table} (like ${table} including all)`);
  }
  for (const table of tables.slice(1))
    secondsOf(
      ownerUrl,
      `alter table copied_${table} add foreign key (organization_id, person_id) references copied_people (organization_id, person_id)`,
    );
  const keyed = tables
    .map((table) =>
      secondsOf(
        ownerUrl,
        `\\copy copied_${table}${table === "people" ? ` (${peopleColumns})` : ""} from '${join(dir, table)}'`,
      ),
    )
    .reduce((sum, seconds) => sum + seconds, 0);
  return { raw, keyed };
}

// All but the generated one.
const peopleColumns =
  "organization_id, person_id, family_name, given_name, family_name_kana, given_name_kana, former_family_name, birth_date, " +
  "name_key, kana_key, former_family_name_key, created_at, updated_at, state, state_since, family_name_romaji, " +
  "given_name_romaji, given_name_key, skills, consents, department, grade, left_on, held_fields, created_run_id, merged_into, version";

function printImport({ created, unchanged }: Record<"created" | "unchanged", Imported>, { raw, keyed }: Copies): void {
  const ratio = (seconds: number | null, { durationMs }: Imported): string =>
    seconds === null ? "no psql" : (seconds / (durationMs / 1000)).toFixed(2);
  process.stdout.write(`\nImport of ${largeRows} people beside ${neighbours} organizations of ${neighbourRows}\n`);
  for (const [name, run] of Object.entries({ created, unchanged }))
    process.stdout.write(
      `${name.padEnd(10)} ${Math.round(largeRows / (run.durationMs / 1000))
        .toString()
        .padStart(
          7,
        )} rows/s, peak ${Math.round(run.peakBytes / 2 ** 20)} MB; rate ÷ COPY of the file into bare text ${ratio(raw, run)}, ÷ COPY of the result into keyed tables ${ratio(keyed, run)}\n`,
    );
  if (raw !== null && keyed !== null)
    process.stdout.write(`COPY by psql: bare text ${raw.toFixed(1)} s, keyed tables ${keyed.toFixed(1)} s\n`);
}
