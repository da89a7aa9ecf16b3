import { sql as sqlText } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Fragment, type Sql, type TransactionSql } from "postgres";
import { appendEntry } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { DomainError } from "./errors.ts";

export type Transaction = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

export interface Database {
  /** For hot reads, prepared by their text, and for COPY. Only behind `asOrganization` or inside `withOrganization`. */
  client: Sql;
  /**
   * For what is written whatever becomes of a transaction that is open meanwhile. Connections of their own: where every
   * transaction waited for one more, none would ever end.
   */
  aside: Sql;
  drizzle: PostgresJsDatabase;
  /** Told after every committed write of an organization: what this process remembers of it is stale. */
  onWrite(listener: (organizationId: string) => void): void;
  wrote(organizationId: string): void;
  close(): Promise<void>;
}

const connectionsAside = 2;

export function openDatabase(url: string, poolSize: number): Database {
  const settings = {
    // A setting that outlives its transaction would name the wrong organization to the next one: none is ever made.
    connection: { application_name: "okaeri", statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
    onnotice: () => undefined,
  };
  const client = postgres(url, { ...settings, max: poolSize });
  const aside = postgres(url, { ...settings, max: connectionsAside });
  const listeners: ((organizationId: string) => void)[] = [];
  return {
    client,
    aside,
    drizzle: drizzle(client),
    onWrite: (listener) => listeners.push(listener),
    wrote: (organizationId) => {
      for (const listener of listeners) listener(organizationId);
    },
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), aside.end({ timeout: 5 })]);
    },
  };
}

/**
 * The only door to an organization's rows for writes: a transaction whose row-level security sees this organization
 * alone, and which leaves its entry in the audit trail. Joins the caller's transaction where one is open.
 */
export async function withOrganization<T>(ctx: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (ctx.transaction) return work(ctx.transaction);
  const result = await inTransaction(ctx, "read write", async (tx) => {
    const done = await work(tx);
    await appendEntry(ctx, tx);
    return done;
  });
  ctx.database.wrote(ctx.organizationId);
  return result;
}

/** The same door for reads that are not hot enough for `asOrganization`. */
export async function readOrganization<T>(ctx: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return ctx.transaction ? work(ctx.transaction) : inTransaction(ctx, "read only", work);
}

/**
 * For counters and leases, which nobody's records are in: a transaction that leaves no entry in the trail. Rows of the
 * organization alone, as everywhere.
 */
export async function withoutTrail(
  { aside }: Pick<Database, "aside">,
  organizationId: string,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<void> {
  await aside.begin(async (tx) => {
    await tx`select set_config('okaeri.organization_id', ${organizationId}, true)`;
    await work(tx);
  });
}

/** What row-level security shows this actor of postings: nothing but public ones by default. */
export function sightOf({ kind }: Context["actor"]): "everything" | "alumni" | "" {
  if (kind === "recruiter" || kind === "admin" || kind === "system") return "everything";
  return kind === "visitor" ? "" : "alumni";
}

function inTransaction<T>(ctx: Context, accessMode: "read write" | "read only", work: (tx: Transaction) => Promise<T>) {
  return ctx.database.drizzle.transaction(
    async (tx) => {
      await tx.execute(
        sqlText`select set_config('okaeri.organization_id', ${ctx.organizationId}, true), set_config('okaeri.sees', ${sightOf(ctx.actor)}, true)`,
      );
      return work(tx);
    },
    { accessMode },
  );
}

/**
 * Begins a single-statement read: the setting is made in `o`, and the query must join it laterally and compare with
 * `o.id`, so that the planner checks the policy after the setting is made (docs/decisions/0003).
 */
export const asOrganization = (client: Sql, organizationId: string): Fragment =>
  client`with o as materialized (select set_config('okaeri.organization_id', ${organizationId}, true)::uuid as id)`;

/**
 * The same for a statement written as text. Placeholders: the organization, and for each other setting that
 * row-level security asks for what it is bound to.
 */
export const asOrganizationText = (organization: string, settings: Readonly<Record<string, string>> = {}): string => {
  const others = Object.entries(settings).map(
    ([name, value]) => `, set_config('okaeri.${name}', ${value}, true) as ${name}`,
  );
  return `with o as materialized (select set_config('okaeri.organization_id', ${organization}, true)::uuid as id${others.join("")})`;
};

/** The one row that a statement with `returning` or a unique key must have brought. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new DomainError("not_found");
  return row;
}

/** drizzle leaves timestamps as PostgreSQL prints them: `2026-04-01 09:00:00.123+00`. */
export const toInstant = (text: string): string => new Date(text).toISOString();
