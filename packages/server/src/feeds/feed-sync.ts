import type { JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import { diffPostings, type HashedPosting, sanitizeChanged, writePostings } from "../jobs/feed-postings.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import type { OutboundPolicy } from "../platform/outbound-http.ts";
import { type FetchedFeed, fetchFeed, takeDocument } from "./feed-fetch.ts";
import { findFeed, lockFeed, noteFailure, noteNothingNew, noteTaken, noteTried } from "./feed-notes.ts";
import { countsOf, type RunCause, type RunStart, startRun, writeRun } from "./feed-runs.ts";
import type { JobFeedRow } from "./feeds.table.ts";
import { formats } from "./formats.rules.ts";
import { findHeldRun, findSaidRun, hold, settleHeldRun } from "./held-runs.ts";
import { type OpenFeed, openToday } from "./open-today.rules.ts";
import { joinPages, type ParsedFeed } from "./parsed-feed.rules.ts";
import { hasShrunk, whatChanges, withoutClosing } from "./shrinking.rules.ts";

/**
 * Brings the feed's postings in: new ones open, changed ones change, those that left it close. Wholly or not at all:
 * a feed that can't be reached or read leaves everything as it is, and its row and a run say why. One that shrank by more
 * than half is held.
 * @throws DomainError `feed_unreachable`, `feed_unreadable`, `not_found`, `conflict` for a feed without an address
 */
export async function syncFeed(
  ctx: Context,
  id: string,
  policy: OutboundPolicy,
  cause: RunCause = "request",
): Promise<JobFeedRun> {
  requireActor(ctx, "admin", "system");
  const feed = await readOrganization(ctx, (tx) => findFeed(ctx, tx, toUuid("feed", id)));
  return bringIn(ctx, feed, cause, () => fetchFeed(ctx, feed, policy));
}

/** The same for a document that somebody hands in. @throws DomainError `feed_unreadable`, `not_found` */
export async function uploadDocument(
  ctx: Context,
  id: string,
  document: Buffer,
  contentType: string | null,
): Promise<JobFeedRun> {
  requireActor(ctx, "recruiter", "admin", "system");
  const feed = await readOrganization(ctx, (tx) => findFeed(ctx, tx, toUuid("feed", id)));
  return bringIn(ctx, feed, "upload", async () => takeDocument(document, contentType));
}

/**
 * In the background. The run says what failed; only what may get better before the next time of the schedule is thrown,
 * and so tried again.
 */
export async function syncInBackground(ctx: Context, feedId: string, policy: OutboundPolicy): Promise<void> {
  try {
    await syncFeed(ctx, toTypeId("feed", feedId), policy, "schedule");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not_found") return ctx.queue.unschedule("feeds.sync", feedId);
    if (error.code !== "feed_unreachable") return;
    const { schedule } = await readOrganization(ctx, (tx) => findFeed(ctx, tx, feedId));
    if (schedule !== "quarter_hourly") throw error;
  }
}

async function bringIn(
  ctx: Context,
  feed: JobFeedRow,
  cause: RunCause,
  fetch: () => Promise<FetchedFeed | null>,
): Promise<JobFeedRun> {
  const start = startRun(ctx, feed.feedId, cause);
  try {
    const fetched = await fetch();
    if (fetched === null) return await noteNothingNew(ctx, feed, start, null);
    const parsed = openToday(readPages(feed, fetched), ctx.clock.now());
    const sanitized = await sanitizeChanged(ctx, feed, parsed.postings);
    if (await isAsItWas(ctx, feed, fetched, parsed, sanitized)) return await noteNothingNew(ctx, feed, start, parsed);
    return await withOrganization(ctx, (tx) => merge(ctx, tx, feed.version, start, fetched, parsed, sanitized));
  } catch (error) {
    await noteFailure(ctx, feed, start, error);
    throw error;
  }
}

const readPages = ({ format }: JobFeedRow, { pages }: FetchedFeed): ParsedFeed =>
  joinPages(pages.map(({ document, url, contentType }) => formats[format].parse(document, { url, contentType })));

/** Looked at without a lock, so that a feed that is asked every 15 minutes leaves no traces while nothing happens. */
async function isAsItWas(
  ctx: Context,
  feed: JobFeedRow,
  fetched: FetchedFeed,
  parsed: ParsedFeed,
  sanitized: readonly HashedPosting[],
): Promise<boolean> {
  if (!feed.documentDigest?.equals(fetched.digest)) return false;
  const diff = await readOrganization(ctx, (tx) => diffPostings(ctx, tx, feed, sanitized, stillThere(parsed)));
  return diff.changed.length + diff.gone.length === 0;
}

// What could not be read this time did not leave the feed.
const stillThere = ({ rejected }: ParsedFeed): string[] => rejected.flatMap(({ key }) => (key === null ? [] : [key]));

/** Two syncs of one feed follow each other: the second waits for the feed's row, and an older document changes nothing. */
async function merge(
  ctx: Context,
  tx: Transaction,
  version: number,
  start: RunStart,
  fetched: FetchedFeed,
  parsed: OpenFeed,
  sanitized: readonly HashedPosting[],
): Promise<JobFeedRun> {
  const feed = await lockFeed(ctx, tx, start.feedId);
  // Edited meanwhile, this may be the document of another address, or for other eyes.
  const isLate = feed.documentAskedAt !== null && new Date(feed.documentAskedAt) > start.at;
  if (isLate || feed.version !== version)
    return writeRun(ctx, tx, start, { status: "superseded", ...countsOf(parsed) });
  const complete = fetched.allPages && (parsed.announced ?? 0) <= parsed.read;
  const compared = await diffPostings(ctx, tx, feed, sanitized, stillThere(parsed));
  const diff = complete ? compared : withoutClosing(compared);
  const held = await findHeldRun(ctx, tx, feed.feedId);
  if (hasShrunk(diff)) {
    await noteTried(ctx, tx, feed.feedId);
    const said = held ?? (await findSaidRun(ctx, tx, feed.feedId));
    const isKnown = said?.documentDigest?.equals(fetched.digest);
    if (isKnown) return writeRun(ctx, tx, start, { status: "unchanged", ...countsOf(parsed) });
    if (held) await settleHeldRun(ctx, tx, held, { status: "superseded" });
    return hold(ctx, tx, start, fetched.digest, parsed, diff);
  }
  if (held) await settleHeldRun(ctx, tx, held, { status: "superseded" });
  await writePostings(ctx, tx, feed, diff);
  // While a posting waits for its day, "nothing changed" would be a wrong answer.
  const { etag, lastModified, digest } = parsed.waits ? { etag: null, lastModified: null, digest: null } : fetched;
  await noteTaken(ctx, tx, feed.feedId, { etag, lastModified, documentDigest: digest, documentAskedAt: start.at });
  const nothing = diff.changed.length + diff.gone.length === 0;
  const status = nothing ? "unchanged" : "done";
  return writeRun(ctx, tx, start, { status, ...countsOf(parsed), ...whatChanges(diff), complete });
}
