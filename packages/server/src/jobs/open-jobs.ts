import { and, type Column, eq, gte, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { jobPostings } from "./jobs.table.ts";

/** Published, and its last day isn't over. */
export const isOpenToday = (ctx: Context): SQL | undefined =>
  and(
    eq(jobPostings.status, "published"),
    or(isNull(jobPostings.closesOn), gte(jobPostings.closesOn, dayInJapan(ctx.clock.now()))),
  );

/**
 * Whether a column of another feature names a posting that is open to the caller. Row-level security says to whom it
 * is, so the transaction must have asked `seeInvitations` before.
 */
export const isOpenJob = (ctx: Context, jobId: Column): SQL => sql`exists (
  select from ${jobPostings} where ${jobPostings.organizationId} = ${ctx.organizationId}
    and ${jobPostings.jobId} = ${jobId} and ${isOpenToday(ctx)})`;
