import { randomUUID } from "node:crypto";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type ConnectionRow, connections } from "./connections.table.ts";

const leaseMs = 2 * 60_000;
const renewAfterMs = 30_000;

/** The right to sync a connection. It ends by itself, so that a killed process doesn't keep it. */
export interface Lease {
  connection: ConnectionRow;
  /** Called along the way: holds on to it. @throws DomainError `conflict` when it was lost */
  keep(): Promise<void>;
  /** In the transaction that writes: from here on nobody else can take it. @throws DomainError `conflict` */
  hold(tx: Transaction): Promise<void>;
  giveBack(): Promise<void>;
}

/**
 * @throws DomainError `conflict` while another one has it, `not_found` when the connection is gone
 */
export async function takeLease(ctx: Context, sourceId: string): Promise<Lease> {
  const leaseId = randomUUID();
  const ofConnection = and(eq(connections.organizationId, ctx.organizationId), eq(connections.sourceId, sourceId));
  const until = () => new Date(ctx.clock.now().getTime() + leaseMs).toISOString();
  const connection = await withOrganization(ctx, async (tx) => {
    only(await tx.select({ kind: connections.kind }).from(connections).where(ofConnection));
    const [row] = await tx
      .update(connections)
      .set({ leaseId, leaseUntil: until() })
      .where(
        and(
          ofConnection,
          or(isNull(connections.leaseUntil), lt(connections.leaseUntil, ctx.clock.now().toISOString())),
        ),
      )
      .returning();
    if (!row) throw new DomainError("conflict", { detail: "This connection is being synced already" });
    return row;
  });
  const mine = and(ofConnection, eq(connections.leaseId, leaseId));
  const hold = async (tx: Transaction) => {
    const held = await tx
      .update(connections)
      .set({ leaseUntil: until() })
      .where(mine)
      .returning({ at: connections.leaseUntil });
    if (held.length === 0)
      throw new DomainError("conflict", { detail: "The connection was deleted, or another process took over" });
  };
  let keptAtMs = performance.now();
  return {
    connection,
    hold,
    async keep() {
      if (performance.now() - keptAtMs < renewAfterMs) return;
      await withOrganization(ctx, hold);
      keptAtMs = performance.now();
    },
    async giveBack() {
      await withOrganization(ctx, (tx) => tx.update(connections).set({ leaseId: null, leaseUntil: null }).where(mine));
    },
  };
}
