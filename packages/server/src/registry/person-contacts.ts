import { and, eq, inArray, max, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { emailKey } from "./folding.rules.ts";
import { contacts } from "./people.table.ts";
import { ensureSource } from "./sources.ts";

/** Where people may be reached by mail, of one record each: an address that was proved first. By UUID. */
export async function listEmails(
  ctx: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ personId: contacts.personId, value: contacts.value })
    .from(contacts)
    .where(
      and(
        eq(contacts.organizationId, ctx.organizationId),
        eq(contacts.kind, "email"),
        inArray(contacts.personId, [...personIds]),
      ),
    )
    .orderBy(sql`verified_at desc nulls last, confirmed_at desc`);
  const emails = new Map(personIds.map((personId): [string, string[]] => [personId, []]));
  for (const { personId, value } of rows) emails.get(personId)?.push(value);
  return emails;
}

/** Whose records have a mail address, whoever brought it. UUIDs of records that answer for themselves. */
export async function findPeopleByEmail(ctx: Context, tx: Transaction, key: string): Promise<string[]> {
  const rows = await tx.execute<{ personId: string }>(sql`
    select distinct coalesce(p.merged_into, p.person_id) as "personId"
    from contacts c join people p using (organization_id, person_id)
    where c.organization_id = ${ctx.organizationId} and c.kind = 'email' and c.value_key = ${key}`);
  return rows.map(({ personId }) => personId);
}

/** The person proved that a mail address is theirs: every source's word of it counts as proven, or it is theirs alone. */
export async function proveEmail(ctx: Context, tx: Transaction, personId: string, email: string): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const ofPerson = and(eq(contacts.organizationId, ctx.organizationId), eq(contacts.personId, personId));
  const known = await tx
    .update(contacts)
    .set({ verifiedAt: at, confirmedAt: at })
    .where(and(ofPerson, eq(contacts.kind, "email"), eq(contacts.valueKey, emailKey(email))))
    .returning({ contactId: contacts.contactId });
  if (known.length > 0) return;
  const sourceId = await ensureSource(ctx, tx, "person", "");
  const [last] = await tx
    .select({ position: max(contacts.position) })
    .from(contacts)
    .where(and(ofPerson, eq(contacts.sourceId, sourceId), eq(contacts.kind, "email")));
  await tx.insert(contacts).values({
    organizationId: ctx.organizationId,
    contactId: newUuid(now),
    personId,
    kind: "email",
    value: email,
    valueKey: emailKey(email),
    sourceId,
    position: (last?.position ?? -1) + 1,
    confirmedAt: at,
    verifiedAt: at,
  });
}
