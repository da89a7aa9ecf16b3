import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { and, count, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { sanitizeDescription } from "./description.rules.ts";
import type { FeedAudience, FeedPosting } from "./feed-postings.rules.ts";
import { jobPostings } from "./jobs.table.ts";
import { foundBy } from "./jobs.ts";

const batchSize = 500;

/** Whose postings they are. UUID. */
export interface PostingsFeed {
  feedId: string;
  /** Of postings that don't say their own. */
  audience: FeedAudience;
}

/** A feed's posting with the hash of all it said; the sanitized description only where that hash is new. */
export interface HashedPosting {
  posting: FeedPosting;
  hash: Buffer;
}

/** What there is to do so that the board shows what the feed holds. */
export interface FeedDiff {
  /** How many of the feed's postings are open now. */
  open: number;
  created: number;
  unchanged: number;
  changed: HashedPosting[];
  /** Open and no longer in the feed. UUIDs. */
  gone: string[];
}

/** Sanitizing is the costly part: done before the transaction, and only for what changed. */
export async function sanitizeChanged(
  ctx: Context,
  feed: PostingsFeed,
  postings: readonly FeedPosting[],
): Promise<HashedPosting[]> {
  const known = await readOrganization(ctx, (tx) => hashesOf(ctx, tx, feed));
  const sanitized: HashedPosting[] = [];
  for (const posting of postings) {
    const hash = createHash("sha256")
      .update(JSON.stringify([posting, feed.audience]))
      .digest();
    const unchanged = known.get(posting.key)?.hash?.equals(hash);
    const descriptionHtml = unchanged ? "" : await sanitizeDescription(posting.descriptionHtml);
    sanitized.push({ posting: { ...posting, descriptionHtml }, hash });
    if (sanitized.length % 20 === 0) await setImmediate();
  }
  return sanitized;
}

/**
 * Compares, and writes nothing. What was closed by hand and is still in the feed as it was stays closed.
 * @param keysStillThere of what could not be read this time: it did not leave
 */
export async function diffPostings(
  ctx: Context,
  tx: Transaction,
  feed: PostingsFeed,
  postings: readonly HashedPosting[],
  keysStillThere: readonly string[],
): Promise<FeedDiff> {
  const known = await hashesOf(ctx, tx, feed);
  const changed = postings.filter(({ posting, hash }) => !known.get(posting.key)?.hash?.equals(hash));
  const there = new Set([...postings.map(({ posting }) => posting.key), ...keysStillThere]);
  const open = [...known].filter(([, { status }]) => status === "published");
  return {
    open: open.length,
    created: changed.filter(({ posting }) => !known.has(posting.key)).length,
    unchanged: postings.length - changed.length,
    changed,
    gone: open.filter(([key]) => !there.has(key)).map(([, { jobId }]) => jobId),
  };
}

/** Writes a diff in the caller's transaction, which holds the feed's lock since the diff was made. */
export async function writePostings(ctx: Context, tx: Transaction, feed: PostingsFeed, diff: FeedDiff): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  for (let start = 0; start < diff.changed.length; start += batchSize)
    await upsert(ctx, tx, feed, diff.changed.slice(start, start + batchSize));
  await close(ctx, tx, diff.gone);
  if (diff.changed.length + diff.gone.length > 0) await touchPublic(ctx, tx);
}

/** Closes what a feed brought, and lets go of it: nobody would keep it up to date any more. */
export async function releasePostings(ctx: Context, tx: Transaction, feedId: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  const open = await tx.select({ jobId: jobPostings.jobId }).from(jobPostings).where(openOf(ctx, feedId));
  await close(
    ctx,
    tx,
    open.map(({ jobId }) => jobId),
  );
  await tx
    .update(jobPostings)
    .set({ feedId: null, feedKey: null, feedHash: null })
    .where(and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.feedId, feedId)));
  if (open.length > 0) await touchPublic(ctx, tx);
}

/** At once, and not at the next sync, which may fail: what is for alumni from now on. */
export async function hidePostings(ctx: Context, tx: Transaction, feedId: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  const at = ctx.clock.now().toISOString();
  const hidden = await tx
    .update(jobPostings)
    .set({ audience: "alumni", updatedAt: at, version: sql`${jobPostings.version} + 1` })
    .where(and(openOf(ctx, feedId), eq(jobPostings.audience, "public")))
    .returning({ jobId: jobPostings.jobId });
  if (hidden.length > 0) await touchPublic(ctx, tx);
}

