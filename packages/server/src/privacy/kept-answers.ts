import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import type { Known } from "./personal-data.ts";

/**
 * Removes the answers kept for repeated requests that name the person. What is repeated all the same is done once more,
 * which for somebody who is gone means: not found.
 */
export async function forgetAnswers({ organizationId }: Context, tx: Transaction, known: Known): Promise<void> {
  const { personIds, memberIds, signUpIds } = known.traces;
  const ids = [
    ...personIds.map((id) => toTypeId("person", id)),
    ...memberIds.map((id) => toTypeId("member", id)),
    ...signUpIds.map((id) => toTypeId("signup", id)),
  ];
  // As JSON writes them: a number alone would be found in many answers.
  const written = [...known.identity.written, ...known.emails].map((text) => JSON.stringify(text));
  const named = sql.param([...ids, ...written]);
  await tx.execute(sql`
    delete from idempotency_keys where organization_id = ${organizationId}
      and exists (select from unnest(${named}::text[]) as n (words) where strpos(answer, n.words) > 0)`);
}
