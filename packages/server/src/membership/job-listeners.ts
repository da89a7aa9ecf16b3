import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { standingOf } from "../agreements/agreements.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { whoAgrees } from "../registry/consents.ts";
import { holderIdsOf, holdersOfMember } from "./holders.ts";
import { members } from "./members.table.ts";

export interface JobListener {
  email: string;
  locale: "ja" | "en";
}

/**
 * Those of these members (UUIDs) who are in force, have an address and agree to hear about jobs. `for key share`: nobody of
 * them goes until the transaction ends.
 */
export async function findJobListeners(
  ctx: Context,
  tx: Transaction,
  memberIds: readonly string[],
  lock?: "for key share",
): Promise<Map<string, JobListener>> {
  const query = tx
    .select({
      memberId: members.memberId,
      personId: members.personId,
      email: members.email,
      locale: members.locale,
    })
    .from(members)
    .where(
      and(
        eq(members.organizationId, ctx.organizationId),
        inArray(members.memberId, [...memberIds]),
        isNull(members.leftAt),
        isNotNull(members.email),
      ),
    )
    .orderBy(asc(members.memberId));
  const rows = await (lock ? query.for("key share") : query);
  const personIds = rows.flatMap(({ personId }) => personId ?? []);
  const agreeing = await whoAgrees(ctx, tx, personIds, "jobs");
  const listeners = new Map<string, JobListener>();
  for (const { memberId, personId, email, locale } of rows) {
    const agrees = personId === null ? await agreesToJobs(ctx, tx, memberId) : agreeing.has(personId);
    if (agrees && email !== null) listeners.set(memberId, { email, locale });
  }
  return listeners;
}

/** Of whom the registry doesn't know, only the receipts tell. */
async function agreesToJobs(ctx: Context, tx: Transaction, memberId: string): Promise<boolean> {
  const standing = await standingOf(ctx, tx, holderIdsOf(await holdersOfMember(ctx, tx, memberId)));
  return standing.some(({ kind, act }) => kind === "jobs" && act === "given");
}