/** How many postings of each feed are open, by the feed's UUID. */
export async function countOpenPostings(ctx: Context, tx: Transaction): Promise<Map<string, number>> {
  const rows = await tx
    .select({ feedId: jobPostings.feedId, open: count() })
    .from(jobPostings)
    .where(
      and(
        eq(jobPostings.organizationId, ctx.organizationId),
        isNotNull(jobPostings.feedId),
        eq(jobPostings.status, "published"),
      ),
    )
    .groupBy(jobPostings.feedId);
  return new Map(rows.map(({ feedId, open }) => [feedId ?? "", open]));
}

const openOf = (ctx: Context, feedId: string) =>
  and(
    eq(jobPostings.organizationId, ctx.organizationId),
    eq(jobPostings.feedId, feedId),
    eq(jobPostings.status, "published"),
  );

async function hashesOf(ctx: Context, tx: Transaction, { feedId }: PostingsFeed) {
  const rows = await tx
    .select({
      key: jobPostings.feedKey,
      jobId: jobPostings.jobId,
      hash: jobPostings.feedHash,
      status: jobPostings.status,
    })
    .from(jobPostings)
    .where(and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.feedId, feedId)));
  return new Map(rows.map(({ key, ...row }) => [key ?? "", row]));
}

/** Without a hash from now on: should it come back, it opens again. */
async function close(ctx: Context, tx: Transaction, jobIds: readonly string[]): Promise<void> {
  const at = ctx.clock.now().toISOString();
  for (let start = 0; start < jobIds.length; start += batchSize)
    await tx
      .update(jobPostings)
      .set({ status: "closed", closedAt: at, updatedAt: at, feedHash: null, version: sql`${jobPostings.version} + 1` })
      .where(
        and(
          eq(jobPostings.organizationId, ctx.organizationId),
          inArray(jobPostings.jobId, jobIds.slice(start, start + batchSize)),
        ),
      );
}

// Closed with its hash, and not because its last day had passed: somebody closed it by hand.
const closedByHand = sql`${jobPostings.status} = 'closed' and ${jobPostings.feedHash} is not null
  and (${jobPostings.closesOn} is null or (${jobPostings.closedAt} at time zone 'Asia/Tokyo')::date <= ${jobPostings.closesOn})`;

async function upsert(ctx: Context, tx: Transaction, feed: PostingsFeed, batch: HashedPosting[]): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const rows = batch.map(({ posting: { key, publishedAt, audience, ...posting }, hash }) => ({
    organizationId: ctx.organizationId,
    jobId: newUuid(now),
    status: "published" as const,
    audience: audience ?? feed.audience,
    ...posting,
    ...foundBy(posting),
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
        status: sql`case when ${closedByHand} then 'closed' else 'published' end`,
        closedAt: sql`case when ${closedByHand} then ${jobPostings.closedAt} end`,
        // By HR, for a feed invites nobody.
        audience: sql`case when ${jobPostings.audienceHeld} then ${jobPostings.audience} else excluded.audience end`,
        title: sql`excluded.title`,
        department: sql`excluded.department`,
        location: sql`excluded.location`,
        places: sql`excluded.places`,
        employmentType: sql`excluded.employment_type`,
        remote: sql`excluded.remote`,
        grade: sql`excluded.grade`,
        salary: sql`excluded.salary`,
        startsOn: sql`excluded.starts_on`,
        closesOn: sql`excluded.closes_on`,
        requirements: sql`excluded.requirements`,
        descriptionHtml: sql`excluded.description_html`,
        whyComeBack: sql`excluded.why_come_back`,
        hiringManager: sql`excluded.hiring_manager`,
        applyUrl: sql`excluded.apply_url`,
        searchTerms: sql`excluded.search_terms`,
        termsVersion: sql`excluded.terms_version`,
        feedHash: sql`excluded.feed_hash`,
        updatedAt: sql`excluded.updated_at`,
        publishedAt: sql`excluded.published_at`,
        version: sql`${jobPostings.version} + 1`,
      },
    });
}
