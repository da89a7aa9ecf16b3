import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { listRecordIds } from "../registry/people.ts";
import { members } from "./members.table.ts";
import { signUps } from "./sign-ups.table.ts";

export interface Holders {
  /** The record and all that were merged into it. UUIDs, as are the others. */
  personIds: string[];
  memberIds: string[];
  signUpIds: string[];
}

/** Everything that stands for one person here. */
export async function holdersOfPerson(ctx: Context, tx: Transaction, personId: string): Promise<Holders> {
  const personIds = await listRecordIds(ctx, tx, personId);
  const ofPeople = await tx
    .select({ memberId: members.memberId, signUpId: members.signUpId })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), inArray(members.personId, personIds)));
  const applied = await tx
    .select({ signUpId: signUps.signUpId })
    .from(signUps)
    .where(and(eq(signUps.organizationId, ctx.organizationId), inArray(signUps.personId, personIds)));
  const signUpIds = [...ofPeople, ...applied].flatMap(({ signUpId }) => signUpId ?? []);
  return { personIds, memberIds: ofPeople.map(({ memberId }) => memberId), signUpIds: [...new Set(signUpIds)] };
}

/** For counting: `holder_id` of members and sign-ups, and the `human_id` behind; null for a sign-up of no member. */
export const humansOfHolders = (ctx: Context): SQL => sql`
  select member_id as holder_id, coalesce(person_id, member_id) as human_id
  from members where organization_id = ${ctx.organizationId}
  union all
  select s.sign_up_id, coalesce(m.person_id, m.member_id)
  from sign_ups s left join members m
    on m.organization_id = s.organization_id and (m.sign_up_id = s.sign_up_id or m.person_id = s.person_id)
  where s.organization_id = ${ctx.organizationId}`;
