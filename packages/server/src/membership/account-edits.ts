import type { AccountEdit } from "@okaeri/sdk/contract/account";
import { sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { editOwnRecord } from "../registry/person-edits.ts";
import { showAccount, type VersionedAccount } from "./account.ts";
import { holdersOfMember } from "./holders.ts";
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
