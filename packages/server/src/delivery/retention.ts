import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { isOneOf } from "../privacy/personal-table.ts";

/** Mails (`id`, `person_id`) that were done with at least so many days before `today`. Whose they were is not known here. */
export const dueMails = ({ organizationId }: Context, days: number, today: string): SQL => sql`
  select mail_id as id, null::uuid as person_id from mails
  where organization_id = ${organizationId} and status in ('sent', 'dropped', 'failed')
    and coalesce(sent_at, created_at) < ((${today}::date - ${days}::integer + 1)::timestamp at time zone 'Asia/Tokyo')`;

export async function forgetMails({ organizationId }: Context, tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from mails where organization_id = ${organizationId} and ${isOneOf(sql`mail_id`, ids)}`);
}

/** Whether mails about a row (UUID) are still to be sent. */
export async function isWaiting({ organizationId }: Context, tx: Transaction, subjectId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from mails where organization_id = ${organizationId} and subject_id = ${subjectId}
      and status in ('waiting', 'sending') limit 1`);
  return rows.length > 0;
}
