import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { and, asc, desc, eq, gt, type SQL } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { readOrganization, toInstant } from "../platform/database.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { jobPostings, toJob } from "./jobs.table.ts";
import { isOpenToday } from "./open-jobs.ts";

/** What everybody may know of one posting: all of it, that it was public and is over, or nothing (null). */
export type PublicPosting = { state: "open"; job: JobPosting } | { state: "closed" } | null;

/** Where one posting's own page is, and since when it is as it is. */
export interface PublicAddress {
  id: string;
  updatedAt: string;
}

export async function findPublicPosting(ctx: Context, id: string): Promise<PublicPosting> {
  const jobId = toUuid("job", id);
  return readOrganization(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(jobPostings)
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          eq(jobPostings.jobId, jobId),
          eq(jobPostings.audience, "public"),
          eq(jobPostings.wasPublic, true),
        ),
      );
    if (!row || row.status === "draft") return null;
    const over = row.status === "closed" || (row.closesOn !== null && row.closesOn < dayInJapan(ctx.clock.now()));
    return over ? { state: "closed" } : { state: "open", job: toJob(row, null, "anybody") };
  });
}

/** The newest, whole. */
export const listNewestPublic = (ctx: Context, limit: number): Promise<JobPosting[]> =>
  readOrganization(ctx, async (tx) =>
    (
      await tx
        .select()
        .from(jobPostings)
        .where(isOpenToAll(ctx))
        .orderBy(desc(jobPostings.publishedAt), desc(jobPostings.jobId))
        .limit(limit)
    ).map((row) => toJob(row, null, "anybody")),
  );

/** Whole, by id, from the one after `afterId` on. */
export const listPublicPostings = (ctx: Context, afterId: string | null, limit: number): Promise<JobPosting[]> =>
  readOrganization(ctx, async (tx) =>
    (
      await tx
        .select()
        .from(jobPostings)
        .where(and(isOpenToAll(ctx), afterId === null ? undefined : gt(jobPostings.jobId, toUuid("job", afterId))))
        .orderBy(asc(jobPostings.jobId))
        .limit(limit)
    ).map((row) => toJob(row, null, "anybody")),
  );

/** All of them, by id. */
export const listPublicAddresses = (ctx: Context): Promise<PublicAddress[]> =>
  readOrganization(ctx, async (tx) =>
    (
      await tx
        .select({ jobId: jobPostings.jobId, updatedAt: jobPostings.updatedAt })
        .from(jobPostings)
        .where(isOpenToAll(ctx))
        .orderBy(asc(jobPostings.jobId))
    ).map(({ jobId, updatedAt }) => ({ id: toTypeId("job", jobId), updatedAt: toInstant(updatedAt) })),
  );

const isOpenToAll = (ctx: Context): SQL | undefined =>
  and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.audience, "public"), isOpenToday(ctx));
