import type { Departure } from "@okaeri/sdk/contract/account";
import type { PersonStateChange } from "@okaeri/sdk/contract/registry";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { withdrawAll } from "../agreements/agreements.ts";
import { forgetSearches } from "../alerts/saved-searches.ts";
import { forgetApplications } from "../applications/withdrawing.ts";
import { forgetInterests } from "../jobs/interests.ts";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { listRequests, openRequest } from "../privacy/requests.ts";
import { findWholePersonId, type VersionedRecord } from "../registry/people.ts";
import { advancePerson, changePersonState } from "../registry/person-state.ts";
import { endSessionsOf } from "../sessions/sessions.ts";
import { forgetTalks } from "../talks/cancellations.ts";
import { settleConsents } from "./admission.ts";
import { type Holders, holderIdsOf, holdersOfMember, holdersOfPerson } from "./holders.ts";
import { type MemberRow, members } from "./members.table.ts";
import { findMemberByPerson, getMember } from "./members.ts";

/** Leaving again, at once: no session, no passkey, no consent and no interest outlives it. */
export async function leave(ctx: Context, { reason = null, erase }: Departure): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    const member = await getMember(ctx, tx, memberId, "for update");
    // While the session still tells who asks.
    if (erase && !(await asksForErasure({ ...ctx, transaction: tx })))
      await openRequest(ctx, tx, { kind: "erasure", detail: reason, memberId });
    const holders = await holdersOfMember(ctx, tx, memberId);
    await endMemberships(ctx, tx, holders, member, "account");
    const [personId] = holders.personIds;
    if (personId !== undefined) await advancePerson(ctx, tx, personId, "withdrawn", reason ?? "left");
  });
}

/** Already: that must not keep them here. */
const asksForErasure = async (ctx: Context): Promise<boolean> =>
  (await listRequests(ctx, { underWay: true })).data.some(({ kind }) => kind === "erasure");

/**
 * HR's word on where somebody stands. Whoever is withdrawn is a member no more, as if they had left themselves.
 * @throws DomainError `conflict` where one state doesn't lead to the other
 */
export async function changeState(ctx: Context, id: string, change: PersonStateChange): Promise<VersionedRecord> {
  requireActor(ctx, "recruiter", "admin", "system");
  if (change.state !== "withdrawn") return changePersonState(ctx, id, change);
  return withOrganization(ctx, async (tx) => {
    const personId = await findWholePersonId(ctx, tx, toUuid("person", id));
    const member = personId === null ? null : await findMemberByPerson(ctx, tx, personId);
    if (personId !== null && member?.leftAt === null)
      await endMemberships(ctx, tx, await holdersOfPerson(ctx, tx, personId), member, "hr");
    return changePersonState({ ...ctx, transaction: tx }, id, change);
  });
}

/** All of one human: records that became one bring a membership each. */
async function endMemberships(
  ctx: Context,
  tx: Transaction,
  holders: Holders,
  { memberId, locale }: MemberRow,
  way: "account" | "hr",
): Promise<void> {
  await withdrawAll(ctx, tx, { holderIds: holderIdsOf(holders), holderId: memberId, locale, way });
  await settleConsents(ctx, tx, memberId);
  // Before the sessions: what opens in this moment waits for it, or is ended with the others.
  await tx
    .update(members)
    .set({
      leftAt: ctx.clock.now().toISOString(),
      visibleToMembers: "hidden",
      visibleToEmployees: "hidden",
      version: sql`${members.version} + 1`,
    })
    .where(
      and(
        eq(members.organizationId, ctx.organizationId),
        inArray(members.memberId, holders.memberIds),
        isNull(members.leftAt),
      ),
    );
  for (const each of holders.memberIds) {
    await forgetInterests(ctx, tx, each);
    await forgetTalks(ctx, tx, each);
    await forgetApplications(ctx, tx, each);
    await forgetSearches(ctx, tx, each);
    await endSessionsOf(ctx, tx, each, "and passkeys");
  }
  await touchPublic(ctx, tx);
}
