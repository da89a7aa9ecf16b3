import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { isOneOf, isOneText, type PersonalTable, type Traces } from "../privacy/personal-table.ts";
import { listRecordIds } from "../registry/people.ts";
import type { Holders } from "./holders.ts";
import { members } from "./members.table.ts";
import { signUps } from "./sign-ups.table.ts";
import { vouchedId } from "./vouched.rules.ts";

const ofMember = ({ memberIds }: Traces): SQL => isOneOf(sql`t.member_id`, memberIds);
const byAddress = ({ emailKeys }: Traces): SQL => isOneText(sql`t.email_key`, emailKeys);

/** What is known of members and of those who ask to be one. What a member did hangs on the membership. */
export const membershipTables: readonly PersonalTable[] = [
  { table: "email_changes", rowsOf: ofMember, without: ["email_key"], erased: "cascade" },
  {
    table: "sign_ins",
    rowsOf: (traces) => sql`${ofMember(traces)} or ${byAddress(traces)}`,
    without: ["request_hash", "email_key"],
    erased: "delete",
  },
  { table: "invitation_requests", rowsOf: byAddress, without: ["email_key"], erased: "delete" },
  {
    table: "invitations",
    rowsOf: ({ personIds }) => isOneOf(sql`t.person_id`, personIds),
    without: ["token_hash", "address_hash"],
    erased: "cascade",
  },
  {
    table: "sign_ups",
    // An address alone names somebody where nothing else does: one that came to be another's stays theirs.
    rowsOf: (traces) =>
      sql`${isOneOf(sql`t.sign_up_id`, traces.signUpIds)}
        or (${byAddress(traces)} and t.person_id is null and t.member_id is null)`,
    without: ["request_hash", "invitation_hash", "email_key"],
    erased: "delete",
  },
  { table: "members", rowsOf: ofMember, without: ["email_key"], erased: "delete" },
];

/** Addresses that members and applicants gave, folded. */
export async function addressesOf(
  { organizationId }: Context,
  tx: Transaction,
  { memberIds, signUpIds }: Holders,
): Promise<{ emailKeys: string[]; emails: string[] }> {
  return only(
    await tx.execute<{ emailKeys: string[]; emails: string[] }>(sql`
      select coalesce(array_agg(distinct key) filter (where key is not null), '{}') as "emailKeys",
        coalesce(array_agg(distinct email) filter (where email is not null), '{}') as emails
      from (
        select email_key as key, email from members
        where organization_id = ${organizationId} and ${isOneOf(sql`member_id`, memberIds)}
        union all
        select email_key, email from sign_ups
        where organization_id = ${organizationId} and ${isOneOf(sql`sign_up_id`, signUpIds)}
        union all
        select email_key, email from email_changes
        where organization_id = ${organizationId} and ${isOneOf(sql`member_id`, memberIds)}) known`),
  );
}

/** By whom a host knows members, as `vouchedId` writes it. */
export async function vouchedIdsOf(ctx: Context, tx: Transaction, memberIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ issuer: members.issuer, subject: members.subject })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), inArray(members.memberId, [...memberIds])));
  return rows.flatMap(({ issuer, subject }) =>
    issuer === null || subject === null ? [] : [vouchedId(issuer, subject)],
  );
}

/**
 * Whatever else stands for the same human as those that are known, for erasing: applications that were never let in
 * among them, whoever made them. Who isn't there is left out.
 */
export async function extendHolders(ctx: Context, tx: Transaction, known: Holders): Promise<Holders> {
  const personIds = new Set<string>();
  for (const personId of known.personIds)
    for (const recordId of await listRecordIds(ctx, tx, personId)) personIds.add(recordId);
  const ofPeople = await tx
    .select({ memberId: members.memberId, signUpId: members.signUpId })
    .from(members)
    .where(
      and(
        eq(members.organizationId, ctx.organizationId),
        or(inArray(members.personId, [...personIds]), inArray(members.memberId, known.memberIds)),
      ),
    );
  const memberIds = ofPeople.map(({ memberId }) => memberId);
  const named = [...known.signUpIds, ...ofPeople.flatMap(({ signUpId }) => signUpId ?? [])];
  const applied = await tx
    .select({ signUpId: signUps.signUpId })
    .from(signUps)
    .where(
      and(
        eq(signUps.organizationId, ctx.organizationId),
        or(
          inArray(signUps.personId, [...personIds]),
          inArray(signUps.memberId, memberIds),
          inArray(signUps.signUpId, named),
        ),
      ),
    );
  return { personIds: [...personIds], memberIds, signUpIds: applied.map(({ signUpId }) => signUpId) };
}

export interface Reachable {
  name: string | null;
  email: string | null;
  locale: "ja" | "en";
}

/** How members are called and written to, by UUID. */
export async function reachMembers(
  { organizationId }: Context,
  tx: Transaction,
  memberIds: readonly string[],
): Promise<Map<string, Reachable>> {
  const rows = await tx
    .select({ memberId: members.memberId, name: members.displayName, email: members.email, locale: members.locale })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), inArray(members.memberId, [...memberIds])));
  return new Map(rows.map(({ memberId, ...reachable }) => [memberId, reachable]));
}
