import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

/**
 * Has an application handed over once this transaction commits. UUIDs. `after`: not before then. What goes to one
 * destination waits for its own alone.
 */
export const askHandOver = (
  ctx: Context,
  tx: Transaction,
  { applicationId, destinationId }: { applicationId: string; destinationId: string | null },
  after?: Date,
): Promise<void> =>
  ctx.queue.send(
    tx,
    "applications.hand-over",
    { organizationId: ctx.organizationId, applicationId, ...(destinationId !== null && { destinationId }) },
    after,
  );
