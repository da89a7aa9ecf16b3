import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { employments } from "./people.table.ts";

/** `YYYY-MM-DD`: the latest day on which a person left; null where none is known. */
export async function findLastLeaving(ctx: Context, tx: Transaction, personId: string): Promise<string | null> {
  const [row] = await tx
    .select({ leftOn: employments.leftOn })
    .from(employments)
    .where(
      and(
        eq(employments.organizationId, ctx.organizationId),
        eq(employments.personId, personId),
        isNotNull(employments.leftOn),
      ),
    )
    .orderBy(desc(employments.leftOn))
    .limit(1);
  return row?.leftOn ?? null;
}
