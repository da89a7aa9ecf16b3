import { gunzipSync, gzipSync } from "node:zlib";
import type { JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import { and, desc, eq } from "drizzle-orm";
import type { FeedDiff } from "../jobs/feed-postings.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { countsOf, type RunStart, writeRun } from "./feed-runs.ts";
import { type JobFeedRunRow, jobFeedRuns, toRun } from "./feeds.table.ts";
import type { ParsedFeed } from "./parsed-feed.rules.ts";
import { whatChanges } from "./shrinking.rules.ts";

/** Writes nothing but the run, with the feed as it was read, so that what HR releases is what HR was told of. */
export const hold = (
  ctx: Context,
  tx: Transaction,
  start: RunStart,
  documentDigest: Buffer,
  parsed: ParsedFeed,
  diff: FeedDiff,
): Promise<JobFeedRun> =>
  writeRun(ctx, tx, start, {
    status: "held",
    ...countsOf(parsed),
    ...whatChanges(diff),
    documentDigest,
    held: gzipSync(JSON.stringify(parsed)),
  });

export function openHeld({ held }: Pick<JobFeedRunRow, "held">): ParsedFeed {
  const parsed: ParsedFeed = JSON.parse(gunzipSync(held ?? Buffer.alloc(0)).toString("utf8"));
  return parsed;
}

/** The run that waits for HR; there is one at most. */
export async function findHeldRun(ctx: Context, tx: Transaction, feedId: string): Promise<JobFeedRunRow | null> {
  const [held] = await tx
    .select()
    .from(jobFeedRuns)
    .where(and(ofFeed(ctx, feedId), eq(jobFeedRuns.status, "held")));
  return held ?? null;
}

/** The last run of which HR said that it is wrong: its document is not asked about again. */
export async function findSaidRun(ctx: Context, tx: Transaction, feedId: string): Promise<JobFeedRunRow | null> {
  const [said] = await tx
    .select()
    .from(jobFeedRuns)
    .where(and(ofFeed(ctx, feedId), eq(jobFeedRuns.status, "discarded")))
    .orderBy(desc(jobFeedRuns.runId))
    .limit(1);
  return said ?? null;
}

/** Ends its waiting, and lets go of what it held. */
export async function settleHeldRun(
  ctx: Context,
  tx: Transaction,
  { feedId, runId }: JobFeedRunRow,
  end: Pick<JobFeedRunRow, "status"> & Partial<Pick<JobFeedRunRow, "created" | "updated" | "unchanged" | "closed">>,
): Promise<JobFeedRun> {
  const rows = await tx
    .update(jobFeedRuns)
    .set({ ...end, held: null })
    .where(and(ofFeed(ctx, feedId), eq(jobFeedRuns.runId, runId)))
    .returning();
  return toRun(only(rows));
}

const ofFeed = (ctx: Context, feedId: string) =>
  and(eq(jobFeedRuns.organizationId, ctx.organizationId), eq(jobFeedRuns.feedId, feedId));
