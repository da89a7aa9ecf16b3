import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { isOneOf, type PersonalTable, type Traces } from "../privacy/personal-table.ts";

const ofPerson = ({ personIds }: Traces): SQL => isOneOf(sql`t.person_id`, personIds);

/** What the registry knows of people. All of it hangs on the record, and goes with it. */
export const registryTables: readonly PersonalTable[] = [
  { table: "earlier_names", rowsOf: ofPerson, without: ["name_key"], erased: "cascade" },
  { table: "employments", rowsOf: ofPerson, without: ["employee_number_key"], erased: "cascade" },
  {
    table: "assignments",
    rowsOf: ({ personIds }) => sql`t.employment_id in (
      select e.employment_id from employments e
      where e.organization_id = t.organization_id and ${isOneOf(sql`e.person_id`, personIds)})`,
    erased: "cascade",
  },
  { table: "contacts", rowsOf: ofPerson, without: ["value_key"], erased: "cascade" },
  { table: "external_ids", rowsOf: ofPerson, erased: "cascade" },
  { table: "person_skills", rowsOf: ofPerson, erased: "cascade" },
  { table: "person_changes", rowsOf: ofPerson, erased: "cascade" },
  {
    table: "person_merges",
    rowsOf: ({ personIds }) =>
      sql`${isOneOf(sql`t.kept_person_id`, personIds)} or ${isOneOf(sql`t.merged_person_id`, personIds)}`,
    erased: "cascade",
  },
  {
    table: "duplicate_candidates",
    rowsOf: ({ personIds }) =>
      sql`${isOneOf(sql`t.person_id`, personIds)} or ${isOneOf(sql`t.other_person_id`, personIds)}`,
    erased: "cascade",
  },
  {
    table: "people",
    rowsOf: ofPerson,
    without: ["name_key", "kana_key", "former_family_name_key", "given_name_key", "sort_key"],
    erased: "delete",
  },
];

/** What names somebody, folded: names that were theirs at any time, numbers, addresses, and ids as `source:id`. */
export interface Identity {
  names: string[];
  birthDates: string[];
  numbers: string[];
  emailKeys: string[];
  externalIds: string[];
  /** As answers of the API show them: names, numbers and addresses as they were written. */
  written: string[];
}

export async function identityOf(
  { organizationId }: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<Identity> {
  const those = (table: string): SQL =>
    sql`from ${sql.identifier(table)} t where t.organization_id = ${organizationId} and ${isOneOf(sql`t.person_id`, personIds)}`;
  const list = (values: SQL): SQL =>
    sql`array(select distinct v::text from (${values}) as known (v) where v is not null and v::text <> '')`;
  const of = (column: SQL, table: string): SQL => sql`select ${column} ${those(table)}`;
  return only(
    await tx.execute<Identity & Record<string, unknown>>(sql`select
      ${list(sql`${of(sql`t.name_key`, "people")} union ${of(sql`t.former_family_name_key || t.given_name_key`, "people")}
        union ${of(sql`t.name_key`, "earlier_names")}`)} as names,
      ${list(of(sql`t.birth_date`, "people"))} as "birthDates",
      ${list(of(sql`t.employee_number_key`, "employments"))} as numbers,
      ${list(sql`${of(sql`t.value_key`, "contacts")} and t.kind = 'email'`)} as "emailKeys",
      ${list(of(sql`t.source_id || ':' || t.external_id`, "external_ids"))} as "externalIds",
      ${list(sql`${of(sql`t.family_name || ' ' || t.given_name`, "people")}
        union ${of(sql`t.family_name || ' ' || t.given_name`, "earlier_names")}
        union ${of(sql`t.employee_number`, "employments")} union ${of(sql`t.value`, "contacts")}`)} as written`),
  );
}

/** How people are called and where they can be written to, an address that was proved first. By UUID. */
export async function reachPeople(
  { organizationId }: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, { name: string; email: string | null }>> {
  const rows = await tx.execute<{ personId: string; name: string; email: string | null }>(sql`
    select p.person_id as "personId", trim(p.family_name || ' ' || p.given_name) as name, (
      select c.value from contacts c
      where c.organization_id = p.organization_id and c.person_id = p.person_id and c.kind = 'email'
      order by c.verified_at desc nulls last, c.confirmed_at desc limit 1) as email
    from people p where p.organization_id = ${organizationId} and ${isOneOf(sql`p.person_id`, personIds)}`);
  return new Map(rows.map(({ personId, name, email }) => [personId, { name, email }]));
}
