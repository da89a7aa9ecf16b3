import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import type { MergeRow, Moved } from "./duplicates.table.ts";
import type { Holdable } from "./held-fields.rules.ts";
import { contacts, earlierNames, employments, type PersonColumns, people } from "./people.table.ts";
import { indexSkills } from "./person-skills.ts";

/** Moves all that belongs to one record over to another; what is returned is enough to bring it back. */
export async function moveParts(
  ctx: Context,
  tx: Transaction,
  kept: PersonColumns,
  merged: PersonColumns,
): Promise<Omit<Moved, "memberships">> {
  const { organizationId } = ctx;
  const to = { personId: kept.personId };
  const moved = await tx
    .update(employments)
    .set(to)
    .where(and(eq(employments.organizationId, organizationId), eq(employments.personId, merged.personId)))
    .returning({ employmentId: employments.employmentId });
  const ids = await tx.execute<{ sourceId: string; externalId: string }>(sql`
    update external_ids set person_id = ${kept.personId}
    where organization_id = ${organizationId} and person_id = ${merged.personId}
    returning source_id as "sourceId", external_id as "externalId"`);
  const names = await tx.execute<{ until: string }>(sql`
    update earlier_names n set person_id = ${kept.personId}
    where n.organization_id = ${organizationId} and n.person_id = ${merged.personId} and not exists (
      select from earlier_names o where o.organization_id = n.organization_id and o.person_id = ${kept.personId} and o.until = n.until)
    returning n.until::text as until`);
  const addedSkills = merged.skills.filter((skill) => !kept.skills.includes(skill));
  const addedHolds = differing(kept, merged).filter((field) => !kept.heldFields.includes(field));
  const consents = [...new Set([...kept.consents, ...merged.consents])];
  await tx
    .update(people)
    .set({
      skills: [...kept.skills, ...addedSkills],
      consents,
      heldFields: [...kept.heldFields, ...addedHolds].sort(),
      // Whoever is on the way into the community as one of the two is so as both.
      ...(isOnTheWay(merged) && !isOnTheWay(kept) && { state: merged.state, stateSince: merged.stateSince }),
      updatedAt: ctx.clock.now().toISOString(),
      version: sql`${people.version} + 1`,
    })
    .where(and(eq(people.organizationId, organizationId), eq(people.personId, kept.personId)));
  await indexSkills(ctx, tx, kept.personId);
  return {
    employments: moved.map(({ employmentId }) => employmentId),
    contacts: await moveContacts(ctx, tx, kept, merged),
    earlierNames: names.map(({ until }) => until),
    addedName: kept.nameKey === merged.nameKey ? null : await keepName(ctx, tx, kept, merged),
    externalIds: [...ids],
    addedSkills,
    addedHolds,
    keptState: kept.state,
    keptConsents: kept.consents,
  };
}

/** Both records' sources go on sending what they know: the record that stays keeps its own. */
const differing = (kept: PersonColumns, merged: PersonColumns): Holdable[] => [
  ...(kept.nameKey === merged.nameKey ? [] : ["name" as const]),
  ...(kept.kanaKey === merged.kanaKey ? [] : ["kana" as const]),
  ...(kept.formerFamilyNameKey === merged.formerFamilyNameKey ? [] : ["formerFamilyName" as const]),
  ...(kept.birthDate === merged.birthDate ? [] : ["birthDate" as const]),
];

const isOnTheWay = ({ state }: PersonColumns): boolean => !["leaving", "noticed", "rehired", "erased"].includes(state);

