import { and, eq, gte, isNull, or } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { findWholePersonId, listRecordIds } from "../registry/people.ts";
import { legalHolds } from "./legal-holds.table.ts";

/** Whom a legal hold keeps today: all records that are one person with the one it was made for. UUIDs. */
export async function listHeldPeople(ctx: Context, tx: Transaction): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ personId: legalHolds.personId })
    .from(legalHolds)
    .where(
      and(
        eq(legalHolds.organizationId, ctx.organizationId),
        isNull(legalHolds.liftedAt),
        or(isNull(legalHolds.until), gte(legalHolds.until, dayInJapan(ctx.clock.now()))),
      ),
    );
  const held = new Set<string>();
  for (const { personId } of rows) {
    const whole = (await findWholePersonId(ctx, tx, personId)) ?? personId;
    for (const recordId of await listRecordIds(ctx, tx, whole)) held.add(recordId);
  }
  return held;
}

/** @throws DomainError `conflict` under a legal hold */
export async function refuseHeld(ctx: Context, tx: Transaction, personIds: readonly string[]): Promise<void> {
  const held = await listHeldPeople(ctx, tx);
  if (personIds.some((personId) => held.has(personId)))
    throw new DomainError("conflict", { detail: "A legal hold keeps this person: lift it first" });
}
