import { and, eq, isNull, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { people } from "./people.table.ts";

// Shortly after midnight in Japan, when the announced last day of somebody is over.
const afterMidnight = "5 15 * * *";

/** What follows an intake in the background: looking for duplicates of whoever changed since, and for those whose day comes. */
export async function afterIntake(ctx: Context, tx: Transaction, since: Date): Promise<void> {
  const { organizationId } = ctx;
  await ctx.queue.send(tx, "registry.find-duplicates", { organizationId, since: since.toISOString() });
  const [leaving] = await tx
    .select({ personId: people.personId })
    .from(people)
    .where(and(eq(people.organizationId, organizationId), isNull(people.mergedInto), sql`${people.state} = 'leaving'`))
    .limit(1);
  if (leaving) await ctx.queue.schedule("registry.settle", organizationId, afterMidnight, { organizationId });
}
