import { type SQL, sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { newUuidSql } from "../platform/row-ids.ts";
import { dayInJapan } from "./dates.rules.ts";

/** Who must be settled: people in a table of this transaction, some by id (UUID), or those whose last day has come. */
export type Touched = "merged_people" | "merged_assignments" | "due" | { personIds: readonly string[] };

export interface Settling {
  /** `YYYY-MM-DD` where the organization is. */
  today: string;
  actor: string;
  runId: string | null;
  sourceId: string | null;
}

/**
 * Brings what a person's record says of the last employment up to date: department, grade, last day, and the state that
 * follows from it alone. Where somebody is on the way into the community stays as it is.
 */
export async function settlePeople(ctx: Context, tx: Transaction, touched: Touched, settling: Settling): Promise<void> {
  const { organizationId } = ctx;
  const now = ctx.clock.now();
  await tx.execute(sql`
    create temp table settled_people on commit drop as
    select p.person_id, p.state as state_before, l.department, l.grade, l.left_on,
      case
        when p.state in ('erased', 'withdrawn') then p.state
        when l.left_on is null then 'rehired'
        when l.left_on > ${settling.today}::date then 'leaving'
        when p.state in ('leaving', 'rehired') then 'noticed'
        else p.state end as state
    from (
      select distinct on (e.person_id) e.person_id, e.left_on,
        coalesce(e.department, ${lastOf("department")}) as department, coalesce(e.grade, ${lastOf("grade")}) as grade
      from employments e
      join (${selectTouched(ctx, touched, settling.today)}) t on t.person_id = e.person_id
      where e.organization_id = ${organizationId}
      order by e.person_id, coalesce(e.hired_on, e.left_on) desc nulls last, e.left_on desc nulls first) l
    join people p on p.organization_id = ${organizationId} and p.person_id = l.person_id`);
  await tx.execute(sql`
    insert into person_changes (organization_id, change_id, person_id, kind, field, before, after, reason, run_id,
      source_id, actor, at)
    select ${organizationId}::uuid, ${newUuidSql(now, sql`row_number() over ()`)}, person_id, 'state', 'state', state_before, state,
      case when state = 'leaving' then 'leaving_announced' when state = 'noticed' then 'left'
        when state_before = 'leaving' then 'leaving_called_off' else 'rehired' end,
      ${settling.runId}::uuid, ${settling.sourceId}::uuid, ${settling.actor}, ${now.toISOString()}::timestamptz
    from settled_people where state <> state_before`);
  await tx.execute(sql`
    update people p set department = s.department, grade = s.grade, left_on = s.left_on, state = s.state,
      state_since = case when s.state <> p.state then ${now.toISOString()}::timestamptz else p.state_since end,
      version = p.version + case when s.state <> p.state then 1 else 0 end
    from settled_people s
    where p.organization_id = ${organizationId} and p.person_id = s.person_id
      and row(p.department, p.grade, p.left_on, p.state) is distinct from row(s.department, s.grade, s.left_on, s.state)`);
  await tx.execute(sql`drop table settled_people`);
}

/** Whose announced last day is over has left. */
export async function settleDue(ctx: Context): Promise<void> {
  requireActor(ctx, "system");
  const settling = { today: dayInJapan(ctx.clock.now()), actor: actorName(ctx.actor), runId: null, sourceId: null };
  await withOrganization(ctx, (tx) => settlePeople(ctx, tx, "due", settling));
}

const lastOf = (kind: "department" | "grade") => sql`
  (select a.value from assignments a where a.organization_id = e.organization_id and a.employment_id = e.employment_id
    and a.kind = ${kind} order by a.position desc limit 1)`;

function selectTouched({ organizationId }: Context, touched: Touched, today: string): SQL {
  if (typeof touched === "object")
    return sql`select person_id from people where organization_id = ${organizationId}
      and person_id in (${sql.join(
        touched.personIds.map((personId) => sql`${personId}::uuid`),
        sql`, `,
      )})`;
  switch (touched) {
    case "merged_people":
      return sql`select distinct person_id from merged_people
        where outcome = 'updated' or (new_person and row in (select row from repeated_rows))`;
    case "merged_assignments":
      return sql`select distinct person_id from merged_assignments join changed_histories using (employment_id, kind)`;
    case "due":
      return sql`select person_id from people where organization_id = ${organizationId} and merged_into is null
        and state = 'leaving' and left_on <= ${today}::date`;
  }
}
