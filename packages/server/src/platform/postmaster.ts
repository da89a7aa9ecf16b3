import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";

export const startTimeoutMs = 30_000;

/** As the superuser, on a connection that holds what it locks for as long as it is open. */
export function connect(port: number, password: string): Sql {
  return postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    max: 1,
    connect_timeout: 5,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => undefined,
  });
}

export async function answers(port: number, password: string): Promise<boolean> {
  const sql = connect(port, password);
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function readPostmaster(clusterDir: string): { pid: number; port: number } | null {
  const file = join(clusterDir, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 && isPostmasterOf(pid, clusterDir) ? { pid, port } : null;
}

// The number alone proves nothing: after a reboot it may belong to another program.
function isPostmasterOf(pid: number, clusterDir: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandFile = `/proc/${pid}/cmdline`;
  return !existsSync(commandFile) || readFileSync(commandFile, "utf8").includes(clusterDir);
}

/** The port of the PostgreSQL that a killed process left running; null where none runs, or none that answers. */
export async function adoptRunning(clusterDir: string, password: string): Promise<number | null> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const postmaster = readPostmaster(clusterDir);
    if (!postmaster) return null;
    if (await answers(postmaster.port, password)) return postmaster.port;
    // It may be starting, recovering or on its way down: all three end.
    if (Date.now() > deadline) {
      await stopCluster(clusterDir);
      return null;
    }
    await sleep(100);
  }
}

/** As `pg_ctl stop -m fast`. */
export async function stopCluster(clusterDir: string): Promise<void> {
  const postmaster = readPostmaster(clusterDir);
  if (!postmaster) return;
  process.kill(postmaster.pid, "SIGINT");
  const deadline = Date.now() + startTimeoutMs;
  while (readPostmaster(clusterDir) && Date.now() < deadline) await sleep(25);
}
