import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { skillKeySql } from "./person-filters.ts";

/** Brings what a person is found by in line with the skills of the record. */
export async function indexSkills({ organizationId }: Context, tx: Transaction, personId: string): Promise<void> {
  await tx.execute(
    sql`delete from person_skills where organization_id = ${organizationId} and person_id = ${personId}`,
  );
  await tx.execute(sql`
    insert into person_skills (organization_id, skill_key, person_id)
    select distinct organization_id, ${skillKeySql(sql`skill`)}, person_id from people cross join lateral unnest(skills) skill
    where organization_id = ${organizationId} and person_id = ${personId}`);
}
