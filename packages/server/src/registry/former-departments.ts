import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

/**
 * Every department a person worked in over all employments, by name, with the last day in each, `YYYY-MM-DD`: of the
 * assignment, otherwise of the employment.
 */
export async function listDepartmentsUntil(
  ctx: Context,
  tx: Transaction,
  personId: string,
): Promise<{ name: string; until: string | null }[]> {
  return tx.execute<{ name: string; until: string | null }>(sql`
    select name, max(until)::text as until from (
      select e.department as name, e.left_on as until from employments e
        where e.organization_id = ${ctx.organizationId} and e.person_id = ${personId} and e.department is not null
      union all
      select a.value, coalesce(a.ended_on, e.left_on)
        from employments e join assignments a using (organization_id, employment_id)
        where e.organization_id = ${ctx.organizationId} and e.person_id = ${personId} and a.kind = 'department') known
    group by name order by name`);
}
