import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { sanitizeDescription } from "./description.rules.ts";
import type { FeedPosting } from "./feed-posting.rules.ts";
import { type JobFeedRow, jobFeeds } from "./feeds.table.ts";
import { jobPostings } from "./jobs.table.ts";
import { searchTermsOf } from "./jobs.ts";
import { placesOf } from "./places.rules.ts";

const batchSize = 500;

export interface FeedChanges {
  created: number;
  updated: number;
  unchanged: number;
  closed: number;
}

/** A feed's posting with the hash of all it said; the sanitized description only where that hash is new. */
export interface HashedPosting {
  posting: FeedPosting;
  hash: Buffer;
}

/** Sanitizing is the costly part: done before the transaction, and only for what changed. */
export async function sanitizeChanged(
  ctx: Context,
  feed: JobFeedRow,
  postings: FeedPosting[],
): Promise<HashedPosting[]> {
  const known = await readOrganization(ctx, (tx) => hashesOf(ctx, tx, feed));
  const sanitized: HashedPosting[] = [];
  for (const posting of postings) {
    const hash = createHash("sha256")
      .update(JSON.stringify([posting, feed.audience]))
      .digest();
    const before = known.get(posting.key);
    const unchanged = before?.status === "published" && before.hash?.equals(hash);
    const descriptionHtml = unchanged ? "" : await sanitizeDescription(posting.descriptionHtml);
    sanitized.push({ posting: { ...posting, descriptionHtml }, hash });
    if (sanitized.length % 20 === 0) await setImmediate();
  }
  return sanitized;
}

/** Two syncs of one feed follow each other: the second waits for the feed's row. */
export async function mergePostings(
  ctx: Context,
  tx: Transaction,
  feed: JobFeedRow,
  postings: HashedPosting[],
  keysStillThere: string[],
): Promise<FeedChanges> {
  await tx.execute(sql`select from ${jobFeeds} where ${ofFeedRow(ctx, feed)} for update`);
  const known = await hashesOf(ctx, tx, feed);
  const changes: FeedChanges = { created: 0, updated: 0, unchanged: 0, closed: 0 };
  const changed: HashedPosting[] = [];
  for (const entry of postings) {
    const before = known.get(entry.posting.key);
    if (before?.status === "published" && before.hash?.equals(entry.hash)) {
      changes.unchanged++;
      continue;
    }
    changes[before ? "updated" : "created"]++;
    changed.push(entry);
  }
  for (let start = 0; start < changed.length; start += batchSize)
    await upsert(ctx, tx, feed, changed.slice(start, start + batchSize));

  const there = new Set([...postings.map(({ posting }) => posting.key), ...keysStillThere]);
  const gone = [...known].filter(([key, { status }]) => status === "published" && !there.has(key));
  const at = ctx.clock.now().toISOString();
  for (let start = 0; start < gone.length; start += batchSize)
    await tx
      .update(jobPostings)
      .set({ status: "closed", closedAt: at, updatedAt: at, version: sql`${jobPostings.version} + 1` })
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          inArray(
            jobPostings.jobId,
            gone.slice(start, start + batchSize).map(([, { jobId }]) => jobId),
          ),
        ),
      );
  return { ...changes, closed: gone.length };
}

const ofFeedRow = (ctx: Context, feed: JobFeedRow) =>
  and(eq(jobFeeds.organizationId, ctx.organizationId), eq(jobFeeds.feedId, feed.feedId));

async function hashesOf(ctx: Context, tx: Transaction, feed: JobFeedRow) {
  const rows = await tx
    .select({
      key: jobPostings.feedKey,
      jobId: jobPostings.jobId,
      hash: jobPostings.feedHash,
      status: jobPostings.status,
    })
    .from(jobPostings)
    .where(and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.feedId, feed.feedId)));
  return new Map(rows.map(({ key, ...row }) => [key ?? "", row]));
}

async function upsert(ctx: Context, tx: Transaction, feed: JobFeedRow, batch: HashedPosting[]): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const rows = batch.map(({ posting: { key, publishedAt, audience, ...posting }, hash }) => ({
    organizationId: ctx.organizationId,
    jobId: newUuid(now),
    status: "published" as const,
    audience: audience ?? feed.audience,
    ...posting,
    places: placesOf(posting.location),
    searchTerms: searchTermsOf(posting),
    feedId: feed.feedId,
    feedKey: key,
    feedHash: hash,
    createdAt: at,
    updatedAt: at,
    publishedAt: publishedAt ?? at,
    closedAt: null,
  }));
  await tx
    .insert(jobPostings)
    .values(rows)
    .onConflictDoUpdate({
      target: [jobPostings.organizationId, jobPostings.feedId, jobPostings.feedKey],
      set: {
        status: sql`excluded.status`,
        audience: sql`excluded.audience`,
        title: sql`excluded.title`,
        department: sql`excluded.department`,
        location: sql`excluded.location`,
        places: sql`excluded.places`,
        employmentType: sql`excluded.employment_type`,
        salary: sql`excluded.salary`,
        descriptionHtml: sql`excluded.description_html`,
        applyUrl: sql`excluded.apply_url`,
        searchTerms: sql`excluded.search_terms`,
        feedHash: sql`excluded.feed_hash`,
        updatedAt: sql`excluded.updated_at`,
        publishedAt: sql`excluded.published_at`,
        closedAt: sql`null`,
        version: sql`${jobPostings.version} + 1`,
      },
    });
}
