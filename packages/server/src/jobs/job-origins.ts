import { and, eq } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { jobPostings } from "./jobs.table.ts";

/** Where a posting comes from. `feedId` is a UUID, `feedKey` what its system calls it; both null for one written here. */
export interface JobOrigin {
  feedId: string | null;
  feedKey: string | null;
}

/** By UUID, of a posting that the caller was shown. @throws DomainError `not_found` */
export const findJobOrigin = async (ctx: Context, tx: Transaction, jobId: string): Promise<JobOrigin> =>
  only(
    await tx
      .select({ feedId: jobPostings.feedId, feedKey: jobPostings.feedKey })
      .from(jobPostings)
      .where(and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.jobId, jobId))),
  );
