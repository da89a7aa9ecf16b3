import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { LegalHold, LegalHoldDraft } from "@okaeri/sdk/contract/privacy";
import { legalHoldDraft } from "@okaeri/sdk/contract/privacy";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { findWholePersonId } from "../registry/people.ts";
import { reachPeople } from "../registry/personal-data.ts";
import { type LegalHoldRow, legalHolds, toLegalHold } from "./legal-holds.table.ts";

interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** Newest first, those that were lifted among them. */
export async function listHolds(
  ctx: Context,
  { cursor, limit = defaultPageSize }: PageQuery,
): Promise<Page<LegalHold>> {
  requireActor(ctx, "admin", "system");
  const before = cursor === undefined ? undefined : lt(legalHolds.holdId, cursorToUuid("hold", cursor));
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(legalHolds)
      .where(and(eq(legalHolds.organizationId, ctx.organizationId), before))
      .orderBy(desc(legalHolds.holdId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { data: await show(ctx, tx, page), nextCursor: last ? toTypeId("hold", last.holdId) : null };
  });
}

/** @throws DomainError `not_found` */
export async function createHold(ctx: Context, input: LegalHoldDraft): Promise<LegalHold> {
  requireActor(ctx, "admin", "system");
  const { personId, reason, until } = legalHoldDraft.parse(input);
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const whole = await findWholePersonId(ctx, tx, toUuid("person", personId));
    if (whole === null) throw new DomainError("not_found");
    const rows = await tx
      .insert(legalHolds)
      .values({
        organizationId: ctx.organizationId,
        holdId: newUuid(now),
        personId: whole,
        reason,
        until,
        createdAt: now.toISOString(),
        createdBy: actorName(ctx.actor),
      })
      .returning();
    return only(await show(ctx, tx, rows));
  });
}

/** Lifting it again changes nothing. @throws DomainError `not_found` */
export async function liftHold(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "admin", "system");
  const ofHold = and(eq(legalHolds.organizationId, ctx.organizationId), eq(legalHolds.holdId, toUuid("hold", id)));
  await withOrganization(ctx, async (tx) => {
    only(await tx.select({ holdId: legalHolds.holdId }).from(legalHolds).where(ofHold));
    await tx
      .update(legalHolds)
      .set({ liftedAt: ctx.clock.now().toISOString() })
      .where(and(ofHold, isNull(legalHolds.liftedAt)));
  });
}

async function show(ctx: Context, tx: Transaction, rows: readonly LegalHoldRow[]): Promise<LegalHold[]> {
  const people = await reachPeople(
    ctx,
    tx,
    rows.map(({ personId }) => personId),
  );
  return rows.map((row) => toLegalHold(row, people.get(row.personId)?.name ?? ""));
}
