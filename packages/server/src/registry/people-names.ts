import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { people } from "./people.table.ts";

/** Family name, a space, given name, as Japanese readers write them. By UUID. */
export async function nameOfPeople(
  ctx: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ personId: people.personId, familyName: people.familyName, givenName: people.givenName })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), inArray(people.personId, [...personIds])));
  return new Map(rows.map(({ personId, familyName, givenName }) => [personId, `${familyName} ${givenName}`.trim()]));
}
