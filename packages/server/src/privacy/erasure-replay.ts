import { and, eq } from "drizzle-orm";
import { extendHolders } from "../membership/personal-data.ts";
import { isFounded } from "../organizations/founded.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { lockRegistry, takeTurn } from "../registry/turns.ts";
import { eraseHolders, type Outside, settleOutside } from "./erasure.ts";
import type { ErasureEntry } from "./erasure-ledger.ts";
import { erasures } from "./erasures.table.ts";

const waitMs = 20_000;

/**
 * Erases again whoever a restored backup brought back into one organization.
 * @returns how many erasures the database did not know
 */
export async function replayErasures(
  ctx: Context,
  outside: Outside,
  entries: readonly ErasureEntry[],
): Promise<number> {
  const known = await readOrganization(ctx, async (tx) => ((await isFounded(ctx, tx)) ? readErasures(ctx, tx) : null));
  if (known === null) return 0;
  const done = new Set(known.map(({ erasureId }) => erasureId));
  let replayed = 0;
  for (const entry of entries) {
    if (done.has(entry.erasureId)) continue;
    done.add(entry.erasureId);
    const { emails } = await takeTurn(ctx, () =>
      withOrganization(ctx, async (tx) => {
        await lockRegistry(ctx, tx, waitMs);
        return eraseHolders(ctx, tx, await extendHolders(ctx, tx, entry), entry);
      }),
    );
    await settleOutside(outside, [], emails);
    replayed += 1;
  }
  return replayed;
}

/** For all organizations that the ledger names. */
export async function replayLedger(
  base: Omit<Context, "organizationId">,
  outside: Outside,
): Promise<{ replayed: number; unreadable: number }> {
  const { entries, unreadable } = await outside.ledger.read();
  let replayed = 0;
  for (const [organizationId, ofOne] of Map.groupBy(entries, (entry) => entry.organizationId))
    replayed += await replayErasures({ ...base, organizationId }, outside, ofOne);
  return { replayed, unreadable };
}

/** Writes an erasure down that a crash kept from the ledger. */
export async function recordErasure(ctx: Context, { ledger }: Outside, erasureId: string): Promise<void> {
  const { entries } = await ledger.read();
  if (entries.some((entry) => entry.erasureId === erasureId)) return;
  await ledger.append(await readOrganization(ctx, (tx) => readErasures(ctx, tx, erasureId)));
}

async function readErasures(ctx: Context, tx: Transaction, erasureId?: string): Promise<ErasureEntry[]> {
  const ofOne = erasureId === undefined ? undefined : eq(erasures.erasureId, erasureId);
  const rows = await tx
    .select()
    .from(erasures)
    .where(and(eq(erasures.organizationId, ctx.organizationId), ofOne));
  return rows.map((row) => ({
    organizationId: row.organizationId,
    erasureId: row.erasureId,
    erasedAt: toInstant(row.erasedAt),
    personIds: row.personIds,
    memberIds: row.memberIds,
    signUpIds: row.signUpIds,
    marks: row.marks,
  }));
}
