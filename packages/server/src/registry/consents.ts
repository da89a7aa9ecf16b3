import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import { and, arrayContains, eq, inArray } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { people } from "./people.table.ts";

/** Those of these people (UUIDs) who say yes to a purpose now. */
export async function whoAgrees(
  ctx: Context,
  tx: Transaction,
  personIds: readonly string[],
  purpose: ConsentPurpose,
): Promise<Set<string>> {
  const rows = await tx
    .select({ personId: people.personId })
    .from(people)
    .where(
      and(
        eq(people.organizationId, ctx.organizationId),
        inArray(people.personId, [...personIds]),
        arrayContains(people.consents, [purpose]),
      ),
    );
  return new Set(rows.map(({ personId }) => personId));
}
