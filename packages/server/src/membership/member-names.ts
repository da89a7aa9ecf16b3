import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { readPeople } from "../registry/people.ts";
import { members } from "./members.table.ts";

export interface MemberName {
  /** UUID; null for whom the registry doesn't know. */
  personId: string | null;
  name: { family: string; given: string };
}

/** By member (UUID), as the registry has it, otherwise as they said; without those who left. */
export async function listMemberNames(
  ctx: Context,
  tx: Transaction,
  memberIds: readonly string[],
): Promise<Map<string, MemberName>> {
  const rows = await tx
    .select()
    .from(members)
    .where(
      and(
        eq(members.organizationId, ctx.organizationId),
        inArray(members.memberId, [...memberIds]),
        isNull(members.leftAt),
      ),
    );
  const people = await readPeople(
    ctx,
    tx,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  const known = new Map(people.map((person) => [person.id, person.name]));
  return new Map(
    rows.map(({ memberId, personId, familyName, givenName, displayName }) => [
      memberId,
      {
        personId,
        name: (personId && known.get(toTypeId("person", personId))) || {
          family: familyName ?? displayName ?? "",
          given: givenName ?? "",
        },
      },
    ]),
  );
}
