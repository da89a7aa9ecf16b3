import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { type CopyValue, copyRows } from "../platform/copy.ts";
import type { Transaction } from "../platform/database.ts";
import type { broughtBy, PersonRow } from "./person-rows.rules.ts";

/** A field of `PersonRow`, its column in the registry and in the staging table, and its type there. */
const stagedColumns = {
  row: ["row", "integer"],
  employeeNumberKey: ["employee_number_key", "text"],
  here: ["here", "boolean"],
  employeeNumber: ["employee_number", "text"],
  familyName: ["family_name", "text"],
  givenName: ["given_name", "text"],
  nameKey: ["name_key", "text"],
  familyNameKana: ["family_name_kana", "text"],
  givenNameKana: ["given_name_kana", "text"],
  kanaKey: ["kana_key", "text"],
  formerFamilyName: ["former_family_name", "text"],
  formerFamilyNameKey: ["former_family_name_key", "text"],
  birthDate: ["birth_date", "date"],
  email: ["email", "text"],
  hiredOn: ["hired_on", "date"],
  leftOn: ["left_on", "date"],
  department: ["department", "text"],
  title: ["title", "text"],
  employmentType: ["employment_type", "text"],
  leavingReason: ["leaving_reason", "text"],
} satisfies Record<keyof PersonRow, [string, string]>;

type Brought = ReturnType<typeof broughtBy>;

const stagedFields = Object.keys(stagedColumns) as (keyof PersonRow)[];

const columnsOf = (fields: readonly (keyof PersonRow)[]): string[] => fields.map((field) => stagedColumns[field][0]);

/** `p.a, p.b` for the columns of some fields. */
const listOf = (table: "p" | "e" | "m", fields: readonly (keyof PersonRow)[]): SQL =>
  sql.raw(
    columnsOf(fields)
      .map((column) => `${table}.${column}`)
      .join(", "),
  );

/** An UUIDv7 of this moment, made where the rows are; PostgreSQL has a function of its own only from 18 on. */
const newUuid = (now: Date): SQL =>
  sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(${now.getTime()}::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;

/** Makes the transaction's own tables; they go with it. */
export async function stagePeople(tx: Transaction, rows: AsyncIterable<PersonRow> | null): Promise<void> {
  const columns = Object.values(stagedColumns).map(([column, type]) => `${column} ${type}`);
  await tx.execute(sql.raw(`create temp table staged_people (${columns.join(", ")}) on commit drop`));
  if (rows) await copyRows(tx, "staged_people", columnsOf(stagedFields), valuesOf(rows));
}

async function* valuesOf(rows: AsyncIterable<PersonRow>): AsyncGenerator<CopyValue[]> {
  for await (const row of rows) yield stagedFields.map((field) => row[field]);
}

/** What became of the staged rows, before anything of the registry is written. */
export interface PeopleDiff {
  /** Rows with a number that an earlier row of the file already has. */
  repeated: number[];
  /** Rows of people whom the registry doesn't know, in a file without what a new person needs. */
  incomplete: number[];
}

/** Matches the leavers by employee number, in a table of its own: `created`, `updated` or `unchanged`. */
export async function diffPeople(ctx: Context, tx: Transaction, brought: Brought): Promise<PeopleDiff> {
  const now = ctx.clock.now();
  const repeated = await tx.execute<{ row: number }>(sql`
    delete from staged_people s using (
      select row, row_number() over (partition by employee_number_key order by row) as nth from staged_people) n
    where n.row = s.row and n.nth > 1 returning s.row`);
  await tx.execute(sql`
    create temp table merged_people on commit drop as
    select ${listOf("m", stagedFields)},
      coalesce(e.employment_id, ${newUuid(now)}) as employment_id,
      coalesce(e.person_id, ${newUuid(now)}) as person_id,
      case when e.employment_id is null then 'created'
        when ${differs("p", brought.people)} or ${differs("e", brought.employments)} then 'updated'
        else 'unchanged' end as outcome
    from staged_people m
    left join employments e on e.organization_id = ${ctx.organizationId} and e.employee_number_key = m.employee_number_key
    left join people p on p.organization_id = ${ctx.organizationId} and p.person_id = e.person_id
    where not m.here`);
  const incomplete = await tx.execute<{ row: number }>(sql`
    delete from merged_people where outcome = 'created' and (family_name is null or left_on is null) returning row`);
  await tx.execute(sql`analyze merged_people (employee_number_key, employment_id, person_id, outcome)`);
  return { repeated: repeated.map(({ row }) => row), incomplete: incomplete.map(({ row }) => row) };
}

const differs = (table: "p" | "e", fields: readonly (keyof PersonRow)[]): SQL =>
  fields.length === 0 ? sql`false` : sql`row(${listOf(table, fields)}) is distinct from row(${listOf("m", fields)})`;

/** Writes what the diff found, and only the columns the file brought. */
export async function mergePeople(ctx: Context, tx: Transaction, brought: Brought): Promise<void> {
  const { organizationId } = ctx;
  const now = ctx.clock.now().toISOString();
  if (brought.people.length > 0) await createPeople(ctx, tx, brought, now);
  await tx.execute(sql`
    update people p set ${setting(brought.people)} updated_at = ${now}::timestamptz
    from merged_people m
    where p.organization_id = ${organizationId} and p.person_id = m.person_id and m.outcome = 'updated'`);
  await tx.execute(sql`
    update employments e set ${setting(brought.employments)} employee_number_key = m.employee_number_key
    from merged_people m
    where e.organization_id = ${organizationId} and e.employment_id = m.employment_id and m.outcome = 'updated'`);
}

async function createPeople(
  { organizationId }: Context,
  tx: Transaction,
  brought: Brought,
  now: string,
): Promise<void> {
  await tx.execute(sql`
    insert into people (organization_id, person_id, ${into(brought.people)}, source, created_at, updated_at)
    select ${organizationId}::uuid, m.person_id, ${listOf("m", brought.people)}, 'import', ${now}::timestamptz, ${now}::timestamptz
    from merged_people m where m.outcome = 'created' order by m.row`);
  await tx.execute(sql`
    insert into employments (organization_id, employment_id, person_id, employee_number_key, ${into(brought.employments)})
    select ${organizationId}::uuid, m.employment_id, m.person_id, m.employee_number_key, ${listOf("m", brought.employments)}
    from merged_people m where m.outcome = 'created' order by m.row`);
}

const into = (fields: readonly (keyof PersonRow)[]): SQL => sql.raw(columnsOf(fields).join(", "));

const setting = (fields: readonly (keyof PersonRow)[]): SQL =>
  sql.raw(
    columnsOf(fields)
      .map((column) => `${column} = m.${column},`)
      .join(" "),
  );
