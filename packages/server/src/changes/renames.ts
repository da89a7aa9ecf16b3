import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { organizationChanges } from "./changes.table.ts";

/**
 * What departments are called today: each name followed through the renames that were published.
 * @param departments `until`: the last day, `YYYY-MM-DD`, on which the name held; renames up to that day are in it already
 */
export async function followRenames(
  ctx: Context,
  tx: Transaction,
  departments: readonly { name: string; until: string | null }[],
): Promise<{ name: string; nowCalled: string }[]> {
  const { organizationId, status, renamedFrom, happenedOn, changeId, department } = organizationChanges;
  const renames = await tx
    .select({ from: renamedFrom, to: department, on: happenedOn })
    .from(organizationChanges)
    .where(and(eq(organizationId, ctx.organizationId), eq(status, "published"), isNotNull(renamedFrom)))
    .orderBy(asc(happenedOn), asc(changeId));
  return departments.map(({ name, until }) => ({
    name,
    nowCalled: renames
      .filter(({ on }) => until === null || on > until)
      .reduce((called, { from, to }) => (from === called && to !== null ? to : called), name),
  }));
}
