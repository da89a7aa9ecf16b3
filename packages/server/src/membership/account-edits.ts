import type { AccountEdit, Departure } from "@okaeri/sdk/contract/account";
import { sql } from "drizzle-orm";
import { withdrawAll } from "../agreements/agreements.ts";
import { forgetInterests } from "../jobs/interests.ts";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { openRequest } from "../privacy/requests.ts";
import { editOwnRecord } from "../registry/person-edits.ts";
import { advancePerson } from "../registry/person-state.ts";
import { endSessionsOf } from "../sessions/sessions.ts";
import { showAccount, type VersionedAccount } from "./account.ts";
import { settleConsents } from "./admission.ts";
import { holderIdsOf, holdersOfMember } from "./holders.ts";
import { type MemberRow, members } from "./members.table.ts";
import { getMember, ofMember } from "./members.ts";

/**
 * What the member sets of their own: in the registry's record where there is one, held from then on.
 * @throws DomainError `precondition_failed` when somebody was faster than `version`
 */
export async function editAccount(ctx: Context, edit: AccountEdit, version: number): Promise<VersionedAccount> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return withOrganization(ctx, async (tx) => {
    const member = await getMember(ctx, tx, memberId, "for update");
    const before = await showAccount(ctx, tx, member);
    if (before.version !== version) throw new DomainError("precondition_failed");
    const { visibility, ...ofPerson } = edit;
    const [personId] = (await holdersOfMember(ctx, tx, memberId)).personIds;
    if (personId !== undefined && Object.keys(ofPerson).length > 0) await editOwnRecord(ctx, tx, personId, ofPerson);
    await tx
      .update(members)
      .set({
        ...columnsOf(member, ofPerson),
        ...(visibility && { visibleToMembers: visibility.members, visibleToEmployees: visibility.employees }),
        version: sql`${members.version} + 1`,
      })
      .where(ofMember(ctx, memberId));
    return showAccount(ctx, tx, await getMember(ctx, tx, memberId));
  });
}

function columnsOf(
  { locale }: MemberRow,
  { name, kana, formerFamilyName, phone }: Omit<AccountEdit, "visibility">,
): Partial<MemberRow> {
  return {
    ...(name && {
      familyName: name.family,
      givenName: name.given,
      displayName: locale === "ja" ? `${name.family} ${name.given}` : `${name.given} ${name.family}`,
    }),
    ...(kana !== undefined && { familyNameKana: kana?.family ?? null, givenNameKana: kana?.given ?? null }),
    ...(formerFamilyName !== undefined && { formerFamilyName }),
    ...(phone !== undefined && { phone }),
  };
}

/** Leaving again, at once: no session, no passkey, no consent and no interest outlives it. */
export async function leave(ctx: Context, { reason = null, erase }: Departure): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    const member = await getMember(ctx, tx, memberId, "for update");
    // While the session still tells who asks.
    if (erase) await openRequest(ctx, tx, { kind: "erasure", detail: reason, memberId });
    await endMembership(ctx, tx, member, reason ?? "left");
  });
}

async function endMembership(
  ctx: Context,
  tx: Transaction,
  { memberId, locale }: MemberRow,
  reason: string,
): Promise<void> {
  const holders = await holdersOfMember(ctx, tx, memberId);
  const [personId] = holders.personIds;
  await withdrawAll(ctx, tx, { holderIds: holderIdsOf(holders), holderId: memberId, locale, way: "account" });
  await settleConsents(ctx, tx, memberId);
  if (personId !== undefined) await advancePerson(ctx, tx, personId, "withdrawn", reason);
  await forgetInterests(ctx, tx, memberId);
  await endSessionsOf(ctx, tx, memberId, "and passkeys");
  await tx
    .update(members)
    .set({
      leftAt: ctx.clock.now().toISOString(),
      visibleToMembers: "hidden",
      visibleToEmployees: "hidden",
      version: sql`${members.version} + 1`,
    })
    .where(ofMember(ctx, memberId));
  await touchPublic(ctx, tx);
}
