import type { PersonEdit } from "@okaeri/sdk/contract/registry";
import { and, eq } from "drizzle-orm";
import { requireWrite } from "../access/access.ts";
import { actorName } from "../platform/actor-name.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { emailKey, kanaKey, nameKey, phoneKey } from "./folding.rules.ts";
import { holdable } from "./held-fields.rules.ts";
import { contacts, earlierNames, type PersonColumns, people } from "./people.table.ts";
import { findWholePersonId, getPerson, type VersionedRecord } from "./people.ts";
import { personChanges } from "./person-history.table.ts";
import { indexSkills } from "./person-skills.ts";
import { ensureSource } from "./sources.ts";

interface Noted {
  field: string;
  before: string | null;
  after: string | null;
}

/**
 * Sets by hand what a file or system got wrong; what is named is held from then on.
 * @throws DomainError `precondition_failed` when somebody was faster than `version`
 */
export async function editPerson(
  ctx: Context,
  id: string,
  edit: PersonEdit,
  version: number,
): Promise<VersionedRecord> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { reason: _, release = [], ...values } = edit;
  requireWrite(ctx, [...Object.keys(values), ...release]);
  return withOrganization(ctx, async (tx) => {
    // Of two merged records the one that stayed answers for both, and is edited for both.
    const personId = await findWholePersonId(ctx, tx, toUuid("person", id));
    if (personId === null) throw new DomainError("not_found");
    const row = await lockPerson(ctx, tx, personId);
    if (row.version !== version) throw new DomainError("precondition_failed");
    await writeEdit(ctx, tx, row, edit, await ensureSource(ctx, tx, "hand", "hand"));
    return getPerson({ ...ctx, transaction: tx }, id);
  });
}

/** What somebody says of themselves, in the record (UUID) that answers for them. It is held like what HR sets. */
export async function editOwnRecord(ctx: Context, tx: Transaction, personId: string, edit: PersonEdit): Promise<void> {
  await writeEdit(ctx, tx, await lockPerson(ctx, tx, personId), edit, await ensureSource(ctx, tx, "person", ""));
}

async function lockPerson(ctx: Context, tx: Transaction, personId: string): Promise<PersonColumns> {
  return only(
    await tx
      .select()
      .from(people)
      .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)))
      .for("update"),
  );
}

async function writeEdit(
  ctx: Context,
  tx: Transaction,
  row: PersonColumns,
  edit: PersonEdit,
  sourceId: string,
): Promise<void> {
  const { personId } = row;
  const noted = noteChanges(row, edit);
  const at = ctx.clock.now().toISOString();
  if (edit.name && nameKey(edit.name.family, edit.name.given) !== row.nameKey) await keepName(ctx, tx, row, at);
  await tx
    .update(people)
    .set({ ...columnsOf(edit), heldFields: heldAfter(row, edit), updatedAt: at, version: row.version + 1 })
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  if (edit.skills) await indexSkills(ctx, tx, personId);
  for (const kind of ["email", "phone"] as const)
    if (edit[kind] !== undefined) noted.push(...(await setContact(ctx, tx, { personId, sourceId, kind }, edit[kind])));
  await note(tx, { people: [personId], fields: noted.map(({ field }) => `Person.${field}`) });
  await noteDown(ctx, tx, { personId, sourceId, reason: edit.reason ?? null }, noted);
  await ctx.queue.send(tx, "registry.find-duplicates", { organizationId: ctx.organizationId, since: at });
}

const heldAfter = ({ heldFields }: PersonColumns, edit: PersonEdit): string[] => {
  const named = holdable.filter((field) => edit[field] !== undefined);
  const kept = heldFields.filter((field) => !edit.release?.includes(field));
  return [...new Set([...kept, ...named])].sort();
};

