import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

/** Everything by which rows about one human are found. Ids are UUIDs; keys are folded as the registry folds them. */
export interface Traces {
  /** The record and all that were merged into it. */
  personIds: readonly string[];
  memberIds: readonly string[];
  signUpIds: readonly string[];
  emailKeys: readonly string[];
  /** HMACs of mail addresses in hex, as the outbox has them. */
  addressHashes: readonly string[];
  /** `source:id`, as connected systems name the person. */
  externalIds: readonly string[];
}

/** A table with rows about people: each feature declares its own, in the order they are to be removed. */
export interface PersonalTable {
  table: string;
  /** Which rows are about the human. */
  rowsOf(traces: Traces): SQL;
  /** Secrets and their hashes, and what is computed from the rest: in no answer to anybody. */
  without?: readonly string[];
  /** `cascade`: goes with the row it belongs to. `kept`: ids alone, with the reason why. */
  erased: "delete" | "cascade" | { kept: string } | ((ctx: Context, tx: Transaction, traces: Traces) => Promise<void>);
}

export const isOneOf = (column: SQL, ids: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...ids])}::uuid[])`;
export const isOneText = (column: SQL, texts: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...texts])}::text[])`;

/** The rows about one human, as they are stored but for secrets. */
export async function readRows(
  { organizationId }: Context,
  tx: Transaction,
  { table, rowsOf, without = [] }: PersonalTable,
  traces: Traces,
): Promise<Record<string, unknown>[]> {
  const omitted = sql.param(["organization_id", ...without]);
  const rows = await tx.execute<{ stored: Record<string, unknown> }>(sql`
    select to_jsonb(t) - ${omitted}::text[] as stored from ${sql.identifier(table)} t
    where t.organization_id = ${organizationId} and (${rowsOf(traces)}) order by 1`);
  return rows.map(({ stored }) => stored);
}

export async function removeRows(
  ctx: Context,
  tx: Transaction,
  { table, rowsOf, erased }: PersonalTable,
  traces: Traces,
): Promise<void> {
  if (typeof erased === "function") return erased(ctx, tx, traces);
  if (erased === "delete")
    await tx.execute(sql`
      delete from ${sql.identifier(table)} t where t.organization_id = ${ctx.organizationId} and (${rowsOf(traces)})`);
}
