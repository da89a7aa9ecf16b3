import { and, eq } from "drizzle-orm";
import { keepPrivate } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { jobInterests, jobPostings } from "./jobs.table.ts";
import { isOpenToday } from "./open-jobs.ts";
import { seeInvitations } from "./sight.ts";

/**
 * "I am interested": private until the member shares it. Saying it twice is saying it once.
 * @throws DomainError `not_found` when the posting is not open
 */
export async function expressInterest(ctx: Context, id: string): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    keepPrivate(tx);
    await noteInterest(ctx, tx, id);
  });
}

/** The same within a transaction that says it to somebody. */
export async function noteInterest(ctx: Context, tx: Transaction, id: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await seeInvitations(ctx, tx);
  const { jobId } = only(
    await tx
      .select({ jobId: jobPostings.jobId })
      .from(jobPostings)
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          eq(jobPostings.jobId, toUuid("job", id)),
          isOpenToday(ctx),
        ),
      ),
  );
  await tx
    .insert(jobInterests)
    .values({ organizationId: ctx.organizationId, memberId, jobId, createdAt: ctx.clock.now().toISOString() })
    .onConflictDoNothing();
}

/** All of a member's (UUID), who leaves. */
export async function forgetInterests(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  await tx
    .delete(jobInterests)
    .where(and(eq(jobInterests.organizationId, ctx.organizationId), eq(jobInterests.memberId, memberId)));
}

/** Leaves no trace; taking back what was never said is fine. */
export async function withdrawInterest(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    keepPrivate(tx);
    await tx
      .delete(jobInterests)
      .where(
        and(
          eq(jobInterests.organizationId, ctx.organizationId),
          eq(jobInterests.memberId, memberId),
          eq(jobInterests.jobId, toUuid("job", id)),
        ),
      );
  });
}
