import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { isOneOf } from "../privacy/personal-table.ts";
import { indexSkills } from "./person-skills.ts";

/** What can be taken from a record while the person stays in the registry. */
export type RemovableField = "birthDate" | "contacts" | "leavingReason" | "ownReason" | "separation" | "skills";

interface Removal {
  /** Whether `p`, a row of people, has it. */
  has: SQL;
  /** Takes it from those people. */
  remove: (organizationId: string, personIds: readonly string[]) => SQL;
  /** What the history calls it, where its values stand too. */
  fields: readonly string[];
  /** Held from then on, so that no source brings it back. What hangs on employments can't be. */
  held: readonly string[];
}

const ofPeople = (personIds: readonly string[]): SQL => isOneOf(sql`person_id`, personIds);

const ofEmployments = (column: string, ...others: string[]): Pick<Removal, "has" | "remove"> => ({
  has: sql`exists (select from employments e where e.organization_id = p.organization_id
    and e.person_id = p.person_id and e.${sql.identifier(column)} is not null)`,
  remove: (organizationId, personIds) => sql`
    update employments set ${sql.join(
      [column, ...others].map((name) => sql`${sql.identifier(name)} = null`),
      sql`, `,
    )}
    where organization_id = ${organizationId} and ${ofPeople(personIds)}`,
});

const removals: Record<RemovableField, Removal> = {
  birthDate: {
    has: sql`p.birth_date is not null`,
    remove: (organizationId, personIds) => sql`
      update people set birth_date = null where organization_id = ${organizationId} and ${ofPeople(personIds)}`,
    fields: ["birthDate"],
    held: ["birthDate"],
  },
  contacts: {
    has: sql`exists (select from contacts c where c.organization_id = p.organization_id and c.person_id = p.person_id)`,
    remove: (organizationId, personIds) => sql`
      delete from contacts where organization_id = ${organizationId} and ${ofPeople(personIds)}`,
    fields: ["email", "phone"],
    held: ["email", "phone"],
  },
  skills: {
    has: sql`p.skills <> '{}'`,
    remove: (organizationId, personIds) => sql`
      update people set skills = '{}' where organization_id = ${organizationId} and ${ofPeople(personIds)}`,
    fields: ["skills"],
    held: ["skills"],
  },
  leavingReason: { ...ofEmployments("leaving_reason"), fields: ["leavingReason"], held: [] },
  ownReason: { ...ofEmployments("own_reason"), fields: ["ownReason"], held: [] },
  separation: {
    ...ofEmployments("separation_code", "separation_number"),
    fields: ["separationCode", "separationNumber"],
    held: [],
  },
};

export const removableFields: readonly RemovableField[] = [
  "birthDate",
  "contacts",
  "leavingReason",
  "ownReason",
  "separation",
  "skills",
];

/** People (`id`, `person_id`) who left at least so many days before `today`, are in one of the states, and have it still. */
export const dueInRegistry = (
  { organizationId }: Context,
  field: RemovableField | "person",
  { states, days }: { states: readonly string[]; days: number },
  today: string,
): SQL => sql`
  select p.person_id as id, p.person_id from people p
  where p.organization_id = ${organizationId} and p.merged_into is null
    and p.left_on <= ${today}::date - ${days}::integer
    and (${states.length === 0} or p.state = any(${sql.param([...states])}::text[]))
    and ${field === "person" ? sql`true` : removals[field].has}`;

/** Takes a field from people, and from what their history says of it. UUIDs. */
export async function removeField(
  ctx: Context,
  tx: Transaction,
  field: RemovableField,
  personIds: readonly string[],
): Promise<void> {
  const { organizationId } = ctx;
  const { remove, fields, held } = removals[field];
  await tx.execute(remove(organizationId, personIds));
  await tx.execute(sql`
    delete from person_changes where organization_id = ${organizationId} and ${ofPeople(personIds)}
      and field = any(${sql.param([...fields])}::text[])`);
  await tx.execute(sql`
    update people set updated_at = ${ctx.clock.now().toISOString()}::timestamptz, version = version + 1,
      held_fields = array(select unnest(held_fields) union select unnest(${sql.param([...held])}::text[]) order by 1)
    where organization_id = ${organizationId} and ${ofPeople(personIds)}`);
  if (field === "skills") for (const personId of personIds) await indexSkills(ctx, tx, personId);
}
