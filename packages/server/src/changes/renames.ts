import { and, asc, eq, gt, isNotNull } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { organizationChanges } from "./changes.table.ts";

/**
 * What departments are called today: each name followed through the renames that were published.
 * @param since `YYYY-MM-DD` on which the names held; renames up to that day are in them already
 */
export async function followRenames(
  ctx: Context,
  tx: Transaction,
  names: readonly string[],
  since: string | null,
): Promise<{ name: string; nowCalled: string }[]> {
  const { organizationId, status, renamedFrom, happenedOn, changeId, department } = organizationChanges;
  const renames = await tx
    .select({ from: renamedFrom, to: department })
    .from(organizationChanges)
    .where(
      and(
        eq(organizationId, ctx.organizationId),
        eq(status, "published"),
        isNotNull(renamedFrom),
        since === null ? undefined : gt(happenedOn, since),
      ),
    )
    .orderBy(asc(happenedOn), asc(changeId));
  return names.map((name) => ({
    name,
    nowCalled: renames.reduce((called, { from, to }) => (from === called && to !== null ? to : called), name),
  }));
}
