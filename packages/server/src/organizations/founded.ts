import { eq } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { organizations } from "./organizations.table.ts";

/** Whether this database has the organization at all. */
export async function isFounded(ctx: Context, tx: Transaction): Promise<boolean> {
  const rows = await tx
    .select({ slug: organizations.slug })
    .from(organizations)
    .where(eq(organizations.organizationId, ctx.organizationId));
  return rows.length > 0;
}
