import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

const key = ({ organizationId }: Context): string => `${organizationId}:comings`;

/**
 * Before anything is read by which somebody comes in: who is erased in this moment does not come to be a member of no
 * record, with a name and an address that nobody erases any more. Many come in at once.
 */
export async function comeIn(ctx: Context, tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${key(ctx)}, 0))`);
}

/** Before anything is read of somebody who is erased: until the end of the transaction nobody comes in. */
export async function nobodyComesIn(ctx: Context, tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key(ctx)}, 0))`);
}
