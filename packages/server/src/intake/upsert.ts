import type { SourceKind } from "@okaeri/sdk/contract/registry";
import type {
  LeaverBatchResult,
  RegistryField,
  RejectedRow,
  RejectionCode,
  UpsertResult,
} from "@okaeri/sdk/contract/registry-imports";
import { rejectionCodes } from "@okaeri/sdk/contract/registry-imports";
import { sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { afterIntake } from "../registry/after-intake.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { finishRun, openRun, type RunCounts } from "../registry/runs.ts";
import { listSeparationCodes } from "../registry/separation-codes.ts";
import { ensureSource } from "../registry/sources.ts";
import { lockRegistry, takeTurn } from "../registry/turns.ts";
import { compareIntake, dropIntake, writeIntake } from "./intake.ts";
import { readLeaver } from "./leavers.rules.ts";
import { fieldOfRefusal } from "./people-diff.ts";
import { broughtBy, type PersonRow } from "./person-rows.rules.ts";

// Whoever waits holds a connection: a long import must not take them all.
const waitMs = 5_000;

export interface LeaverIntake {
  /** UUIDs. */
  sourceId: string;
  runId: string;
  leavers: readonly unknown[];
}

export interface LeaverResult extends RunCounts {
  /** By index, one for each leaver. */
  results: UpsertResult[];
}

/**
 * Brings the people of a system in, each with a result of its own: bad ones stay out, the others go in. The same again
 * changes nothing. Joins the caller's transaction where one is open.
 * @param leavers at most 1,000, each looked at as a `Leaver` of the contract
 */
export async function upsertPeople(
  ctx: Context,
  source: { kind: SourceKind; name: string },
  leavers: readonly unknown[],
): Promise<LeaverBatchResult> {
  requireActor(ctx, "recruiter", "admin", "system");
  const work = () =>
    withOrganization(ctx, async (tx) => {
      const sourceId = await ensureSource(ctx, tx, source.kind, source.name);
      const runId = await openRun(ctx, tx, sourceId);
      const { results, rejected, ...counts } = await takeInLeavers(ctx, tx, { sourceId, runId, leavers });
      await finishRun(ctx, tx, runId, { ...counts, rejected });
      return { runId: toTypeId("run", runId), ...counts, results };
    });
  return ctx.transaction ? work() : takeTurn(ctx, work);
}

/** One part of a run whose transaction the caller has open. */
export async function takeInLeavers(ctx: Context, tx: Transaction, intake: LeaverIntake): Promise<LeaverResult> {
  requireActor(ctx, "recruiter", "admin", "system");
  await lockRegistry(ctx, tx, waitMs);
  const since = ctx.clock.now();
  const today = dayInJapan(since);
  const separationCodes = await listSeparationCodes({ ...ctx, transaction: tx });
  const results: UpsertResult[] = [];
  const groups = new Map<string, { fields: RegistryField[]; rows: PersonRow[] }>();
  for (const [index, entry] of intake.leavers.entries()) {
    const reading = readLeaver(index, entry, { today, separationCodes });
    if ("faults" in reading) {
      results.push(toRejected(index, reading.faults));
      continue;
    }
    const key = reading.fields.toSorted().join();
    const group = groups.get(key) ?? { fields: reading.fields, rows: [] };
    group.rows.push(reading.row);
    groups.set(key, group);
  }
  for (const { fields, rows } of groups.values())
    results.push(...(await takeInGroup(ctx, tx, intake, fields, rows, today)));
  await afterIntake(ctx, tx, since);
  results.sort((one, other) => one.index - other.index);
  const count = (outcome: UpsertResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return {
    read: intake.leavers.length,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    here: count("here"),
    rejectedCount: count("rejected"),
    rejected: toRejectedRows(results),
    results,
  };
}

// Entries that bring the same fields are compared together: what an entry doesn't bring stays as it is.
async function takeInGroup(
  ctx: Context,
  tx: Transaction,
  { sourceId, runId }: LeaverIntake,
  fields: RegistryField[],
  rows: readonly PersonRow[],
  today: string,
): Promise<UpsertResult[]> {
  await dropIntake(tx);
  const intake = { sourceId, brought: broughtBy(new Set(fields)), today };
  const { refused } = await compareIntake(ctx, tx, intake, rows);
  await writeIntake(ctx, tx, intake, { sourceId, runId, actor: actorName(ctx.actor) });
  const merged = await tx.execute<{ row: number; person_id: string; outcome: "created" | "updated" | "unchanged" }>(
    sql`select row, person_id, outcome from merged_people`,
  );
  const outcomes = new Map<number, UpsertResult>();
  for (const { row, person_id, outcome } of merged)
    outcomes.set(row, { index: row, outcome, personId: toTypeId("person", person_id), errors: [] });
  for (const { row, code } of refused)
    outcomes.set(
      row,
      toRejected(row, [{ pointer: `/${fieldOfRefusal[code] ?? ""}`, code, detail: code.replaceAll("_", " ") }]),
    );
  return rows.map(({ row }) => outcomes.get(row) ?? { index: row, outcome: "here", personId: null, errors: [] });
}

const toRejected = (index: number, errors: UpsertResult["errors"]): UpsertResult => ({
  index,
  outcome: "rejected",
  personId: null,
  errors: errors.map(({ pointer, ...fault }) => ({
    ...fault,
    pointer: `#/people/${index}${pointer === "/" ? "" : pointer}`,
  })),
});

const isRejectionCode = (code: string): code is RejectionCode => rejectionCodes.some((known) => known === code);

/** As the list of runs shows it: by the entry's place and its field. */
const toRejectedRows = (results: readonly UpsertResult[]): RejectedRow[] =>
  results.flatMap(({ index, errors: [first] }) =>
    first
      ? [
          {
            row: index,
            column: first.pointer.split("/").slice(3).join(".") || null,
            code: isRejectionCode(first.code) ? first.code : "value_unreadable",
          },
        ]
      : [],
  );
