import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { afterAll } from "vitest";
import type { Context } from "../src/platform/context.ts";
import { openDatabase, readOrganization } from "../src/platform/database.ts";
import { createLog } from "../src/platform/log.ts";
import { startQueue } from "../src/platform/queue.ts";
import { people } from "../src/registry/people.table.ts";
import { startOwnCluster } from "./own-database.ts";
import { testKey } from "./secrets.ts";
import { eventually, startTestServer } from "./server.ts";

const sourceOnly = ["--conditions=okaeri-source", "--disable-warning=ExperimentalWarning"];
const program = resolve(import.meta.dirname, "../bin/okaeri.mjs");

/** A database of its own, what can be seen and done to it from beside, and processes that work on it and can be killed. */
export async function startFaults() {
  const { ownerUrl, appUrl } = await startOwnCluster();
  const server = await startTestServer({
    database: openDatabase(appUrl, 8),
    queue: await startQueue(appUrl, createLog("fatal")),
  });
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  // With the serving role's eyes: it sees the statements of its own connections.
  const watcher = postgres(appUrl, { max: 2, onnotice: () => undefined });
  const dir = mkdtempSync(join(tmpdir(), "okaeri-faults-"));
  const serving: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of serving) if (child.kill("SIGTERM")) await once(child, "close").catch(() => undefined);
    await owner.end();
    await watcher.end();
    rmSync(dir, { recursive: true, force: true });
    // They finish the work under way first.
  }, 180_000);

  return {
    server,
    owner,
    endBackend: (pid: number) => watcher`select pg_terminate_backend(${pid})`,
    countPeople: (ctx: Context): Promise<number> => readOrganization(ctx, (tx) => tx.$count(people)),
    writeFile(name: string, text: string): string {
      const path = join(dir, name);
      writeFileSync(path, text);
      return path;
    },
    /** One import in a process of its own. */
    startImport(ctx: Context, path: string) {
      const args = [...sourceOnly, resolve(import.meta.dirname, "import-child.ts"), appUrl, ctx.organizationId, path];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
      const ended = once(child, "close");
      return { child, begun: once(child.stdout, "data"), ended, outcome: () => JSON.parse(output.trim()) };
    },
    /** The first backend that is at a statement which begins so; null once `ended`. */
    async backendAt(statement: string, isOver: () => boolean = () => false): Promise<number | null> {
      const deadline = Date.now() + 30_000;
      while (!isOver() && Date.now() < deadline) {
        const [row] = await watcher<{ pid: number }[]>`
          select pid from pg_stat_activity where state = 'active' and application_name = 'okaeri'
            and regexp_replace(query, '^\\s+', '') ilike ${`${statement}%`} limit 1`;
        if (row) return row.pid;
      }
      return null;
    },
    /** What the connections of the application are at, by the first words of their statements. */
    async statementsNow(): Promise<string[]> {
      const rows = await watcher<{ words: string }[]>`
        select substring(trim(regexp_replace(query, '\\s+', ' ', 'g')) from 1 for 40) as words from pg_stat_activity
        where state in ('active', 'idle in transaction') and application_name = 'okaeri'`;
      return rows.map(({ words }) => words);
    },
    /** `okaeri serve` as an operator starts it; its temporary files are in `tmp`, none larger than `maxFileKb`. */
    async serve({ maxFileKb }: { maxFileKb?: number } = {}) {
      const port = await findPort();
      const own = mkdtempSync(join(dir, "serve-"));
      const tmp = join(own, "tmp");
      mkdirSync(tmp);
      const command = `${maxFileKb === undefined ? "" : `ulimit -f ${maxFileKb}; `}exec "$0" "$@"`;
      const child = spawn("bash", ["-c", command, process.execPath, program, "serve"], {
        env: {
          ...process.env,
          DATABASE_URL: ownerUrl,
          OKAERI_ENCRYPTION_KEY: testKey.toString("base64"),
          OKAERI_DATA_DIR: own,
          TMPDIR: tmp,
          PORT: String(port),
          LOG_LEVEL: "fatal",
        },
        stdio: "ignore",
      });
      serving.push(child);
      const url = `http://127.0.0.1:${port}`;
      const isUp = () =>
        fetch(`${url}/openapi.json`).then(
          ({ ok }) => ok,
          () => false,
        );
      await eventually(isUp, 30_000);
      return { url, tmp, isUp };
    },
  };
}

async function findPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
