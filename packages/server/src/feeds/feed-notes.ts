import type { JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import { and, eq } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization, withoutTrail } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { isDatabaseLost, isDiskFull } from "../platform/outages.ts";
import { countsOf, findLastRun, type RunStart, writeRun } from "./feed-runs.ts";
import { type JobFeedRow, jobFeeds, toRun } from "./feeds.table.ts";
import { findHeldRun, settleHeldRun } from "./held-runs.ts";
import type { ParsedFeed } from "./parsed-feed.rules.ts";

const ofFeed = (ctx: Context, feedId: string) =>
  and(eq(jobFeeds.organizationId, ctx.organizationId), eq(jobFeeds.feedId, feedId));

/** @throws DomainError `not_found` */
export const findFeed = async (ctx: Context, tx: Transaction, feedId: string): Promise<JobFeedRow> =>
  only(await tx.select().from(jobFeeds).where(ofFeed(ctx, feedId)));

/** Whoever writes what a feed brings holds its row. @throws DomainError `not_found` */
export const lockFeed = async (ctx: Context, tx: Transaction, feedId: string): Promise<JobFeedRow> =>
  only(await tx.select().from(jobFeeds).where(ofFeed(ctx, feedId)).for("update"));

const noError = { lastErrorCode: null, lastErrorDetail: null, lastErrorAt: null };

/** It was asked and answered, and nothing was taken in. */
export async function noteTried(ctx: Context, tx: Transaction, feedId: string): Promise<void> {
  const at = ctx.clock.now().toISOString();
  await tx
    .update(jobFeeds)
    .set({ lastTriedAt: at, ...noError })
    .where(ofFeed(ctx, feedId));
}

/** Its postings are now as this document has them. */
export async function noteTaken(
  ctx: Context,
  tx: Transaction,
  feedId: string,
  {
    documentAskedAt,
    ...document
  }: Pick<JobFeedRow, "etag" | "lastModified" | "documentDigest"> & { documentAskedAt: Date },
): Promise<void> {
  const at = ctx.clock.now().toISOString();
  await tx
    .update(jobFeeds)
    .set({ ...document, documentAskedAt: documentAskedAt.toISOString(), lastTriedAt: at, lastSyncedAt: at, ...noError })
    .where(ofFeed(ctx, feedId));
}

/**
 * The document is the one that was taken in last. Where the last run found the same, it is counted there, and the trail
 * is spared; what was held meanwhile is no more what the feed says.
 */
export async function noteNothingNew(
  ctx: Context,
  feed: JobFeedRow,
  start: RunStart,
  parsed: ParsedFeed | null,
): Promise<JobFeedRun> {
  const last = await findLastRun(ctx, feed.feedId);
  const waiting = await readOrganization(ctx, (tx) => findHeldRun(ctx, tx, feed.feedId));
  if (last?.status === "unchanged" && feed.lastErrorCode === null && !waiting) {
    const at = ctx.clock.now().toISOString();
    const durationMs = Math.round(performance.now() - start.startedMs);
    await withoutTrail(ctx.database, ctx.organizationId, async (tx) => {
      await tx`update job_feeds set last_tried_at = ${at}, last_synced_at = ${at}
        where organization_id = ${ctx.organizationId} and feed_id = ${feed.feedId}`;
      await tx`update job_feed_runs set finished_at = ${at}, duration_ms = ${durationMs}, times = times + 1
        where organization_id = ${ctx.organizationId} and run_id = ${last.runId}`;
    });
    return toRun({ ...last, finishedAt: at, durationMs, times: last.times + 1 });
  }
  return withOrganization(ctx, async (tx) => {
    const { etag, lastModified, documentDigest } = await lockFeed(ctx, tx, feed.feedId);
    const held = await findHeldRun(ctx, tx, feed.feedId);
    if (held) await settleHeldRun(ctx, tx, held, { status: "superseded" });
    await noteTaken(ctx, tx, feed.feedId, { etag, lastModified, documentDigest, documentAskedAt: start.at });
    const counts = parsed && { ...countsOf(parsed), unchanged: parsed.postings.length };
    return writeRun(ctx, tx, start, { status: "unchanged", ...counts });
  });
}

/**
 * Says why, in a transaction of its own: what the run did is gone.
 * @throws DomainError `not_found` where the feed is gone as well: there is nobody to tell
 */
export async function noteFailure(ctx: Context, feed: JobFeedRow, start: RunStart, error: unknown): Promise<void> {
  if (error instanceof DomainError && error.code === "not_found") return;
  const { code, detail } =
    error instanceof DomainError
      ? error
      : { code: isDatabaseLost(error) || isDiskFull(error) ? "unavailable" : "internal", detail: undefined };
  // It may repeat what was sent, and PostgreSQL's texts hold no U+0000.
  const words = detail?.slice(0, 500).replaceAll("\0", "").toWellFormed() ?? null;
  await withOrganization(ctx, async (tx) => {
    await lockFeed(ctx, tx, feed.feedId);
    const at = ctx.clock.now().toISOString();
    await tx
      .update(jobFeeds)
      .set({ lastTriedAt: at, lastErrorCode: code, lastErrorDetail: words, lastErrorAt: at })
      .where(ofFeed(ctx, feed.feedId));
    await writeRun(ctx, tx, start, { status: "failed", error: code, detail: words });
  });
}
