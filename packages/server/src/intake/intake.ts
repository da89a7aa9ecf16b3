import { sql } from "drizzle-orm";
import { requireWrite } from "../access/access.ts";
import { note } from "../platform/audit-trail.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { type ErasedWatch, watchErased } from "../privacy/erasure-marks.ts";
import { settlePeople } from "../registry/people-settle.ts";
import { noteFieldChanges, type Origin } from "./people-changes.ts";
import { diffPeople, type Refusal } from "./people-diff.ts";
import { mergePeople } from "./people-merge.ts";
import type { Brought, PersonRow } from "./person-rows.rules.ts";
import { stagePeople } from "./staged-people.ts";

/** What a source brings at one time. */
export interface Intake {
  sourceId: string;
  brought: Brought;
  /** `YYYY-MM-DD` where the organization is. */
  today: string;
}

export interface Compared {
  /** Rows that were readable. */
  staged: number;
  /** Of these, the ones that must stay out. */
  refused: Refusal[];
  /** Work here and are unknown to the registry. */
  here: number;
}

// From here on the planner's own choice is worse than none (see below).
const manyRows = 5_000;

/** Takes rows in beside the registry and compares; `writeIntake` in the same transaction writes what came out. */
export async function compareIntake(
  ctx: Context,
  tx: Transaction,
  intake: Intake,
  rows: AsyncIterable<PersonRow> | Iterable<PersonRow> | null,
): Promise<Compared> {
  const { people, employments, contacts } = intake.brought;
  requireWrite(ctx, [...people, ...employments, ...contacts]);
  const wasErased = rows && (await watchErased(ctx, tx));
  const unwanted: Refusal[] = [];
  const wanted = rows && wasErased ? withoutErased(rows, intake, wasErased, unwanted) : rows;
  const staged = await stagePeople(tx, wanted);
  // PostgreSQL takes a registry for as small as it last counted it, and a connection keeps the plans of its foreign key
  // checks from then: both would go through the whole registry once for every row of a large file (30,000 rows took
  // over 30 s instead of 2 on a connection that had imported a few rows before).
  if (staged > manyRows) {
    await tx.execute(sql`set local enable_nestloop = off`);
    await tx.execute(sql`set local work_mem = '64MB'`);
    await tx.execute(sql`discard plans`);
  }
  const refused = await diffPeople(ctx, tx, intake);
  const { merged } = only(
    await tx.execute<{ merged: number }>(sql`select count(*)::integer as merged from merged_people`),
  );
  return {
    staged: staged + unwanted.length,
    refused: [...refused, ...unwanted],
    here: staged - refused.length - merged,
  };
}

/** Nobody comes back by a source who was erased on request; who was hired after that is here anew. */
async function* withoutErased(
  rows: AsyncIterable<PersonRow> | Iterable<PersonRow>,
  { sourceId }: Intake,
  wasErased: ErasedWatch,
  unwanted: Refusal[],
): AsyncGenerator<PersonRow> {
  for await (const row of rows) {
    const erased =
      !row.here &&
      wasErased({
        externalId: row.externalId && `${sourceId}:${row.externalId}`,
        number: row.employeeNumberKey,
        name: row.nameKey,
        formerName: row.formerFamilyNameKey && `${row.formerFamilyNameKey}${row.givenNameKey ?? ""}`,
        birthDate: row.birthDate,
        emailKey: row.emailKey,
        hiredOn: row.hiredOn,
      });
    if (erased) unwanted.push({ row: row.row, code: "erased_on_request" });
    else yield row;
  }
}

/** Writes what was compared, with its history, and brings states and summaries up to date. */
export async function writeIntake(ctx: Context, tx: Transaction, intake: Intake, origin: Origin): Promise<void> {
  await noteFieldChanges(ctx, tx, origin, intake.brought);
  await mergePeople(ctx, tx, origin, intake.brought, intake.today);
  await settlePeople(ctx, tx, "merged_people", { ...origin, today: intake.today });
  await note(tx, {
    peopleIn: sql`select distinct person_id from merged_people where outcome <> 'unchanged'`,
    resources: [toTypeId("run", origin.runId)],
  });
}

/**
 * Tells PostgreSQL how large the registry has become. It would find out by itself within a minute, and plan everything
 * until then for the size of before.
 */
export async function noteSize(tx: Transaction, staged: number): Promise<void> {
  // Where this role may not (before PostgreSQL 17), it is a warning and nothing else.
  if (staged > manyRows) await tx.execute(sql`analyze people, employments, contacts`);
}

/** Makes room for another intake of the same transaction. */
export async function dropIntake(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    drop table if exists staged_people, refused_rows, repeated_rows, repeated_people, matched_rows, merged_people`);
}
