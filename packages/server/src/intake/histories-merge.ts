import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { type CopyValue, copyRows } from "../platform/copy.ts";
import type { Transaction } from "../platform/database.ts";
import type { AssignmentRow } from "./assignment-rows.rules.ts";

/** Makes the transaction's own table; it goes with it. */
export async function stageHistories(tx: Transaction, rows: AsyncIterable<AssignmentRow> | null): Promise<void> {
  await tx.execute(sql`
    create temp table staged_assignments (
      employee_number_key text, kind text, value text, started_on date, ended_on date) on commit drop`);
  const columns = ["employee_number_key", "kind", "value", "started_on", "ended_on"];
  if (rows) await copyRows(tx, "staged_assignments", columns, valuesOf(rows));
}

async function* valuesOf(rows: AsyncIterable<AssignmentRow>): AsyncGenerator<CopyValue[]> {
  for await (const { employeeNumberKey, kind, value, from, to } of rows)
    yield [employeeNumberKey, kind, value, from, to];
}

/**
 * Finds whose history differs. The histories of people the registry neither has nor is about to get are left alone:
 * they still work here.
 */
export async function diffHistories({ organizationId }: Context, tx: Transaction): Promise<void> {
  await tx.execute(sql`
    create temp table merged_assignments on commit drop as
    select employment_id, person_id, kind, value, started_on, ended_on,
      (row_number() over (partition by employment_id, kind
        order by started_on nulls first, ended_on nulls last, value))::integer as position
    from (
      select distinct on (s.employee_number_key, s.kind, s.value, s.started_on, s.ended_on)
        t.employment_id, t.person_id, s.kind, s.value, s.started_on, s.ended_on
      from staged_assignments s
      join (
        select employee_number_key, employment_id, person_id, hired_on, left_on from merged_people
        union all
        select e.employee_number_key, e.employment_id, e.person_id, e.hired_on, e.left_on from employments e
        where e.organization_id = ${organizationId}
          and e.employee_number_key in (select employee_number_key from staged_assignments)
          and not exists (select from merged_people m where m.employment_id = e.employment_id)
      ) t using (employee_number_key)
      -- Of several employments under one number, the one it began in; else the last.
      order by s.employee_number_key, s.kind, s.value, s.started_on, s.ended_on,
        s.started_on between coalesce(t.hired_on, '-infinity') and coalesce(t.left_on, 'infinity') desc nulls last,
        t.hired_on desc nulls last
    ) known`);
  await tx.execute(sql`
    create temp table changed_histories on commit drop as
    with stored as (
      select a.employment_id, a.kind, a.position, a.value, a.started_on, a.ended_on from assignments a
      join (select distinct employment_id, kind from merged_assignments) t
        on t.employment_id = a.employment_id and t.kind = a.kind
      where a.organization_id = ${organizationId}),
    brought as (select employment_id, kind, position, value, started_on, ended_on from merged_assignments)
    select distinct employment_id, kind from (
      (select * from brought except select * from stored) union all (select * from stored except select * from brought)) d`);
}

/** Replaces each history that differs by the file's: of one person and one kind, all or nothing. */
export async function mergeHistories({ organizationId }: Context, tx: Transaction): Promise<void> {
  await tx.execute(sql`
    delete from assignments a using changed_histories c
    where a.organization_id = ${organizationId} and a.employment_id = c.employment_id and a.kind = c.kind`);
  await tx.execute(sql`
    insert into assignments (organization_id, employment_id, kind, position, value, started_on, ended_on)
    select ${organizationId}::uuid, employment_id, kind, position, value, started_on, ended_on
    from merged_assignments join changed_histories using (employment_id, kind)`);
}
