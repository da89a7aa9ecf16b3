import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";

const queues = new Map<string, Promise<unknown>>();
const holding = new AsyncLocalStorage<string>();

/**
 * Whatever takes people into one registry goes one after the other, in the order it came. Waiting takes no connection
 * of the pool: take the turn before a transaction is opened. Who has the turn already goes on.
 */
export async function takeTurn<T>(
  { organizationId }: Pick<Context, "organizationId">,
  work: () => Promise<T>,
): Promise<T> {
  if (holding.getStore() === organizationId) return work();
  const inTurn = () => holding.run(organizationId, work);
  const before = queues.get(organizationId) ?? Promise.resolve();
  const turn = before.then(inTurn, inTurn);
  queues.set(organizationId, turn);
  try {
    return await turn;
  } finally {
    if (queues.get(organizationId) === turn) queues.delete(organizationId);
  }
}

/**
 * The same across processes, for the rest of the transaction: two at once would both find somebody missing and both
 * create them.
 */
export async function lockRegistry({ organizationId }: Context, tx: Transaction, waitMs: number): Promise<void> {
  const { before } = only(
    await tx.execute<{ before: string }>(sql`select current_setting('statement_timeout') as before`),
  );
  // Waiting is no statement that takes too long; what follows may be one.
  await tx.execute(sql`select set_config('lock_timeout', ${String(waitMs)}, true),
    set_config('statement_timeout', '0', true)`);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`registry:${organizationId}`}, 0))`);
  await tx.execute(sql`select set_config('statement_timeout', ${before}, true)`);
}
