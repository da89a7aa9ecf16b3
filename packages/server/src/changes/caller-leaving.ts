import { findPersonId } from "../membership/members.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { findLastLeaving } from "../registry/last-leaving.ts";

/** `YYYY-MM-DD` on which the calling member last left; null for everybody else, and where the registry doesn't know. */
export async function findLeavingDay(ctx: Context, tx: Transaction): Promise<string | null> {
  if (ctx.actor.kind !== "member") return null;
  const personId = await findPersonId(ctx, tx, ctx.actor.memberId);
  return personId === null ? null : findLastLeaving(ctx, tx, personId);
}
