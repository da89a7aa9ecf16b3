import type { RejectedRow } from "@okaeri/sdk/contract/registry-imports";
import { and, eq, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { failRun, finishRun, startRun } from "../registry/runs.ts";
import { type ConnectionRow, connectionPeople, connections } from "./connections.table.ts";
import { type Detailed, fetchEmployees } from "./freee-people.ts";
import { type Lease, takeLease } from "./lease.ts";
import { fetchCrews } from "./smarthr-people.ts";
import { openSystem, type SyncGear } from "./system-access.ts";
import type { SystemPerson } from "./system-people.rules.ts";
import { takeInPeople } from "./take-in.ts";

/** So often everybody is asked for, whatever the system says changed. */
const fullEveryMs = 7 * 24 * 3_600_000;

/** What a system answered, and what to remember of it. */
interface Brought {
  read: number;
  people: SystemPerson[];
  rejected: RejectedRow[];
  unchanged: number;
  syncedTo: Date | null;
  full: boolean;
  unfinished: boolean;
  digests: ReadonlyMap<string, Buffer>;
}

/**
 * Asks the system for its people and takes them in: wholly or not at all, with a run that says what became of it.
 * @throws DomainError `source_unreachable`, `source_unauthorized`, `source_unreadable`, `conflict` while another sync of
 * this connection is under way, `not_found`
 */
export async function syncConnection(ctx: Context, sourceId: string, gear: SyncGear): Promise<void> {
  requireActor(ctx, "admin", "system");
  const lease = await takeLease(ctx, sourceId);
  try {
    await run(ctx, lease, gear);
  } finally {
    await lease.giveBack();
  }
}

/** The same by schedule. What can't get better by trying again soon is left to the next time. */
export async function syncBySchedule(ctx: Context, sourceId: string, gear: SyncGear): Promise<void> {
  let lease: Lease;
  try {
    lease = await takeLease(ctx, sourceId);
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "not_found")) throw error;
    await ctx.queue.unschedule("connections.sync", sourceId);
    return;
  }
  try {
    await run(ctx, lease, gear);
  } catch (error) {
    if (!isSettled(error)) throw error;
  } finally {
    await lease.giveBack();
  }
}

// A token that is refused, a secret that can't be opened, a connection that was deleted, a wish to be left alone: the
// run says so.
const isSettled = (error: unknown): boolean =>
  error instanceof DomainError &&
  (error.code === "source_unauthorized" || error.code === "conflict" || error.retryAfterSeconds !== undefined);

async function run(ctx: Context, lease: Lease, gear: SyncGear): Promise<void> {
  const { connection } = lease;
  const now = ctx.clock.now();
  const restsForMs = connection.restsUntil === null ? 0 : new Date(connection.restsUntil).getTime() - now.getTime();
  if (restsForMs > 0)
    throw new DomainError("source_unreachable", {
      detail: "The system asked to be left alone",
      retryAfterSeconds: Math.ceil(restsForMs / 1000),
    });
  const runId = await startRun(ctx, connection.sourceId);
  try {
    const brought = await fetchPeople(ctx, lease, gear, now);
    await takeInPeople(ctx, { sourceId: connection.sourceId, runId, ...brought }, async (tx, counts) => {
      await lease.hold(tx);
      await finishRun(ctx, tx, runId, counts);
      await remember(ctx, tx, connection, brought, now);
    });
  } catch (error) {
    await failRun(ctx, runId, error);
    if (error instanceof DomainError && error.retryAfterSeconds !== undefined)
      await rest(ctx, connection, error.retryAfterSeconds);
    throw error;
  }
}

async function fetchPeople(ctx: Context, lease: Lease, gear: SyncGear, now: Date): Promise<Brought> {
  const { connection } = lease;
  const access = await openSystem(ctx, gear, connection);
  if (connection.kind === "smarthr") {
    const full =
      connection.fullySyncedAt === null || now.getTime() - new Date(connection.fullySyncedAt).getTime() > fullEveryMs;
    const since = full || connection.syncedTo === null ? null : new Date(connection.syncedTo);
    const fetched = await fetchCrews(access, since, now, lease.keep);
    return { ...fetched, unchanged: 0, full: since === null, unfinished: false, digests: new Map() };
  }
  const before = await readOrganization(ctx, (tx) => detailed(ctx, tx, connection));
  const fetched = await fetchEmployees(access, connection.account, before, now, lease.keep);
  return { ...fetched, syncedTo: fetched.unfinished ? null : now, full: !fetched.unfinished };
}

async function detailed(ctx: Context, tx: Transaction, { sourceId }: ConnectionRow): Promise<Map<string, Detailed>> {
  const rows = await tx
    .select()
    .from(connectionPeople)
    .where(and(eq(connectionPeople.organizationId, ctx.organizationId), eq(connectionPeople.sourceId, sourceId)));
  return new Map(
    rows.map(({ externalId, digest, detailedAt }) => [externalId, { digest, detailedAt: new Date(detailedAt) }]),
  );
}

/** In the transaction of what was brought: the next run asks from here on. */
async function remember(
  ctx: Context,
  tx: Transaction,
  { sourceId, syncedTo }: ConnectionRow,
  brought: Brought,
  now: Date,
): Promise<void> {
  await tx
    .update(connections)
    .set({
      syncedTo: brought.syncedTo?.toISOString() ?? syncedTo,
      restsUntil: null,
      ...(brought.full && { fullySyncedAt: now.toISOString() }),
    })
    .where(and(eq(connections.organizationId, ctx.organizationId), eq(connections.sourceId, sourceId)));
  const detailedAt = now.toISOString();
  const rows = [...brought.digests].map(([externalId, digest]) => ({
    organizationId: ctx.organizationId,
    sourceId,
    externalId,
    digest,
    detailedAt,
  }));
  if (rows.length > 0)
    await tx
      .insert(connectionPeople)
      .values(rows)
      .onConflictDoUpdate({
        target: [connectionPeople.organizationId, connectionPeople.sourceId, connectionPeople.externalId],
        set: { digest: sql`excluded.digest`, detailedAt },
      });
  if (brought.unfinished)
    await ctx.queue.send(tx, "connections.sync", { organizationId: ctx.organizationId, connectionId: sourceId });
}

const rest = (ctx: Context, { sourceId }: ConnectionRow, seconds: number): Promise<unknown> =>
  withOrganization(ctx, (tx) =>
    tx
      .update(connections)
      .set({ restsUntil: new Date(ctx.clock.now().getTime() + seconds * 1000).toISOString() })
      .where(and(eq(connections.organizationId, ctx.organizationId), eq(connections.sourceId, sourceId))),
  );
