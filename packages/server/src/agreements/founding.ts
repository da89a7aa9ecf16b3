import { sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

/** Gives a new organization the first version of every text; the words stand in migrations/0007_privacy.sql. */
export async function foundAgreements(ctx: Context, tx: Transaction, at: string): Promise<void> {
  await tx.execute(
    sql`select found_agreements(${ctx.organizationId}::uuid, ${at}::timestamptz, ${actorName(ctx.actor)})`,
  );
}
