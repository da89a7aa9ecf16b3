import { and, eq, isNull, or, sql } from "drizzle-orm";
import { findJobOrigin } from "../jobs/job-origins.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { applicationDestinations, type DestinationRow } from "./destinations.table.ts";

/**
 * Where applications for a posting (UUID) go: to its feed's destination, else to the one without a feed.
 * `key share` where something is to go there: it stays until then.
 */
export async function findDestinationOf(
  ctx: Context,
  tx: Transaction,
  jobId: string,
  lock?: "key share",
): Promise<DestinationRow | null> {
  const { feedId } = await findJobOrigin(ctx, tx, jobId);
  const { organizationId, feedId: ofFeed } = applicationDestinations;
  const query = tx
    .select()
    .from(applicationDestinations)
    .where(
      and(
        eq(organizationId, ctx.organizationId),
        feedId === null ? isNull(ofFeed) : or(isNull(ofFeed), eq(ofFeed, feedId)),
      ),
    )
    .orderBy(sql`${ofFeed} is null`)
    .limit(1);
  const [row] = await (lock ? query.for(lock) : query);
  return row ?? null;
}

/** Whether its system is asked where applicants stand, and answers. By UUID. */
export async function isFollowed(ctx: Context, tx: Transaction, destinationId: string | null): Promise<boolean> {
  if (destinationId === null) return false;
  const [row] = await tx
    .select()
    .from(applicationDestinations)
    .where(
      and(
        eq(applicationDestinations.organizationId, ctx.organizationId),
        eq(applicationDestinations.destinationId, destinationId),
      ),
    );
  return row?.followKey != null && row.followedAt !== null && row.lastErrorCode === null;
}
