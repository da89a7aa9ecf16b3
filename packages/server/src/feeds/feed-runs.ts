import type { JobFeedRun, JobFeedRunQuery, RejectedPosting } from "@okaeri/sdk/contract/job-feeds";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction } from "../platform/database.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { type JobFeedRunRow, jobFeedRuns, jobFeeds, toRun } from "./feeds.table.ts";
import type { ParsedFeed } from "./parsed-feed.rules.ts";

const keptRejections = 100;
const keptRuns = 200;

export type RunCause = JobFeedRunRow["cause"];

/** Under which a run is written, whatever becomes of it. */
export interface RunStart {
  feedId: string;
  cause: RunCause;
  at: Date;
  startedMs: number;
}

export const startRun = (ctx: Context, feedId: string, cause: RunCause): RunStart => ({
  feedId,
  cause,
  at: ctx.clock.now(),
  startedMs: performance.now(),
});

/** What became of a run. */
export type RunEnd = Pick<JobFeedRunRow, "status"> &
  Partial<Omit<JobFeedRunRow, "organizationId" | "runId" | "feedId" | "cause" | "actor" | "times">>;

/** What a parsed feed says of itself in a run. */
export const countsOf = ({ read, notOpen, repeated, rejected }: ParsedFeed) => ({
  read,
  notOpen: notOpen.length,
  repeated,
  rejectedCount: rejected.length,
  rejected: rejected.slice(0, keptRejections).map(
    ({ row, key, field, code }): RejectedPosting => ({
      row,
      id: key?.slice(0, 200).toWellFormed() ?? null,
      field: field.slice(0, 200),
      code,
    }),
  ),
});

/**
 * Writes the run. One that found nothing new after one that found nothing new is the same run once more, so that the
 * history shows what happened and not how often it was asked.
 */
export async function writeRun(ctx: Context, tx: Transaction, start: RunStart, end: RunEnd): Promise<JobFeedRun> {
  const now = ctx.clock.now();
  const measured = { finishedAt: now.toISOString(), durationMs: Math.round(performance.now() - start.startedMs) };
  if (end.status === "unchanged" || end.status === "failed") {
    const [last] = await tx
      .select()
      .from(jobFeedRuns)
      .where(ofFeed(ctx, start.feedId))
      .orderBy(desc(jobFeedRuns.runId))
      .limit(1);
    if (last && isSame(last, end)) {
      const again = await tx
        .update(jobFeedRuns)
        .set({ ...measured, times: last.times + 1 })
        .where(and(ofFeed(ctx, start.feedId), eq(jobFeedRuns.runId, last.runId)))
        .returning();
      return toRun(only(again));
    }
  }
  const rows = await tx
    .insert(jobFeedRuns)
    .values({
      organizationId: ctx.organizationId,
      runId: newUuid(now),
      feedId: start.feedId,
      cause: start.cause,
      actor: actorName(ctx.actor),
      startedAt: start.at.toISOString(),
      ...measured,
      ...end,
    })
    .returning();
  await prune(ctx, tx, start.feedId);
  return toRun(only(rows));
}

const isSame = (last: JobFeedRunRow, end: RunEnd): boolean =>
  last.status === end.status &&
  last.error === (end.error ?? null) &&
  last.detail === (end.detail ?? null) &&
  last.read === (end.read ?? 0) &&
  last.rejectedCount === (end.rejectedCount ?? 0);

async function prune(ctx: Context, tx: Transaction, feedId: string): Promise<void> {
  const [oldest] = await tx
    .select({ runId: jobFeedRuns.runId })
    .from(jobFeedRuns)
    .where(ofFeed(ctx, feedId))
    .orderBy(desc(jobFeedRuns.runId))
    .offset(keptRuns)
    .limit(1);
  if (oldest)
    await tx
      .delete(jobFeedRuns)
      .where(
        and(
          ofFeed(ctx, feedId),
          lt(jobFeedRuns.runId, oldest.runId),
          inArray(jobFeedRuns.status, ["done", "unchanged", "released", "discarded", "superseded", "failed"]),
        ),
      );
}

/** Newest first. @throws DomainError `not_found` */
export async function listFeedRuns(ctx: Context, id: string, query: JobFeedRunQuery): Promise<Page<JobFeedRun>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const feedId = toUuid("feed", id);
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    only(
      await tx
        .select({ feedId: jobFeeds.feedId })
        .from(jobFeeds)
        .where(and(eq(jobFeeds.organizationId, ctx.organizationId), eq(jobFeeds.feedId, feedId))),
    );
    const rows = await tx
      .select()
      .from(jobFeedRuns)
      .where(
        and(
          ofFeed(ctx, feedId),
          query.cursor === undefined ? undefined : lt(jobFeedRuns.runId, cursorToUuid("run", query.cursor)),
        ),
      )
      .orderBy(desc(jobFeedRuns.runId))
      .limit(limit + 1);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { data: rows.slice(0, limit).map(toRun), nextCursor: last ? toTypeId("run", last.runId) : null };
  });
}

export async function findLastRun(ctx: Context, feedId: string): Promise<JobFeedRunRow | null> {
  return readOrganization(ctx, async (tx) => {
    const [last] = await tx
      .select()
      .from(jobFeedRuns)
      .where(ofFeed(ctx, feedId))
      .orderBy(desc(jobFeedRuns.runId))
      .limit(1);
    return last ?? null;
  });
}

const ofFeed = (ctx: Context, feedId: string) =>
  and(eq(jobFeedRuns.organizationId, ctx.organizationId), eq(jobFeedRuns.feedId, feedId));
