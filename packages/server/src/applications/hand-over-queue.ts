import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

/** Has an application (UUID) handed over once this transaction commits. `after`: not before then. */
export const askHandOver = (ctx: Context, tx: Transaction, applicationId: string, after?: Date): Promise<void> =>
  ctx.queue.send(tx, "applications.hand-over", { organizationId: ctx.organizationId, applicationId }, after);
