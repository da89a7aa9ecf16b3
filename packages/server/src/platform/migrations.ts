import { createHash, createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PgBoss } from "pg-boss";
import postgres, { type Sql } from "postgres";
import { ConfigError } from "./config.ts";
import { queueNames, queueOptions } from "./queue.ts";

const migrationsDir = resolve(import.meta.dirname, "../../migrations");
const migrationLock = 0x0ca_e53;

/**
 * Brings the schema up to date and makes the role that serves requests, under an advisory lock so that many processes
 * may start at once. Forward only.
 * @returns the URL the serving role logs in with
 * @throws ConfigError when the database holds a migration that this version does not know
 */
export async function migrate(ownerUrl: string, appUrl: string | null): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    const app = appUrl ?? deriveAppUrl(ownerUrl);
    await ensureAppRole(sql, new URL(app), appUrl === null);
    await applyMigrations(sql);
    await grantTables(sql, roleOf(new URL(app)));
    await allowAnalyze(sql, roleOf(new URL(app)));
    await installQueue(ownerUrl, sql, roleOf(new URL(app)));
    return app;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** So that an import can tell PostgreSQL at once how large a registry has become; before 17 only an owner may. */
async function allowAnalyze(sql: Sql, role: string): Promise<void> {
  const [server] = await sql<
    { can: boolean }[]
  >`select current_setting('server_version_num')::integer >= 170000 as can`;
  if (server?.can) await sql`grant maintain on people, employments, contacts to ${sql(role)}`;
}

const roleOf = (url: URL): string => decodeURIComponent(url.username);

/** A role and password of its own, made from the owner's so that nothing needs to be stored. */
function deriveAppUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const database = url.pathname.slice(1) || decodeURIComponent(url.username);
  const password = createHmac("sha256", `okaeri:${url.password}`).update(database).digest("hex");
  url.username = encodeURIComponent(`${database}_app`);
  url.password = password;
  return url.toString();
}

async function ensureAppRole(sql: Sql, app: URL, derived: boolean): Promise<void> {
  const role = roleOf(app);
  const [known] = await sql<{ bypass: boolean }[]>`
    select rolsuper or rolbypassrls as bypass from pg_roles where rolname = ${role}`;
  if (known?.bypass)
    throw new ConfigError(`The role ${role} bypasses row-level security; Okaeri must not serve with it`);
  if (!known && !derived) throw new ConfigError(`OKAERI_APP_DATABASE_URL names the role ${role}, which does not exist`);
  const name = sql(role);
  if (derived) {
    const password = decodeURIComponent(app.password).replaceAll("'", "''");
    await (known
      ? sql.unsafe(`alter role "${role}" password '${password}'`)
      : sql.unsafe(`create role "${role}" login nosuperuser nobypassrls password '${password}'`));
  }
  await sql`grant usage on schema public to ${name}`;
  await sql`alter default privileges in schema public grant select, insert, update, delete on tables to ${name}`;
}

/** Nobody who serves can change or remove what is there: not by mistake, and not by a hole in a statement. */
const appendOnly = ["audit_entries", "audit_people", "agreement_receipts"];

async function grantTables(sql: Sql, role: string): Promise<void> {
  const name = sql(role);
  await sql.begin(async (tx) => {
    await tx`grant select, insert, update, delete on all tables in schema public to ${name}`;
    await tx`revoke update, delete on ${sql(appendOnly)} from ${name}`;
  });
}

async function applyMigrations(sql: Sql): Promise<void> {
  await sql`
    create table if not exists schema_migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`;
  const applied = new Map(
    (await sql<{ name: string; hash: string }[]>`select name, hash from schema_migrations`).map((row) => [
      row.name,
      row.hash,
    ]),
  );
  const names = readdirSync(migrationsDir).filter((name) => /^\d{4}_.*\.sql$/.test(name));
  for (const name of applied.keys())
    if (!names.includes(name))
      throw new ConfigError(`The database is newer than this version of Okaeri: it knows ${name}`);
  for (const name of names.sort()) {
    const text = readFileSync(join(migrationsDir, name), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    const known = applied.get(name);
    if (known === hash) continue;
    if (known !== undefined)
      throw new ConfigError(
        `The migration ${name} was changed after it was applied here; an empty OKAERI_DATA_DIR or another database starts anew`,
      );
    await sql.begin(async (tx) => {
      await tx.unsafe(text);
      await tx`insert into schema_migrations (name, hash) values (${name}, ${hash})`;
    });
  }
}

async function installQueue(ownerUrl: string, sql: Sql, role: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 1 });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    for (const name of queueNames) {
      if (await boss.getQueue(name)) continue;
      await boss.createQueue(name, queueOptions(name));
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  const name = sql(role);
  await sql`grant usage on schema pgboss to ${name}`;
  await sql`grant select, insert, update, delete on all tables in schema pgboss to ${name}`;
  await sql`grant execute on all functions in schema pgboss to ${name}`;
}
