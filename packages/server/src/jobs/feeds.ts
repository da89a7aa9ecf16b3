import { readFile } from "node:fs/promises";
import type { Audience } from "@okaeri/sdk/contract/jobs";
import { and, eq } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { fetchDocument, type OutboundPolicy } from "../platform/outbound-http.ts";
import { parseCsvFeed } from "./csv-feed.rules.ts";
import { type FeedChanges, mergePostings, sanitizeChanged } from "./feed-merge.ts";
import type { ParsedFeed, RejectedPosting } from "./feed-posting.rules.ts";
import { type JobFeedRow, jobFeeds } from "./feeds.table.ts";
import { parseGreenhouse } from "./greenhouse-feed.rules.ts";

const syncEveryCron = "*/15 * * * *";

/** Nobody can be invited by a feed. */
type FeedAudience = Exclude<Audience, "invited">;

export interface JobFeed {
  id: string;
  format: "greenhouse" | "csv";
  source: string;
  audience: FeedAudience;
  lastSyncedAt: string | null;
  lastError: string | null;
}

export interface FeedSync extends FeedChanges {
  feedId: string;
  read: number;
  rejected: Omit<RejectedPosting, "key">[];
}

export interface FeedDraft {
  format: "greenhouse" | "csv";
  /** An http(s) URL, or the absolute path of a file on this machine. */
  source: { url: string } | { file: string };
  audience: FeedAudience;
}

/** Registers a feed and has it synced every 15 minutes from now on. */
export async function addFeed(ctx: Context, draft: FeedDraft): Promise<JobFeed> {
  requireActor(ctx, "admin", "system");
  const now = ctx.clock.now();
  const feedId = newUuid(now);
  const feed = await withOrganization(ctx, async (tx) => {
    const rows = await tx
      .insert(jobFeeds)
      .values({
        organizationId: ctx.organizationId,
        feedId,
        format: draft.format,
        ...draft.source,
        audience: draft.audience,
        createdAt: now.toISOString(),
      })
      .returning();
    return toFeed(only(rows));
  });
  await ctx.queue.schedule("feeds.sync", feedId, syncEveryCron, { organizationId: ctx.organizationId, feedId });
  return feed;
}

export async function listFeeds(ctx: Context): Promise<JobFeed[]> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) =>
    (
      await tx.select().from(jobFeeds).where(eq(jobFeeds.organizationId, ctx.organizationId)).orderBy(jobFeeds.feedId)
    ).map(toFeed),
  );
}

/**
 * Brings the feed's postings in: new ones open, changed ones change, those that left it close. Wholly or not at all:
 * a feed that can't be reached or read leaves everything as it is, and its row says why.
 * @throws DomainError `feed_unreachable`, `feed_unreadable`
 */
export async function syncFeed(ctx: Context, id: string, policy: OutboundPolicy): Promise<FeedSync> {
  requireActor(ctx, "admin", "system");
  const feed = await readOrganization(ctx, (tx) => findFeed(ctx, tx, id));
  try {
    const parsed = parseFeed(feed, await readSource(feed, policy));
    const sanitized = await sanitizeChanged(ctx, feed, parsed.postings);
    const changes = await withOrganization(ctx, async (tx) => {
      const merged = await mergePostings(ctx, tx, feed, sanitized, keysOf(parsed.rejected));
      const at = ctx.clock.now().toISOString();
      await tx
        .update(jobFeeds)
        .set({ lastTriedAt: at, lastSyncedAt: at, lastError: null })
        .where(ofFeed(ctx, feed.feedId));
      if (merged.created + merged.updated + merged.closed > 0) await touchPublic(ctx, tx);
      return merged;
    });
    const rejected = parsed.rejected.map(({ row, column, code }) => ({ row, column, code }));
    return { feedId: id, read: parsed.read, ...changes, rejected };
  } catch (error) {
    await noteFailure(ctx, feed, error);
    throw error;
  }
}

const keysOf = (rejected: RejectedPosting[]): string[] => rejected.flatMap(({ key }) => (key === null ? [] : [key]));

const ofFeed = (ctx: Context, feedId: string) =>
  and(eq(jobFeeds.organizationId, ctx.organizationId), eq(jobFeeds.feedId, feedId));

async function findFeed(ctx: Context, tx: Transaction, id: string): Promise<JobFeedRow> {
  return only(
    await tx
      .select()
      .from(jobFeeds)
      .where(ofFeed(ctx, toUuid("feed", id))),
  );
}

async function readSource(feed: JobFeedRow, policy: OutboundPolicy): Promise<Buffer> {
  if (feed.url !== null) return fetchDocument(feed.url, "application/json, text/csv;q=0.9, */*;q=0.1", policy);
  try {
    return await readFile(feed.file ?? "");
  } catch {
    throw new DomainError("feed_unreachable", { detail: `${feed.file} can't be read` });
  }
}

function parseFeed(feed: JobFeedRow, document: Buffer): ParsedFeed {
  switch (feed.format) {
    case "greenhouse":
      return parseGreenhouse(document);
    case "csv":
      return parseCsvFeed(document);
  }
}

async function noteFailure(ctx: Context, feed: JobFeedRow, error: unknown): Promise<void> {
  const lastError = error instanceof DomainError ? error.message : "internal";
  await withOrganization(ctx, (tx) =>
    tx.update(jobFeeds).set({ lastTriedAt: ctx.clock.now().toISOString(), lastError }).where(ofFeed(ctx, feed.feedId)),
  );
}

const toFeed = (row: JobFeedRow): JobFeed => ({
  id: toTypeId("feed", row.feedId),
  format: row.format,
  source: row.url ?? row.file ?? "",
  audience: row.audience,
  lastSyncedAt: row.lastSyncedAt,
  lastError: row.lastError,
});
