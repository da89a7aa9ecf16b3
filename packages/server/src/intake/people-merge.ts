import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { newUuidSql } from "../platform/row-ids.ts";
import { skillKeySql } from "../registry/person-filters.ts";
import { heldNames } from "./held-parts.rules.ts";
import type { Origin } from "./people-changes.ts";
import type { Brought } from "./person-rows.rules.ts";
import { columnOf, listOf, type PersonField } from "./staged-people.ts";

/** Writes what the diff found, and only the columns that the source brings. States and summaries follow by `settlePeople`. */
export async function mergePeople(
  ctx: Context,
  tx: Transaction,
  origin: Origin,
  brought: Brought,
  today: string,
): Promise<void> {
  const now = ctx.clock.now().toISOString();
  if (brought.people.includes("familyName")) await createPeople(ctx, tx, origin, brought, today, now);
  await updatePeople(ctx, tx, brought, now);
  await addEmployments(ctx, tx, brought);
  await updateEmployments(ctx, tx, brought);
  if (brought.people.includes("skills")) await mergeSkills(ctx, tx);
  for (const kind of brought.contacts) await mergeContacts(ctx, tx, origin, kind, now);
  await tx.execute(sql`
    insert into external_ids (organization_id, source_id, external_id, person_id)
    select ${ctx.organizationId}::uuid, ${origin.sourceId}::uuid, external_id, person_id
    from merged_people where new_external_id on conflict do nothing`);
}

async function createPeople(
  { organizationId }: Context,
  tx: Transaction,
  { runId }: Origin,
  brought: Brought,
  today: string,
  now: string,
): Promise<void> {
  const fields = brought.people.filter((field) => field !== "skills");
  await tx.execute(sql`
    insert into people (organization_id, person_id, ${into(fields)}, skills, state, state_since, department, grade, left_on,
      created_run_id, created_at, updated_at)
    select ${organizationId}::uuid, m.person_id, ${listOf("m", fields)}, coalesce(m.skills, '{}'),
      case when m.here then 'rehired' when m.left_on > ${today}::date then 'leaving' else 'noticed' end, ${now}::timestamptz,
      m.department, m.grade, m.left_on, ${runId}::uuid, ${now}::timestamptz, ${now}::timestamptz
    from merged_people m where m.new_person and m.leads order by m.row`);
}

/** Names that another one takes the place of are kept; another way to write the same is none. */
async function updatePeople(
  { organizationId }: Context,
  tx: Transaction,
  brought: Brought,
  now: string,
): Promise<void> {
  if (brought.people.includes("nameKey"))
    await tx.execute(sql`
      insert into earlier_names (organization_id, person_id, until, family_name, given_name, family_name_kana,
        given_name_kana, name_key)
      select ${organizationId}::uuid, p.person_id, ${now}::timestamptz, p.family_name, p.given_name, p.family_name_kana,
        p.given_name_kana, p.name_key
      from merged_people m join people p on p.organization_id = ${organizationId} and p.person_id = m.person_id
      where m.outcome = 'updated' and m.leads and p.name_key <> m.name_key and not 'name' = any(p.held_fields)
      on conflict do nothing`);
  const settings = brought.people.map((field) => {
    const column = sql.raw(columnOf(field));
    const value = field === "skills" ? sql`coalesce(m.skills, '{}')` : sql`m.${column}`;
    return sql`${column} = case when m.leads and not ${heldNames[field] ?? field} = any(p.held_fields) then ${value} else p.${column} end,`;
  });
  await tx.execute(sql`
    update people p set ${sql.join(settings, sql` `)} version = p.version + 1, updated_at = ${now}::timestamptz
    from merged_people m
    where p.organization_id = ${organizationId} and p.person_id = m.person_id and m.outcome = 'updated'`);
}

