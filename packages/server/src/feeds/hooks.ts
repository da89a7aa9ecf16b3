import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { findFeed } from "./feed-notes.ts";
import { openFeedSecret } from "./feed-secrets.ts";
import type { JobFeedRow } from "./feeds.table.ts";
import { type Hook, isSigned } from "./hook-signatures.rules.ts";

/**
 * A system says that something changed. What it says is not believed: the feed is asked, as by its schedule.
 * @param ctx as the system; the caller is known by its signature alone
 * @throws DomainError `unauthenticated`, the same for a wrong signature and for a feed that isn't there
 */
export async function takeHook(ctx: Context, id: string, hook: Hook): Promise<void> {
  const feed = await findHooked(ctx, id);
  const secret = feed && secretOf(ctx, feed);
  if (!isSigned(feed?.format ?? null, hook, secret)) throw new DomainError("unauthenticated");
  if (feed?.url)
    await withOrganization(ctx, (tx) =>
      ctx.queue.send(tx, "feeds.sync", { organizationId: ctx.organizationId, feedId: feed.feedId }),
    );
}

async function findHooked(ctx: Context, id: string): Promise<JobFeedRow | null> {
  try {
    return await readOrganization(ctx, (tx) => findFeed(ctx, tx, toUuid("feed", id)));
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

// One that can't be opened any more is as good as none; HR sees it at the next edit.
function secretOf(ctx: Context, feed: JobFeedRow): string | null {
  try {
    return openFeedSecret(ctx, feed, "webhookSecret");
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict") return null;
    throw error;
  }
}
