import type { JobFilter, JobSummary } from "@okaeri/sdk/contract/jobs";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { noFit } from "./fit.ts";
import { type Listing, lanesOf } from "./job-lanes.rules.ts";
import { readLane } from "./job-list.ts";
import { type Among, type Reading, writeAmongStatement } from "./job-statements.ts";
import { jobPostings, toJobSummary } from "./jobs.table.ts";
import { isOpenToday } from "./open-jobs.ts";
import { toSearchQuery } from "./search-query.rules.ts";
import { listInvitations, type Sight, seeAs } from "./sight.ts";
import { readSynonyms } from "./synonyms.ts";

/** The last place in the order in which postings came into members' sight; 0 before the first. */
export async function findSightEnd({ organizationId }: Context, tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ end: string }>(sql`
    select coalesce(max(position), 0)::text as end from job_sightings where organization_id = ${organizationId}`);
  return Number(row?.end ?? 0);
}

/** UUIDs of open postings that only those see who were invited: to be asked by whoever sees everything. */
export async function listInvitedOnly(ctx: Context, tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ jobId: jobPostings.jobId })
    .from(jobPostings)
    .where(
      and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.audience, "invited"), isOpenToday(ctx)),
    );
  return rows.map(({ jobId }) => jobId);
}

/** Those of them that a member (UUID) sees. */
export async function listInvitedJobs(ctx: Context, tx: Transaction, memberId: string): Promise<string[]> {
  const invited = await listInvitations(ctx, tx, memberId);
  if (invited.length === 0) return [];
  await seeAs(ctx, tx, memberId);
  const open = await listInvitedOnly(ctx, tx);
  return open.filter((jobId) => invited.includes(jobId));
}

/**
 * What the board would list for a filter, of some postings alone. UUIDs, what came last first.
 * @param among by name: whoever calls knows that they are open to somebody who was invited to them
 */
export async function findAmong(ctx: Context, filter: JobFilter, among: Among, limit: number): Promise<string[]> {
  const sight: Sight = {
    sees: "alumni",
    invitedJobs: "jobIds" in among ? [...among.jobIds] : [],
    fit: noFit,
    today: dayInJapan(ctx.clock.now()),
  };
  const synonyms = filter.q === undefined ? null : await readSynonyms(ctx);
  const readingOf = (unfinished: boolean): Reading[] => {
    const words = synonyms && toSearchQuery(filter.q ?? "", synonyms, unfinished);
    const listing: Listing = {
      organizationId: ctx.organizationId,
      status: "published",
      filter,
      words,
      sort: "published",
      fit: null,
      publicOnly: false,
    };
    return lanesOf(listing).map((lane) => ({ ctx, sight, listing, lane, after: null, limit }));
  };
  const find = async (unfinished: boolean): Promise<string[]> => {
    const found: string[] = [];
    for (const reading of readingOf(unfinished)) {
      const { text, values } = writeAmongStatement(reading, among);
      const rows = await ctx.database.client.unsafe<{ jobId: string }[]>(text, values, { prepare: true });
      found.push(...rows.map(({ jobId }) => jobId));
    }
    return found;
  };
  const found = await find(false);
  if (found.length > 0 || !synonyms) return found;
  // As the list: the last word is the beginning of one only where whole words find nothing at all.
  const begun = await find(true);
  if (begun.length === 0) return [];
  for (const reading of readingOf(false)) if ((await readLane({ ...reading, limit: 1 })).length > 0) return [];
  return begun;
}

/** Those of these postings (UUIDs) that are open to a member now. The transaction shows what they see from then on. */
export async function readOpenJobs(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  jobIds: readonly string[],
): Promise<Map<string, JobSummary>> {
  await seeAs(ctx, tx, memberId);
  const rows = await tx
    .select()
    .from(jobPostings)
    .where(
      and(
        eq(jobPostings.organizationId, ctx.organizationId),
        inArray(jobPostings.jobId, [...jobIds]),
        isOpenToday(ctx),
      ),
    );
  return new Map(rows.map((row) => [row.jobId, toJobSummary(row, null)]));
}
