import { type Column, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { jobPostings } from "./jobs.table.ts";

/**
 * Whether a column of another feature names a posting that is open to the caller. Row-level security says to whom it
 * is, so the transaction must have asked `seeInvitations` before.
 */
export const isOpenJob = (ctx: Context, jobId: Column): SQL => sql`exists (
  select from ${jobPostings} where ${jobPostings.organizationId} = ${ctx.organizationId}
    and ${jobPostings.jobId} = ${jobId} and ${jobPostings.status} = 'published')`;
