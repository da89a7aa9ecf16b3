import { and, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { findMemberInForce } from "../membership/members.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { mostTalks, selectBookings } from "./bookings.ts";
import { isStillToCome, ofSlot } from "./coming-slots.ts";
import { talkBookings, talkSlots } from "./talks.table.ts";
import { tellOfCancelling } from "./telling.ts";

/** Until it begins. @throws DomainError `not_found` */
export async function cancelTalk(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    const slot = only(
      await tx
        .select()
        .from(talkSlots)
        .where(and(isStillToCome(ctx), ofSlot(ctx, toUuid("talk", id)))),
    );
    const own = and(eq(talkBookings.slotId, slot.slotId), eq(talkBookings.memberId, memberId));
    if ((await cancelBookings(ctx, tx, own, "member")) === 0) throw new DomainError("not_found");
  });
}

/** Nobody can book it any more; whoever had is told. @throws DomainError `not_found` */
export async function withdrawSlot(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    const at = ctx.clock.now().toISOString();
    const { slotId } = only(
      await tx
        .update(talkSlots)
        .set({ withdrawnAt: at })
        .where(and(ofSlot(ctx, toUuid("talk", id)), isNull(talkSlots.withdrawnAt)))
        .returning({ slotId: talkSlots.slotId }),
    );
    await cancelBookings(ctx, tx, eq(talkBookings.slotId, slotId), "hr");
  });
}

/** Those in force that `which` names. Whoever stays is told. @returns how many */
async function cancelBookings(
  ctx: Context,
  tx: Transaction,
  which: SQL | undefined,
  by: "member" | "hr",
): Promise<number> {
  const cancelled = await tx
    .update(talkBookings)
    .set({ cancelledAt: ctx.clock.now().toISOString(), cancelledBy: by })
    .where(and(eq(talkBookings.organizationId, ctx.organizationId), isNull(talkBookings.cancelledAt), which))
    .returning();
  for (const booking of cancelled)
    await tellOfCancelling(ctx, tx, booking, await findMemberInForce(ctx, tx, booking.memberId));
  return cancelled.length;
}

/** All that a member (UUID) is still to have, who leaves. */
export async function forgetTalks(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  const next = await selectBookings(ctx, tx, mostTalks, eq(talkBookings.memberId, memberId));
  if (next.length === 0) return;
  const ids = next.map(({ booking }) => booking.bookingId);
  await cancelBookings(ctx, tx, inArray(talkBookings.bookingId, ids), "member");
}
