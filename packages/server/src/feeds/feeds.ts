import { type JobFeed, type JobFeedDraft, type JobFeedEdit, jobFeedDraft } from "@okaeri/sdk/contract/job-feeds";
import { and, eq, sql } from "drizzle-orm";
import { removeDestinationOfFeed } from "../applications/destinations.ts";
import { countOpenPostings, hidePostings, releasePostings } from "../jobs/feed-postings.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { findFeed, lockFeed } from "./feed-notes.ts";
import { sealFeedSecret } from "./feed-secrets.ts";
import { type JobFeedRow, jobFeeds, toFeed, toRun } from "./feeds.table.ts";
import { formats } from "./formats.rules.ts";
import { findHeldRun, settleHeldRun } from "./held-runs.ts";
import { hasHooks } from "./hook-signatures.rules.ts";
import { cronOf } from "./schedule.rules.ts";

export interface FeedView {
  feed: JobFeed;
  version: number;
}

/**
 * Registers a feed: where it has a schedule, it is asked now, and by the schedule from then on.
 * @param file an absolute path on this machine, instead of an address; for commands, never for what comes by wire
 * @throws DomainError `invalid_input` for a secret that the format has no use for, `conflict` without a key for secrets
 */
export async function addFeed(ctx: Context, input: JobFeedDraft, file: string | null = null): Promise<FeedView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { token, webhookSecret, ...draft } = jobFeedDraft.parse(input);
  refuseUseless(draft.format, { token, webhookSecret });
  const now = ctx.clock.now();
  const feedId = newUuid(now);
  return withOrganization(ctx, async (tx) => {
    const rows = await tx
      .insert(jobFeeds)
      .values({
        organizationId: ctx.organizationId,
        feedId,
        ...draft,
        file,
        token: token === null ? null : sealFeedSecret(ctx, feedId, "token", token),
        webhookSecret: webhookSecret === null ? null : sealFeedSecret(ctx, feedId, "webhookSecret", webhookSecret),
        createdAt: now.toISOString(),
      })
      .returning();
    const feed = only(rows);
    await schedule(ctx, feed);
    if (feed.url !== null && feed.schedule !== "none") await askNow(ctx, tx, feedId);
    return view(ctx, tx, feed);
  });
}

export async function listFeeds(ctx: Context): Promise<{ data: JobFeed[] }> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(jobFeeds)
      .where(eq(jobFeeds.organizationId, ctx.organizationId))
      .orderBy(jobFeeds.feedId);
    const open = await countOpenPostings(ctx, tx);
    const data: JobFeed[] = [];
    for (const row of rows) data.push(await describe(ctx, tx, row, open));
    return { data };
  });
}

/** @throws DomainError `not_found` */
export async function getFeed(ctx: Context, id: string): Promise<FeedView> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => view(ctx, tx, await findFeed(ctx, tx, toUuid("feed", id))));
}

/**
 * What is for alumni from now on is hidden at once; everything else shows at the next sync, which is asked for where the feed has a schedule.
 * @throws DomainError `not_found`, `precondition_failed` when somebody edited it since `version`, else as `addFeed`
 */
export async function editFeed(ctx: Context, id: string, edit: JobFeedEdit, version: number): Promise<FeedView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { token, webhookSecret, ...fields } = edit;
  return withOrganization(ctx, async (tx) => {
    const before = await lockFeed(ctx, tx, toUuid("feed", id));
    const { feedId } = before;
    if (before.version !== version) throw new DomainError("precondition_failed");
    refuseUseless(before.format, { token, webhookSecret });
    const rows = await tx
      .update(jobFeeds)
      .set({
        ...fields,
        ...(fields.url !== undefined && fields.url !== null && { file: null }),
        ...(token !== undefined && { token: token === null ? null : sealFeedSecret(ctx, feedId, "token", token) }),
        ...(webhookSecret !== undefined && {
          webhookSecret: webhookSecret === null ? null : sealFeedSecret(ctx, feedId, "webhookSecret", webhookSecret),
        }),
        // What was said of the old document says nothing any more.
        etag: null,
        lastModified: null,
        documentDigest: null,
        version: sql`${jobFeeds.version} + 1`,
      })
      .where(ofFeed(ctx, feedId))
      .returning();
    const feed = only(rows);
    if (before.audience === "public" && feed.audience === "alumni") await hidePostings(ctx, tx, feedId);
    // What was read of the feed as it was is not what HR is asked about now.
    const held = await findHeldRun(ctx, tx, feedId);
    if (held && (before.url !== feed.url || before.audience !== feed.audience))
      await settleHeldRun(ctx, tx, held, { status: "superseded" });
    await schedule(ctx, feed);
    if (feed.url !== null && feed.schedule !== "none") await askNow(ctx, tx, feedId);
    return view(ctx, tx, feed);
  });
}

