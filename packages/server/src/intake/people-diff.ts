import type { RegistryField, RejectionCode } from "@okaeri/sdk/contract/registry-imports";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { newUuidSql } from "../platform/row-ids.ts";
import { heldNames } from "./held-parts.rules.ts";
import type { Brought } from "./person-rows.rules.ts";
import { columnOf, listOf, saysOtherContact, stagedFields } from "./staged-people.ts";

export interface Diffing {
  sourceId: string;
  brought: Brought;
  /** `YYYY-MM-DD` where the organization is. */
  today: string;
}

/** A staged row that must stay out, and the field that shows it. */
export interface Refusal extends Record<string, unknown> {
  row: number;
  code: RejectionCode;
}

export const fieldOfRefusal: Partial<Record<RejectionCode, RegistryField>> = {
  duplicate_number: "employeeNumber",
  number_of_another: "employeeNumber",
  employment_ambiguous: "hiredOn",
  status_contradicts_registry: "leftOn",
  left_before_joining: "leftOn",
};

// Nobody was hired and left more often; a column that holds one value for everybody is no number.
const maxEmployments = 20;

/**
 * Finds, for every staged row, its person and employment in the registry, and whether it would create, update or change
 * nothing: into `merged_people`. Nothing of the registry is written.
 * @returns the rows that must stay out
 */
export async function diffPeople(ctx: Context, tx: Transaction, diffing: Diffing): Promise<Refusal[]> {
  await tx.execute(sql`create temp table refused_rows (row integer primary key, code text not null) on commit drop`);
  await findRepeated(tx);
  await matchEmployments(ctx, tx, diffing);
  await refuseContradictions(ctx, tx, diffing);
  await mergeRows(ctx, tx, diffing);
  await refuseTaken(ctx, tx, diffing);
  await tx.execute(sql`
    insert into refused_rows select row, 'value_missing' from merged_people
    where new_person and (family_name is null or (left_on is null and not here)) on conflict do nothing`);
  await tx.execute(sql`delete from merged_people m using refused_rows r where r.row = m.row`);
  // Of several rows about one person, the last employment's says what the person is called. They may stand under several
  // numbers: of a record that was merged.
  await tx.execute(sql`
    update merged_people m set leads = false,
      outcome = case when m.outcome = 'updated' and not m.other_employment then 'unchanged' else m.outcome end
    from (
      select row, row_number() over (partition by person_id order by hired_on desc nulls last, row desc) as nth
      from merged_people where row in (select row from repeated_rows)
        or person_id in (select person_id from matched_rows group by person_id having count(*) > 1)) ranked
    where ranked.row = m.row and ranked.nth > 1`);
  await tx.execute(sql`analyze merged_people (row, person_id, employment_id, employee_number_key, outcome)`);
  return tx.execute<Refusal>(sql`select row, code from refused_rows`);
}

// Without ids of a source the number is the identity, and one row of it the other's.
const hasExternalIds = sql`exists (select from staged_people where external_id is not null)`;

