import type { FieldChange } from "@okaeri/sdk/contract/registry-imports";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { newUuidSql } from "../platform/row-ids.ts";
import { heldNames } from "./held-parts.rules.ts";
import type { Brought } from "./person-rows.rules.ts";
import { columnOf, type PersonField, saysOtherContact } from "./staged-people.ts";

const keys = new Set<PersonField>([
  "nameKey",
  "givenNameKey",
  "kanaKey",
  "formerFamilyNameKey",
  "employeeNumberKey",
  "emailKey",
  "phoneKey",
]);

const textOf = (table: string, field: PersonField): SQL =>
  sql.raw(
    field === "skills"
      ? `nullif(array_to_string(${table}.${columnOf(field)}, '、'), '')`
      : `${table}.${columnOf(field)}::text`,
  );

/** One row a value that `merged_people` brings to somebody known and that differs: before, after, and whether it is held. */
function changesOf({ organizationId }: Context, sourceId: string, brought: Brought): SQL {
  const values = [
    ...brought.people
      .filter((field) => !keys.has(field))
      .map(
        (field) =>
          sql`(${field}, ${textOf("p", field)}, ${textOf("m", field)}, m.leads, ${heldNames[field] ?? field} = any(p.held_fields), false)`,
      ),
    ...brought.contacts.map(
      (kind) =>
        sql`(${kind}, ${sql.raw(kind)}.value, ${textOf("m", kind)}, m.leads and ${saysOtherContact(kind, "m")}, ${kind} = any(p.held_fields), false)`,
    ),
    ...brought.employments
      .filter((field) => !keys.has(field))
      .map((field) => sql`(${field}, ${textOf("e", field)}, ${textOf("m", field)}, not m.new_employment, false, true)`),
    // Who stays has no last day, whether or not the source has a column for one.
    ...(brought.employments.includes("leftOn")
      ? []
      : [sql`('leftOn', ${textOf("e", "leftOn")}, null, m.here and not m.new_employment, false, true)`]),
  ];
  const contacts = brought.contacts.map((kind) => {
    const table = sql.raw(kind);
    return sql`left join contacts ${table} on ${table}.organization_id = ${organizationId}
      and ${table}.person_id = m.person_id and ${table}.source_id = ${sourceId} and ${table}.kind = ${kind} and ${table}.position = 0`;
  });
  return sql`
    select m.row, m.outcome, m.person_id, m.employment_id, p.family_name, p.given_name, f.*
    from merged_people m
    join people p on p.organization_id = ${organizationId} and p.person_id = m.person_id
    left join employments e on e.organization_id = ${organizationId} and e.employment_id = m.employment_id
    ${sql.join(contacts, sql` `)}
    cross join lateral (values ${sql.join(values, sql`, `)}) f(field, before, after, applies, held, of_employment)
    where not m.new_person and (m.outcome = 'updated' or p.held_fields <> '{}') and f.applies and f.before is distinct from f.after`;
}

const hasFields = ({ people, contacts, employments }: Brought): boolean =>
  people.length + contacts.length + employments.length > 0;

interface ChangeRow extends Record<string, unknown> {
  row: number;
  person_id: string;
  family_name: string;
  given_name: string;
  field: string;
  before: string | null;
  after: string | null;
  held: boolean;
}

/** The first of what would change, in the order of the file; what is held by hand among it. */
export async function listFieldChanges(
  ctx: Context,
  tx: Transaction,
  sourceId: string,
  brought: Brought,
  limit: number,
): Promise<FieldChange[]> {
  if (!hasFields(brought)) return [];
  const rows = await tx.execute<ChangeRow>(
    sql`select * from (${changesOf(ctx, sourceId, brought)}) c order by row, field limit ${limit}`,
  );
  return rows.map(({ row, person_id, family_name, given_name, field, before, after, held }) => ({
    row,
    personId: toTypeId("person", person_id),
    name: [family_name, given_name].filter(Boolean).join(" "),
    field,
    before,
    after,
    held,
  }));
}

export interface Origin {
  sourceId: string;
  runId: string;
  actor: string;
}

/** Writes down what `mergePeople` is about to change; it must come before it. */
export async function noteFieldChanges(
  ctx: Context,
  tx: Transaction,
  { sourceId, runId, actor }: Origin,
  brought: Brought,
): Promise<void> {
  const now = ctx.clock.now();
  const noted = sql`${ctx.organizationId}::uuid, ${newUuidSql(now, sql`row`)}`;
  const origin = sql`${runId}::uuid, ${sourceId}::uuid, ${actor}, ${now.toISOString()}::timestamptz`;
  if (hasFields(brought))
    await tx.execute(sql`
      insert into person_changes (organization_id, change_id, person_id, employment_id, kind, field, before, after,
        run_id, source_id, actor, at)
      select ${noted}, person_id, case when of_employment then employment_id end, 'changed', field, before, after, ${origin}
      from (${changesOf(ctx, sourceId, brought)}) c where outcome = 'updated' and not held`);
  await tx.execute(sql`
    insert into person_changes (organization_id, change_id, person_id, employment_id, kind, run_id, source_id, actor, at)
    select ${noted}, person_id, employment_id, 'employment_added', ${origin}
    from merged_people where new_employment and not new_person`);
}
