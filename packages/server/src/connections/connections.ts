import type { Connection, ConnectionDraft, ConnectionEdit } from "@okaeri/sdk/contract/registry-connections";
import { and, eq } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import type { Secrets } from "../platform/secrets.ts";
import { listRuns } from "../registry/runs.ts";
import { ensureSource, listSources, renameSource } from "../registry/sources.ts";
import { type ConnectionRow, connections, toConnection } from "./connections.table.ts";
import { cronOf } from "./schedule.rules.ts";
import { openAccess, sealAccess } from "./system-secrets.ts";

/**
 * Connects a system: it is asked now, and every hour from then on. Connecting one again that was deleted goes on with
 * the source it had.
 * @throws DomainError `conflict` when one of its kind has the name, or the server has no key for secrets
 */
export async function createConnection(ctx: Context, secrets: Secrets, draft: ConnectionDraft): Promise<Connection> {
  requireActor(ctx, "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const sourceId = await ensureSource(ctx, tx, draft.kind, draft.name);
    const renewal = draft.kind === "freee" ? draft.renewal : undefined;
    const rows = await tx
      .insert(connections)
      .values({
        organizationId: ctx.organizationId,
        sourceId,
        kind: draft.kind,
        account: draft.kind === "smarthr" ? draft.subdomain : String(draft.companyId),
        secret: sealAccess(ctx, secrets, sourceId, { token: draft.token, ...(renewal && { renewal }) }),
        createdAt: ctx.clock.now().toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    if (rows.length === 0) throw new DomainError("conflict", { detail: `${draft.name} is connected already` });
    await ctx.queue.send(tx, "connections.sync", { organizationId: ctx.organizationId, connectionId: sourceId });
    await schedule(ctx, sourceId);
    return describe(ctx, tx, only(rows));
  });
}

export async function listConnections(ctx: Context): Promise<{ data: Connection[] }> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(connections)
      .where(eq(connections.organizationId, ctx.organizationId))
      .orderBy(connections.createdAt, connections.sourceId);
    const data: Connection[] = [];
    for (const row of rows) data.push(await describe(ctx, tx, row));
    return { data };
  });
}

/** @throws DomainError `not_found`, `invalid_input`, `conflict` as `createConnection` */
export async function editConnection(
  ctx: Context,
  secrets: Secrets,
  id: string,
  edit: ConnectionEdit,
): Promise<Connection> {
  requireActor(ctx, "admin", "system");
  const sourceId = toUuid("source", id);
  return withOrganization(ctx, async (tx) => {
    const row = only(await tx.select().from(connections).where(ofConnection(ctx, sourceId)).for("update"));
    if (edit.renewal && row.kind !== "freee")
      throw new DomainError("invalid_input", {
        faults: [{ pointer: "#/renewal", code: "custom", detail: "tokens of this system don't expire" }],
      });
    if (edit.name !== undefined) await renameSource(ctx, tx, sourceId, edit.name);
    const changed = await tx
      .update(connections)
      .set({
        paused: edit.paused ?? row.paused,
        ...((edit.token !== undefined || edit.renewal !== undefined) && {
          secret: changedSecret(ctx, secrets, row, edit),
          // What was said to the old token.
          restsUntil: null,
        }),
      })
      .where(ofConnection(ctx, sourceId))
      .returning();
    if (edit.paused === true) await ctx.queue.unschedule("connections.sync", sourceId);
    if (edit.paused === false) await schedule(ctx, sourceId);
    return describe(ctx, tx, only(changed));
  });
}

/** What it brought stays; its token goes, and a run under way ends without writing. */
export async function deleteConnection(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "admin", "system");
  const sourceId = toUuid("source", id);
  await withOrganization(ctx, async (tx) => {
    only(await tx.delete(connections).where(ofConnection(ctx, sourceId)).returning({ sourceId: connections.sourceId }));
    await ctx.queue.unschedule("connections.sync", sourceId);
  });
}

/** Asks now instead of at the next time of the schedule; one that waits already is not made to wait twice. */
export async function requestSync(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  const sourceId = toUuid("source", id);
  await withOrganization(ctx, async (tx) => {
    only(await tx.select({ kind: connections.kind }).from(connections).where(ofConnection(ctx, sourceId)));
    await ctx.queue.send(tx, "connections.sync", { organizationId: ctx.organizationId, connectionId: sourceId });
  });
}

const ofConnection = (ctx: Context, sourceId: string) =>
  and(eq(connections.organizationId, ctx.organizationId), eq(connections.sourceId, sourceId));

// A schedule whose connection was never committed, or is gone, is taken down by its next run.
const schedule = (ctx: Context, sourceId: string): Promise<void> =>
  ctx.queue.schedule("connections.sync", sourceId, cronOf(sourceId), {
    organizationId: ctx.organizationId,
    connectionId: sourceId,
  });

function changedSecret(ctx: Context, secrets: Secrets, row: ConnectionRow, edit: ConnectionEdit): Buffer {
  // A new token replaces one that can't be opened any more; a renewal alone needs the token it belongs to.
  const before = edit.token === undefined ? openAccess(ctx, secrets, row) : { token: edit.token };
  const renewal = edit.renewal ?? ("renewal" in before ? before.renewal : undefined);
  return sealAccess(ctx, secrets, row.sourceId, { token: before.token, ...(renewal && { renewal }) });
}

async function describe(ctx: Context, tx: Transaction, row: ConnectionRow): Promise<Connection> {
  const inside = { ...ctx, transaction: tx };
  const sourceId = toTypeId("source", row.sourceId);
  const source = (await listSources(inside)).find(({ id }) => id === sourceId);
  const [lastRun] = (await listRuns(inside, { sourceId, limit: 1 })).data;
  return toConnection(row, { name: source?.name ?? "", lastRun: lastRun ?? null, now: ctx.clock.now() });
}