/** One identity in several rows is several employments, if they don't overlap. */
async function findRepeated(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    create temp table repeated_rows on commit drop as
    select s.row, s.identity, s.hired_on, s.left_on, s.here,
      row_number() over (partition by s.identity order by s.row) as nth
    from staged_people s
    join (select identity from staged_people group by identity having count(*) > 1) r using (identity)`);
  await tx.execute(sql`
    insert into refused_rows
    select row, 'duplicate_number' from repeated_rows where nth > ${maxEmployments}
    union
    select r.row, 'duplicate_number' from repeated_rows r join repeated_rows q
      on q.identity = r.identity and q.row < r.row and q.nth <= ${maxEmployments} and r.nth <= ${maxEmployments}
    where not coalesce(r.hired_on > q.left_on or q.hired_on > r.left_on, false)`);
  await tx.execute(sql`
    insert into refused_rows
    select row, 'number_of_another' from (
      select row, row_number() over (partition by employee_number_key, hired_on order by row) as nth
      from staged_people where employee_number_key is not null and ${hasExternalIds}) numbered
    where nth > 1 on conflict do nothing`);
}

/** The best fitting employment of each row whose person the registry knows; null where it is one more. */
async function matchEmployments({ organizationId }: Context, tx: Transaction, diffing: Diffing): Promise<void> {
  const takenBackSince = takenBackSinceSql(diffing);
  const candidates = sql`
    select s.row, s.here, s.hired_on as said_hired_on, s.left_on as said_left_on,
      e.person_id, e.employment_id, e.hired_on, e.left_on, false as by_id
    from staged_people s
    join employments e on e.organization_id = ${organizationId} and e.employee_number_key = s.employee_number_key
    union all
    select s.row, s.here, s.hired_on, s.left_on, x.person_id, e.employment_id, e.hired_on, e.left_on, true
    from staged_people s
    join external_ids x on x.organization_id = ${organizationId} and x.source_id = ${diffing.sourceId}
      and x.external_id = s.external_id
    left join employments e on e.organization_id = ${organizationId} and e.person_id = x.person_id
    where s.external_id is not null`;
  await tx.execute(sql`
    create temp table matched_rows on commit drop as
    select distinct on (row) row, person_id, by_id, employments, fit, left_on,
      case when fit is not null then employment_id end as employment_id
    from (
      select c.*, count(c.employment_id) over (partition by c.row, c.by_id) as employments,
        case
          when c.employment_id is null then null
          when said_hired_on = hired_on then 0
          when said_hired_on is null and left_on is not distinct from said_left_on then 1
          -- Whoever works here can leave from nowhere else.
          when said_hired_on is null and left_on is null then 2
          -- Long after the last day, a system that knows the person means another employment.
          when said_hired_on is null and here and by_id and left_on < ${takenBackSince} then null
          when said_hired_on is null then 4
          when hired_on is null and (left_on is null or left_on >= said_hired_on) then 2
          when said_hired_on <= coalesce(left_on, 'infinity')
            and (said_left_on is null or hired_on is null or said_left_on >= hired_on) then 3
        end as fit
      from (${candidates}) c) ranked
    order by row, by_id desc, fit nulls last, hired_on desc nulls last, left_on desc nulls first`);
}

// A system may take its own word back for a while: an account that was closed by mistake. A file without ids may not.
const takenBackWithinDays = 31;
const takenBackSinceSql = ({ today }: Diffing): SQL => sql`(${today}::date - ${takenBackWithinDays}::integer)`;

/** What the row says and the registry knows, where both can't be: reported, not guessed. */
async function refuseContradictions({ organizationId }: Context, tx: Transaction, diffing: Diffing): Promise<void> {
  const takenBack = sql`(k.by_id and k.left_on >= ${takenBackSinceSql(diffing)})`;
  const saysWhen = diffing.brought.employments.includes("leftOn");
  await tx.execute(sql`
    insert into refused_rows
    select row, code from (
      select s.row, case
          when not k.by_id and s.birth_date <> p.birth_date and s.name_key <> p.name_key and p.held_fields = '{}'
            then 'number_of_another'
          when s.here and k.employment_id is not null and k.left_on <= ${diffing.today}::date and not ${takenBack}
            then 'status_contradicts_registry'
          when ${saysWhen} and k.fit = 4 and k.employments > 1 and not s.here then 'employment_ambiguous'
        end as code
      from staged_people s
      join matched_rows k using (row)
      join people p on p.organization_id = ${organizationId} and p.person_id = k.person_id) contradicting
    where code is not null on conflict do nothing`);
  await tx.execute(sql`
    insert into refused_rows
    select row, 'employment_ambiguous' from (
      select k.row, row_number() over (partition by k.employment_id order by k.row) as nth
      from matched_rows k
      where (${hasExternalIds} or k.row in (select row from repeated_rows))
        and k.employment_id is not null and not exists (select from refused_rows f where f.row = k.row)) claimed
    where nth > 1 on conflict do nothing`);
}

async function mergeRows(ctx: Context, tx: Transaction, { sourceId, brought }: Diffing): Promise<void> {
  const now = ctx.clock.now();
  await tx.execute(sql`
    create temp table repeated_people on commit drop as
    select identity, ${newUuidSql(now, sql`min(row)`)} as person_id, bool_or(not here) as has_left
    from repeated_rows r where not exists (select from refused_rows f where f.row = r.row) group by identity`);
  const contact = (kind: "email" | "phone"): SQL => {
    const table = sql.raw(kind);
    return sql`
      left join contacts ${table} on ${table}.organization_id = ${ctx.organizationId}
        and ${table}.person_id = k.person_id and ${table}.source_id = ${sourceId} and ${table}.kind = ${kind}
        and ${table}.position = 0`;
  };
  const otherEmployment = sql`(k.employment_id is null or ${employmentDiffers(brought)})`;
  await tx.execute(sql`
    create temp table merged_people on commit drop as
    select ${listOf("m", stagedFields)},
      coalesce(k.employment_id, ${newUuidSql(now, sql`m.row`)}) as employment_id,
      coalesce(k.person_id, r.person_id, ${newUuidSql(now, sql`m.row`)}) as person_id,
      k.person_id is null as new_person, k.employment_id is null as new_employment,
      k.by_id is not true and m.external_id is not null as new_external_id,
      true as leads, ${otherEmployment} as other_employment,
      case when k.person_id is null then 'created'
        when ${otherEmployment} or ${personDiffers(brought)} then 'updated'
        else 'unchanged' end as outcome
    from staged_people m
    left join matched_rows k using (row)
    left join repeated_people r using (identity)
    left join people p on p.organization_id = ${ctx.organizationId} and p.person_id = k.person_id
    left join employments e on e.organization_id = ${ctx.organizationId} and e.employment_id = k.employment_id
    ${sql.join(brought.contacts.map(contact), sql` `)}
    where not exists (select from refused_rows f where f.row = m.row)
      and (not m.here or k.person_id is not null or coalesce(r.has_left, false))`);
  await tx.execute(sql`
    insert into refused_rows
    select m.row, 'left_before_joining' from merged_people m
    join employments e on e.organization_id = ${ctx.organizationId} and e.employment_id = m.employment_id
    where ${after(brought, "hiredOn")} > ${after(brought, "leftOn")} and m.outcome = 'updated' on conflict do nothing`);
}

const after = (brought: Brought, field: "hiredOn" | "leftOn"): SQL =>
  sql.raw(`${brought.employments.includes(field) ? "m" : "e"}.${columnOf(field)}`);

/** Whether anything the source brings of the person differs from what the registry has and nobody holds by hand. */
function personDiffers(brought: Brought): SQL {
  const ofPerson = Map.groupBy(brought.people, (field) => heldNames[field] ?? field);
  const parts = [...ofPerson].map(
    ([held, fields]) =>
      sql`(row(${listOf("p", fields)}) is distinct from row(${listOf("m", fields)}) and not ${held} = any(p.held_fields))`,
  );
  for (const kind of brought.contacts)
    parts.push(sql`(${saysOtherContact(kind, "k")} and not ${kind} = any(p.held_fields))`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

function employmentDiffers({ employments }: Brought): SQL {
  // A source without a column for it can still say by a status that somebody stays.
  const stays = employments.includes("leftOn") ? sql`false` : sql`(m.here and e.left_on is not null)`;
  return employments.length === 0
    ? stays
    : sql`(${stays} or row(${listOf("e", employments)}) is distinct from row(${listOf("m", employments)}))`;
}

/** A number and day of joining that another employment has by now can't be given to this one. */
async function refuseTaken({ organizationId }: Context, tx: Transaction, { brought }: Diffing): Promise<void> {
  // Of the same person: only their days could tell the two apart.
  await tx.execute(sql`
    insert into refused_rows
    select distinct m.row, 'employment_ambiguous' from merged_people m
    left join employments e on e.organization_id = ${organizationId} and e.employment_id = m.employment_id
    join employments o on o.organization_id = ${organizationId} and o.employee_number_key = m.employee_number_key
      and o.person_id = m.person_id and o.employment_id <> m.employment_id
      and o.hired_on is not distinct from ${after(brought, "hiredOn")}
      and o.left_on is not distinct from ${after(brought, "leftOn")}
    where m.outcome = 'updated' on conflict do nothing`);
  await tx.execute(sql`
    insert into refused_rows
    select distinct m.row, 'number_of_another' from merged_people m
    join employments o on o.organization_id = ${organizationId} and o.employee_number_key = m.employee_number_key
      and o.hired_on is not distinct from m.hired_on and o.person_id <> m.person_id
    where m.outcome <> 'unchanged' on conflict do nothing`);
}
