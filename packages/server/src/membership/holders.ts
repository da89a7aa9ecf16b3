import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { findWholePersonId, listRecordIds } from "../registry/people.ts";
import { members } from "./members.table.ts";
import { findPersonId } from "./members.ts";
import { signUps } from "./sign-ups.table.ts";

export interface Holders {
  /** The record and all that were merged into it. UUIDs, as are the others. */
  personIds: string[];
  memberIds: string[];
  signUpIds: string[];
}

/** Everything that stands for one person here. A sign-up counts once it was let in: until then it may be anybody's. */
export async function holdersOfPerson(ctx: Context, tx: Transaction, personId: string): Promise<Holders> {
  const personIds = await listRecordIds(ctx, tx, personId);
  const ofPeople = await tx
    .select({ memberId: members.memberId })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), inArray(members.personId, personIds)));
  const memberIds = ofPeople.map(({ memberId }) => memberId);
  return { personIds, memberIds, signUpIds: await listSignUpIds(ctx, tx, memberIds) };
}

/** The same from the member's side; without a person where nobody was matched. The person's own record comes first. */
export async function holdersOfMember(ctx: Context, tx: Transaction, memberId: string): Promise<Holders> {
  const personId = await findPersonId(ctx, tx, memberId);
  const whole = personId && (await findWholePersonId(ctx, tx, personId));
  if (!whole) return { personIds: [], memberIds: [memberId], signUpIds: await listSignUpIds(ctx, tx, [memberId]) };
  const { personIds, ...rest } = await holdersOfPerson(ctx, tx, whole);
  return { personIds: [whole, ...personIds.filter((id) => id !== whole)], ...rest };
}

export const holderIdsOf = ({ personIds, memberIds, signUpIds }: Holders): string[] => [
  ...personIds,
  ...memberIds,
  ...signUpIds,
];

async function listSignUpIds(ctx: Context, tx: Transaction, memberIds: readonly string[]): Promise<string[]> {
  if (memberIds.length === 0) return [];
  const rows = await tx
    .select({ signUpId: signUps.signUpId })
    .from(signUps)
    .where(and(eq(signUps.organizationId, ctx.organizationId), inArray(signUps.memberId, [...memberIds])));
  return rows.map(({ signUpId }) => signUpId);
}

/** For counting: `holder_id` of members and sign-ups, and the `human_id` behind; null for a sign-up of no member. */
export const humansOfHolders = (ctx: Context): SQL => sql`
  select member_id as holder_id, coalesce(person_id, member_id) as human_id
  from members where organization_id = ${ctx.organizationId}
  union all
  select s.sign_up_id, coalesce(m.person_id, m.member_id)
  from sign_ups s left join members m on m.organization_id = s.organization_id and m.member_id = s.member_id
  where s.organization_id = ${ctx.organizationId}`;