async function addEmployments({ organizationId }: Context, tx: Transaction, { employments }: Brought): Promise<void> {
  if (employments.length === 0) return;
  await tx.execute(sql`
    insert into employments (organization_id, employment_id, person_id, ${into(employments)})
    select ${organizationId}::uuid, m.employment_id, m.person_id, ${listOf("m", employments)}
    from merged_people m where m.new_employment order by m.row`);
}

async function updateEmployments(
  { organizationId }: Context,
  tx: Transaction,
  { employments }: Brought,
): Promise<void> {
  const settings = employments.map((field) => sql.raw(`${columnOf(field)} = m.${columnOf(field)}`));
  if (!employments.includes("leftOn"))
    settings.push(sql.raw("left_on = case when m.here then null else e.left_on end"));
  await tx.execute(sql`
    update employments e set ${sql.join(settings, sql`, `)}
    from merged_people m
    where e.organization_id = ${organizationId} and e.employment_id = m.employment_id and m.outcome = 'updated'
      and not m.new_employment`);
}

async function mergeSkills({ organizationId }: Context, tx: Transaction): Promise<void> {
  const changed = sql`
    select p.person_id, p.skills from people p join merged_people m on m.person_id = p.person_id
    where p.organization_id = ${organizationId} and m.leads and m.outcome <> 'unchanged'`;
  await tx.execute(sql`
    delete from person_skills s using (${changed}) c
    where s.organization_id = ${organizationId} and s.person_id = c.person_id`);
  await tx.execute(sql`
    insert into person_skills (organization_id, skill_key, person_id)
    select distinct ${organizationId}::uuid, ${skillKeySql(sql`skill`)}, c.person_id
    from (${changed}) c cross join lateral unnest(c.skills) skill`);
}

/** What the source said before goes, unless the person proved it to be theirs. */
async function mergeContacts(
  ctx: Context,
  tx: Transaction,
  { sourceId }: Origin,
  kind: "email" | "phone",
  now: string,
): Promise<void> {
  const { organizationId } = ctx;
  const key = sql.raw(`${kind}_key`);
  const outdated = sql`
    select c.contact_id, c.verified_at,
      (select max(o.position) + 1 from contacts o where o.organization_id = c.organization_id
        and o.person_id = c.person_id and o.source_id = c.source_id and o.kind = c.kind) as position
    from merged_people m
    join people p on p.organization_id = ${organizationId} and p.person_id = m.person_id
    join contacts c on c.organization_id = ${organizationId} and c.person_id = m.person_id
      and c.source_id = ${sourceId} and c.kind = ${kind} and c.position = 0
    where m.outcome = 'updated' and m.leads and c.value_key is distinct from m.${key} and not ${kind} = any(p.held_fields)`;
  await tx.execute(sql`
    update contacts c set position = o.position from (${outdated}) o
    where c.organization_id = ${organizationId} and c.contact_id = o.contact_id and o.verified_at is not null`);
  await tx.execute(sql`
    delete from contacts c using (${outdated}) o
    where c.organization_id = ${organizationId} and c.contact_id = o.contact_id and o.verified_at is null`);
  await tx.execute(sql`
    insert into contacts (organization_id, contact_id, person_id, kind, value, value_key, source_id, confirmed_at)
    select ${organizationId}::uuid, ${newUuidSql(ctx.clock.now(), sql`m.row`)}, m.person_id, ${kind}, m.${sql.raw(kind)}, m.${key},
      ${sourceId}::uuid, ${now}::timestamptz
    from merged_people m
    where m.outcome <> 'unchanged' and m.leads and m.${key} is not null
      and (m.new_person or (
        exists (select from people p where p.organization_id = ${organizationId} and p.person_id = m.person_id
          and not ${kind} = any(p.held_fields))
        and not exists (select from contacts c where c.organization_id = ${organizationId} and c.person_id = m.person_id
          and c.kind = ${kind} and (c.value_key = m.${key} or (c.source_id = ${sourceId} and c.position = 0)))))
    order by m.row`);
}

const into = (fields: readonly PersonField[]): SQL => sql.raw(fields.map(columnOf).join(", "));