// Where both have what one source says now, the one that came over stands for itself.
async function moveContacts(
  { organizationId }: Context,
  tx: Transaction,
  kept: PersonColumns,
  merged: PersonColumns,
): Promise<Moved["contacts"]> {
  const rows = await tx
    .select({ contactId: contacts.contactId, position: contacts.position })
    .from(contacts)
    .where(and(eq(contacts.organizationId, organizationId), eq(contacts.personId, merged.personId)));
  for (const { contactId } of rows)
    await tx.execute(sql`
      update contacts c set person_id = ${kept.personId}, position = coalesce((
        select max(o.position) + 1 from contacts o where o.organization_id = c.organization_id
          and o.person_id = ${kept.personId} and o.source_id = c.source_id and o.kind = c.kind), 0)
      where c.organization_id = ${organizationId} and c.contact_id = ${contactId}`);
  return rows;
}

/** So that who looks for the name that went finds the record that stayed. */
async function keepName(
  { organizationId, clock }: Context,
  tx: Transaction,
  kept: PersonColumns,
  { familyName, givenName, familyNameKana, givenNameKana, nameKey }: PersonColumns,
): Promise<string | null> {
  const name = { familyName, givenName, familyNameKana, givenNameKana, nameKey };
  const [added] = await tx
    .insert(earlierNames)
    .values({ organizationId, personId: kept.personId, until: clock.now().toISOString(), ...name })
    .onConflictDoNothing()
    .returning({ until: earlierNames.until });
  return added?.until ?? null;
}

/** The way back. */
export async function returnParts(ctx: Context, tx: Transaction, merge: MergeRow): Promise<void> {
  const { organizationId } = ctx;
  const { keptPersonId, mergedPersonId, moved } = merge;
  if (moved.employments.length > 0)
    await tx
      .update(employments)
      .set({ personId: mergedPersonId })
      .where(
        and(
          eq(employments.organizationId, organizationId),
          eq(employments.personId, keptPersonId),
          inArray(employments.employmentId, moved.employments),
        ),
      );
  for (const { contactId, position } of moved.contacts)
    await tx
      .update(contacts)
      .set({ personId: mergedPersonId, position })
      .where(
        and(
          eq(contacts.organizationId, organizationId),
          eq(contacts.personId, keptPersonId),
          eq(contacts.contactId, contactId),
        ),
      );
  for (const until of moved.earlierNames)
    await tx.execute(sql`
      update earlier_names set person_id = ${mergedPersonId}
      where organization_id = ${organizationId} and person_id = ${keptPersonId} and until = ${until}::timestamptz`);
  if (moved.addedName !== null)
    await tx.execute(sql`
      delete from earlier_names
      where organization_id = ${organizationId} and person_id = ${keptPersonId} and until = ${moved.addedName}::timestamptz`);
  for (const { sourceId, externalId } of moved.externalIds)
    await tx.execute(sql`
      update external_ids set person_id = ${mergedPersonId}
      where organization_id = ${organizationId} and source_id = ${sourceId} and external_id = ${externalId}
        and person_id = ${keptPersonId}`);
  await returnToKept(ctx, tx, merge);
}

async function returnToKept(
  ctx: Context,
  tx: Transaction,
  { keptPersonId, mergedPersonId, moved }: MergeRow,
): Promise<void> {
  const { organizationId } = ctx;
  const at = ctx.clock.now().toISOString();
  // What the two had together is told apart by what the one had before; what came since stays.
  await tx.execute(sql`
    update people k set
      held_fields = array(select unnest(k.held_fields) except select unnest(${sql.param(moved.addedHolds)}::text[]) order by 1),
      skills = array(select unnest(k.skills) except all select unnest(${sql.param(moved.addedSkills)}::text[])),
      consents = array(select c from unnest(k.consents) c
        where c = any(${sql.param(moved.keptConsents)}::text[]) or not c = any(m.consents)),
      state = case when k.state = m.state then ${moved.keptState} else k.state end,
      updated_at = ${at}::timestamptz, version = k.version + 1
    from people m
    where k.organization_id = ${organizationId} and k.person_id = ${keptPersonId}
      and m.organization_id = ${organizationId} and m.person_id = ${mergedPersonId}`);
  await indexSkills(ctx, tx, keptPersonId);
}
