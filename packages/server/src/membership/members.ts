import { and, count, eq, isNull } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { members } from "./members.table.ts";
import type { SignUpRow } from "./sign-ups.table.ts";

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

/** Makes the applicant of an approved sign-up a member; a person who is one already stays the same member. */
export async function admitMember(ctx: Context, tx: Transaction, signUp: SignUpRow): Promise<void> {
  const { personId } = signUp;
  if (personId !== null) {
    const [known] = await tx
      .update(members)
      .set({ leftAt: null, email: signUp.email })
      .where(and(eq(members.organizationId, ctx.organizationId), eq(members.personId, personId)))
      .returning({ memberId: members.memberId });
    if (known) return;
  }
  const now = ctx.clock.now();
  await tx.insert(members).values({
    organizationId: ctx.organizationId,
    memberId: newUuid(now),
    personId,
    signUpId: signUp.signUpId,
    displayName:
      signUp.locale === "ja" ? `${signUp.familyName} ${signUp.givenName}` : `${signUp.givenName} ${signUp.familyName}`,
    email: signUp.email,
    joinedAt: now.toISOString(),
  });
}
