import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { jobPostings } from "./jobs.table.ts";
import { foundBy } from "./jobs.ts";
import { termsVersion } from "./search-terms.rules.ts";

const batchSize = 100;

/**
 * Closes what is past its last day, and makes anew the terms that older rules made. In small transactions: nobody waits
 * for a lock, and what a killed process left undone is taken up again.
 */
export async function keepBoard(ctx: Context): Promise<void> {
  while ((await closeDue(ctx)) === batchSize);
  while ((await renewTerms(ctx)) === batchSize);
}

function closeDue(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  return withOrganization(ctx, async (tx) => {
    const due = await tx
      .select({ jobId: jobPostings.jobId })
      .from(jobPostings)
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          eq(jobPostings.status, "published"),
          lt(sql`coalesce(closes_on, 'infinity')`, sql`${dayInJapan(now)}::date`),
        ),
      )
      .limit(batchSize)
      .for("update", { skipLocked: true });
    if (due.length === 0) return 0;
    await tx
      .update(jobPostings)
      .set({ status: "closed", closedAt: at, updatedAt: at, version: sql`${jobPostings.version} + 1` })
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          inArray(
            jobPostings.jobId,
            due.map(({ jobId }) => jobId),
          ),
        ),
      );
    await touchPublic(ctx, tx);
    return due.length;
  });
}

function renewTerms(ctx: Context): Promise<number> {
  return withOrganization(ctx, async (tx) => {
    const behind = await tx
      .select()
      .from(jobPostings)
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          lt(jobPostings.termsVersion, sql`${termsVersion}::int`),
        ),
      )
      .orderBy(asc(jobPostings.termsVersion), asc(jobPostings.jobId))
      .limit(batchSize)
      .for("update", { skipLocked: true });
    for (const posting of behind)
      await tx
        .update(jobPostings)
        .set(foundBy(posting))
        .where(and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.jobId, posting.jobId)));
    if (behind.length > 0) await touchPublic(ctx, tx);
    return behind.length;
  });
}