/** Its postings close: nobody would keep them up to date. What they were stays with HR. */
export async function removeFeed(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    const { feedId } = await lockFeed(ctx, tx, toUuid("feed", id));
    await releasePostings(ctx, tx, feedId);
    await removeDestinationOfFeed(ctx, tx, feedId);
    await tx.delete(jobFeeds).where(ofFeed(ctx, feedId));
    await ctx.queue.unschedule("feeds.sync", feedId);
  });
}

/**
 * Asks now instead of at the next time of the schedule; one that waits already is not made to wait twice.
 * @throws DomainError `not_found`, `conflict` for a feed without an address
 */
export async function requestSync(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    const { feedId, url, file } = await findFeed(ctx, tx, toUuid("feed", id));
    if (url === null && file === null)
      throw new DomainError("conflict", { detail: "This feed has no address: upload a document" });
    await askNow(ctx, tx, feedId);
  });
}

const ofFeed = (ctx: Context, feedId: string) =>
  and(eq(jobFeeds.organizationId, ctx.organizationId), eq(jobFeeds.feedId, feedId));

const askNow = (ctx: Context, tx: Transaction, feedId: string): Promise<void> =>
  ctx.queue.send(tx, "feeds.sync", { organizationId: ctx.organizationId, feedId });

// A schedule whose feed was never committed, or is gone, is taken down by its next run.
async function schedule(ctx: Context, { feedId, url, file, schedule: every }: JobFeedRow): Promise<void> {
  const cron = url === null && file === null ? null : cronOf(feedId, every);
  if (cron === null) return ctx.queue.unschedule("feeds.sync", feedId);
  await ctx.queue.schedule("feeds.sync", feedId, cron, { organizationId: ctx.organizationId, feedId });
}

function refuseUseless(
  format: JobFeedRow["format"],
  { token, webhookSecret }: Pick<JobFeedEdit, "token" | "webhookSecret">,
): void {
  const faults = [
    ...(token && !formats[format].authorize
      ? [{ pointer: "#/token", detail: "this format is public and takes no token" }]
      : []),
    ...(webhookSecret && !hasHooks(format)
      ? [{ pointer: "#/webhookSecret", detail: "this format sends no webhooks that can be told from others'" }]
      : []),
  ];
  if (faults.length > 0)
    throw new DomainError("invalid_input", { faults: faults.map((fault) => ({ ...fault, code: "custom" })) });
}

/** Row-level security shows no organizations to a system that knocks: the address names it. */
export const webhookPath = (ctx: Context, feedId: string): string =>
  `/hooks/feeds/${toTypeId("org", ctx.organizationId)}/${toTypeId("feed", feedId)}`;

async function view(ctx: Context, tx: Transaction, row: JobFeedRow): Promise<FeedView> {
  return { feed: await describe(ctx, tx, row, await countOpenPostings(ctx, tx)), version: row.version };
}

async function describe(
  ctx: Context,
  tx: Transaction,
  row: JobFeedRow,
  open: ReadonlyMap<string, number>,
): Promise<JobFeed> {
  const held = await findHeldRun(ctx, tx, row.feedId);
  return toFeed(row, {
    openPostings: open.get(row.feedId) ?? 0,
    heldRun: held && toRun(held),
    webhookUrl: row.webhookSecret === null ? null : webhookPath(ctx, row.feedId),
  });
}
