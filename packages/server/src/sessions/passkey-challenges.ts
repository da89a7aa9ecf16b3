import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { passkeyChallenges } from "./passkeys.table.ts";

export const challengeMs = 5 * 60_000;

type Challenge = Pick<typeof passkeyChallenges.$inferSelect, "challenge" | "origin" | "memberId">;

/** A passkey belongs to the site it was made on: the page's own host name. */
export const siteOf = (origin: string): string => new URL(origin).hostname;

/** @returns its TypeID */
export async function keepChallenge(ctx: Context, tx: Transaction, challenge: Challenge): Promise<string> {
  const { organizationId } = ctx;
  const now = ctx.clock.now();
  const challengeId = newUuid(now);
  await tx
    .delete(passkeyChallenges)
    .where(
      and(eq(passkeyChallenges.organizationId, organizationId), lt(passkeyChallenges.expiresAt, now.toISOString())),
    );
  const expiresAt = new Date(now.getTime() + challengeMs).toISOString();
  await tx.insert(passkeyChallenges).values({ organizationId, challengeId, ...challenge, expiresAt });
  return toTypeId("challenge", challengeId);
}

/**
 * Once, and in a transaction of its own: a wrong answer spends it too.
 * @param memberId whose new passkey it is for; null: for signing in
 * @throws DomainError `passkey_invalid`
 */
export async function spendChallenge(ctx: Context, id: string, memberId: string | null): Promise<Challenge> {
  const challengeId = toUuid("challenge", id);
  const [spent] = await withOrganization(ctx, (tx) =>
    tx
      .delete(passkeyChallenges)
      .where(
        and(
          eq(passkeyChallenges.organizationId, ctx.organizationId),
          eq(passkeyChallenges.challengeId, challengeId),
          sql`${passkeyChallenges.memberId} is not distinct from ${memberId}`,
          gt(passkeyChallenges.expiresAt, ctx.clock.now().toISOString()),
        ),
      )
      .returning(),
  );
  if (!spent) throw new DomainError("passkey_invalid");
  return spent;
}
