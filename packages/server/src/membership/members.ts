import { and, count, eq, isNull } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { members } from "./members.table.ts";

/** The person in the registry behind a member; null where nobody was matched. */
export async function findPersonId(ctx: Context, tx: Transaction, memberId: string): Promise<string | null> {
  const [row] = await tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), eq(members.memberId, memberId)));
  return row?.personId ?? null;
}

export async function countMembers(ctx: Context, tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ members: count() })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), isNull(members.leftAt)));
  return row?.members ?? 0;
}
