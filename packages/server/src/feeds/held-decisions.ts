import type { JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import { diffPostings, sanitizeChanged, writePostings } from "../jobs/feed-postings.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { findFeed, lockFeed, noteTaken } from "./feed-notes.ts";
import type { JobFeedRunRow } from "./feeds.table.ts";
import { findHeldRun, openHeld, settleHeldRun } from "./held-runs.ts";
import { openToday } from "./open-today.rules.ts";
import { whatChanges } from "./shrinking.rules.ts";

/**
 * The feed is right: what was held is written, and what left it closes.
 * @throws DomainError `not_found`, `conflict` when it waits no more
 */
export async function releaseRun(ctx: Context, id: string, runId: string): Promise<JobFeedRun> {
  requireActor(ctx, "recruiter", "admin", "system");
  const feedId = toUuid("feed", id);
  const { feed, parsed } = await readOrganization(ctx, async (tx) => {
    const feed = await findFeed(ctx, tx, feedId);
    return { feed, parsed: openToday(openHeld(await heldRun(ctx, tx, feedId, runId)), ctx.clock.now()) };
  });
  const sanitized = await sanitizeChanged(ctx, feed, parsed.postings);
  return withOrganization(ctx, async (tx) => {
    const current = await lockFeed(ctx, tx, feedId);
    const run = await heldRun(ctx, tx, feedId, runId);
    const stillThere = parsed.rejected.flatMap(({ key }) => (key === null ? [] : [key]));
    const diff = await diffPostings(ctx, tx, current, sanitized, stillThere);
    await writePostings(ctx, tx, current, diff);
    await noteTaken(ctx, tx, feedId, {
      etag: null,
      lastModified: null,
      documentDigest: parsed.waits ? null : run.documentDigest,
      documentAskedAt: new Date(run.startedAt),
    });
    return settleHeldRun(ctx, tx, run, { status: "released", ...whatChanges(diff) });
  });
}

/**
 * The feed is wrong: nothing changes, and the same document is not asked about again.
 * @throws DomainError `not_found`, `conflict` when it waits no more
 */
export async function discardRun(ctx: Context, id: string, runId: string): Promise<JobFeedRun> {
  requireActor(ctx, "recruiter", "admin", "system");
  const feedId = toUuid("feed", id);
  return withOrganization(ctx, async (tx) => {
    await lockFeed(ctx, tx, feedId);
    return settleHeldRun(ctx, tx, await heldRun(ctx, tx, feedId, runId), { status: "discarded" });
  });
}

async function heldRun(ctx: Context, tx: Transaction, feedId: string, id: string): Promise<JobFeedRunRow> {
  const runId = toUuid("run", id);
  const held = await findHeldRun(ctx, tx, feedId);
  if (held?.runId === runId) return held;
  throw new DomainError("conflict", { detail: "This run waits no more: a later one came, or somebody has decided" });
}