function columnsOf({ name, kana, romaji, formerFamilyName, birthDate, skills }: PersonEdit): Partial<PersonColumns> {
  return {
    ...(name && {
      familyName: name.family,
      givenName: name.given,
      nameKey: nameKey(name.family, name.given),
      givenNameKey: nameKey(name.given),
    }),
    ...(kana !== undefined && {
      familyNameKana: kana?.family ?? null,
      givenNameKana: kana?.given ?? null,
      kanaKey: kana && kanaKey(kana.family, kana.given),
    }),
    ...(romaji !== undefined && { familyNameRomaji: romaji?.family ?? null, givenNameRomaji: romaji?.given ?? null }),
    ...(formerFamilyName !== undefined && {
      formerFamilyName,
      formerFamilyNameKey: formerFamilyName && nameKey(formerFamilyName),
    }),
    ...(birthDate !== undefined && { birthDate }),
    ...(skills && { skills }),
  };
}

function noteChanges(row: PersonColumns, edit: PersonEdit): Noted[] {
  const { name, kana, romaji, formerFamilyName, birthDate, skills } = edit;
  const pairs: [field: string, before: string | null, after: string | null | undefined][] = [
    ["familyName", row.familyName, name?.family],
    ["givenName", row.givenName, name?.given],
    ["familyNameKana", row.familyNameKana, kana === null ? null : kana?.family],
    ["givenNameKana", row.givenNameKana, kana === null ? null : kana?.given],
    ["familyNameRomaji", row.familyNameRomaji, romaji === null ? null : romaji?.family],
    ["givenNameRomaji", row.givenNameRomaji, romaji === null ? null : romaji?.given],
    ["formerFamilyName", row.formerFamilyName, formerFamilyName],
    ["birthDate", row.birthDate, birthDate],
    ["skills", row.skills.join("、") || null, skills && (skills.join("、") || null)],
  ];
  return pairs.flatMap(([field, before, after]) =>
    after === undefined || after === before ? [] : [{ field, before, after }],
  );
}

async function keepName({ organizationId }: Context, tx: Transaction, row: PersonColumns, at: string): Promise<void> {
  const { personId, familyName, givenName, familyNameKana, givenNameKana, nameKey } = row;
  await tx
    .insert(earlierNames)
    .values({ organizationId, personId, until: at, familyName, givenName, familyNameKana, givenNameKana, nameKey })
    .onConflictDoNothing();
}

/** The one address or number that was set by hand; what files and systems say stays beside it. */
async function setContact(
  ctx: Context,
  tx: Transaction,
  { personId, sourceId, kind }: { personId: string; sourceId: string; kind: "email" | "phone" },
  value: string | null,
): Promise<Noted[]> {
  const [before] = await tx
    .delete(contacts)
    .where(
      and(
        eq(contacts.organizationId, ctx.organizationId),
        eq(contacts.personId, personId),
        eq(contacts.sourceId, sourceId),
        eq(contacts.kind, kind),
        eq(contacts.position, 0),
      ),
    )
    .returning();
  const now = ctx.clock.now();
  if (value !== null)
    await tx.insert(contacts).values({
      organizationId: ctx.organizationId,
      contactId: newUuid(now),
      personId,
      kind,
      value,
      valueKey: kind === "email" ? emailKey(value) : phoneKey(value),
      sourceId,
      confirmedAt: now.toISOString(),
      verifiedAt: before?.value === value ? before.verifiedAt : null,
    });
  return before?.value === value || (!before && value === null)
    ? []
    : [{ field: kind, before: before?.value ?? null, after: value }];
}

async function noteDown(
  ctx: Context,
  tx: Transaction,
  origin: { personId: string; sourceId: string; reason: string | null },
  noted: readonly Noted[],
): Promise<void> {
  if (noted.length === 0) return;
  const now = ctx.clock.now();
  await tx.insert(personChanges).values(
    noted.map((change) => ({
      organizationId: ctx.organizationId,
      changeId: newUuid(now),
      ...origin,
      actor: actorName(ctx.actor),
      kind: "changed" as const,
      ...change,
      at: now.toISOString(),
    })),
  );
}
