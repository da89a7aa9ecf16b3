import type { RejectedRow } from "@okaeri/sdk/contract/registry-imports";
import { takeInLeavers } from "../intake/upsert.ts";
import type { Context } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import type { RunCounts } from "../registry/runs.ts";
import { takeTurn } from "../registry/turns.ts";
import type { SystemPerson } from "./system-people.rules.ts";

const batchSize = 1_000;

export interface SystemIntake {
  sourceId: string;
  runId: string;
  read: number;
  people: readonly SystemPerson[];
  /** By the adapter; the registry adds its own. */
  rejected: readonly RejectedRow[];
  /** Known to be as they were, and not among `people`. */
  unchanged: number;
}

/** Everybody in one transaction, which `settle` ends: wholly in with it, or wholly out. */
export const takeInPeople = (
  ctx: Context,
  intake: SystemIntake,
  settle: (tx: Transaction, counts: RunCounts) => Promise<void>,
): Promise<void> =>
  takeTurn(ctx, () => withOrganization(ctx, async (tx) => settle(tx, await takeInBatches(ctx, tx, intake))));

async function takeInBatches(ctx: Context, tx: Transaction, intake: SystemIntake): Promise<RunCounts> {
  const counts: RunCounts = {
    read: intake.read,
    created: 0,
    updated: 0,
    unchanged: intake.unchanged,
    here: 0,
    rejectedCount: intake.rejected.length,
    rejected: [...intake.rejected],
  };
  // The registry compares those together that bring the same fields: next to each other they are few groups.
  const fieldsOf = ({ leaver }: SystemPerson) => Object.keys(leaver).sort().join();
  const people = Map.groupBy(intake.people, fieldsOf).values().toArray().flat();
  for (let from = 0; from < people.length; from += batchSize) {
    const batch = people.slice(from, from + batchSize);
    const { sourceId, runId } = intake;
    const result = await takeInLeavers(ctx, tx, { sourceId, runId, leavers: batch.map(({ leaver }) => leaver) });
    counts.created += result.created;
    counts.updated += result.updated;
    counts.unchanged += result.unchanged;
    counts.here += result.here;
    counts.rejectedCount += result.rejectedCount;
    for (const { row, ...why } of result.rejected) counts.rejected.push({ ...why, row: batch[row]?.row ?? row });
  }
  counts.rejected.sort((one, other) => one.row - other.row);
  return counts;
}
