import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { isOneOf } from "../privacy/personal-table.ts";

const before = (today: string, days: number): SQL =>
  sql`((${today}::date - ${days}::integer + 1)::timestamp at time zone 'Asia/Tokyo')`;

/** Sign-ups (`id`, `person_id`) that were decided at least so many days before `today` and still say of whom. */
export const dueSignUps = ({ organizationId }: Context, days: number, today: string): SQL => sql`
  select sign_up_id as id, person_id from sign_ups
  where organization_id = ${organizationId} and status in ('approved', 'declined') and email <> ''
    and decided_at < ${before(today, days)}`;

/**
 * Who was let in is a member since, whose receipts hang on the sign-up: it stays, and says nothing of them any more. Who
 * was declined is forgotten, receipts and all. UUIDs.
 */
export async function forgetSignUps(
  { organizationId }: Context,
  tx: Transaction,
  ids: readonly string[],
): Promise<void> {
  const those = sql`organization_id = ${organizationId} and ${isOneOf(sql`sign_up_id`, ids)}`;
  const declined = await tx.execute<{ id: string }>(sql`
    delete from sign_ups where ${those} and status = 'declined' returning sign_up_id as id`);
  const gone = declined.map(({ id }) => id);
  await tx.execute(sql`select erase_agreement_receipts(${sql.param(gone)}::uuid[])`);
  await tx.execute(sql`
    update sign_ups set family_name = '', given_name = '', family_name_kana = null, given_name_kana = null,
      former_family_name = null, employee_number = null, birth_date = null, email = '', email_key = '',
      decision_reason = null, question = null, replaced_email = null
    where ${those}`);
}

/** Invitations that were used, revoked or ran out at least so many days before `today`. */
export const dueInvitations = ({ organizationId, clock }: Context, days: number, today: string): SQL => sql`
  select invitation_id as id, person_id from invitations
  where organization_id = ${organizationId}
    and coalesce(used_at, revoked_at, expires_at) < least(${before(today, days)}, ${clock.now().toISOString()}::timestamptz)`;

export async function forgetInvitations(
  { organizationId }: Context,
  tx: Transaction,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    delete from invitations where organization_id = ${organizationId} and ${isOneOf(sql`invitation_id`, ids)}`);
}
