import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import {
  type TalkBooking,
  type TalkBookingDraft,
  type TalkSlot,
  type TalkSlotQuery,
  talkBookingDraft,
} from "@okaeri/sdk/contract/talks";
import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import { getJob } from "../jobs/jobs.ts";
import { listMemberNames } from "../membership/member-names.ts";
import { getMember } from "../membership/members.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { useUp } from "../platform/rate-limits.ts";
import { isStillToCome, ofSlot } from "./coming-slots.ts";
import { afterSlot } from "./slots.ts";
import { type BookingRow, talkBookings, talkSlots, toSlot } from "./talks.table.ts";
import { tellOfBooking } from "./telling.ts";

/** What one member may have booked at once. */
export const mostTalks = 5;
// HR hears of each, and of each that is cancelled.
const bookingsADay = 10;

/**
 * @throws DomainError `not_found` for what is over, withdrawn or about a posting one may not see; `conflict` when
 * somebody was faster, or with five talks ahead; `rate_limited` after ten in a day
 */
export async function bookTalk(ctx: Context, id: string, input: TalkBookingDraft): Promise<TalkSlot> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const { message } = talkBookingDraft.parse(input);
  const limit = { key: `talk-booking:${memberId}`, max: bookingsADay, windowMs: 86_400_000 };
  const waitMs = await useUp(ctx, ctx.organizationId, [limit]);
  if (waitMs > 0) throw new DomainError("rate_limited", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  return withOrganization(ctx, async (tx) => {
    const slot = only(
      await tx
        .select()
        .from(talkSlots)
        .where(and(isStillToCome(ctx), ofSlot(ctx, toUuid("talk", id))))
        .for("share"),
    );
    if (slot.jobId !== null) await getJob({ ...ctx, transaction: tx }, toTypeId("job", slot.jobId));
    // One booking of a member after the other: nobody takes all the times there are.
    const member = await getMember(ctx, tx, memberId, "for update");
    const own = await selectBookings(ctx, tx, mostTalks, eq(talkBookings.memberId, memberId));
    if (own.length >= mostTalks && !own.some(({ booking }) => booking.slotId === slot.slotId))
      throw new DomainError("conflict", { detail: `One has at most ${mostTalks} talks ahead` });
    const now = ctx.clock.now();
    const [booking] = await tx
      .insert(talkBookings)
      .values({
        organizationId: ctx.organizationId,
        bookingId: newUuid(now),
        slotId: slot.slotId,
        memberId,
        message,
        bookedAt: now.toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    const mine = booking ?? (await findBooking(ctx, tx, slot.slotId));
    if (mine?.memberId !== memberId) throw new DomainError("conflict", { detail: "This time is taken" });
    if (booking) await tellOfBooking(ctx, tx, booking, member);
    return toSlot(slot, { booked: true, place: true });
  });
}

/** The talks that a member is still to have. */
export async function listOwnTalks(ctx: Context): Promise<TalkSlot[]> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) =>
    (await selectBookings(ctx, tx, mostTalks, eq(talkBookings.memberId, memberId))).map(({ slot }) =>
      toSlot(slot, { booked: true, place: true }),
    ),
  );
}

/** Who booked what is still to come, the next first. */
export async function listBookings(ctx: Context, query: TalkSlotQuery): Promise<Page<TalkBooking>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const rows = await selectBookings(
      ctx,
      tx,
      limit + 1,
      query.jobId === undefined ? undefined : eq(talkSlots.jobId, toUuid("job", query.jobId)),
      query.cursor === undefined ? undefined : await afterSlot(ctx, tx, query.cursor),
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const names = await listMemberNames(
      ctx,
      tx,
      page.map(({ booking }) => booking.memberId),
    );
    return {
      data: page.flatMap(({ slot, booking }) => {
        const member = names.get(booking.memberId);
        if (!member) return [];
        return {
          slot: toSlot(slot, { booked: false, place: true }),
          personId: member.personId === null ? null : toTypeId("person", member.personId),
          name: member.name,
          message: booking.message,
          bookedAt: toInstant(booking.bookedAt),
        };
      }),
      nextCursor: last ? toTypeId("talk", last.slot.slotId) : null,
    };
  });
}

export const selectBookings = (ctx: Context, tx: Transaction, limit: number, ...conditions: (SQL | undefined)[]) =>
  tx
    .select({ slot: talkSlots, booking: talkBookings })
    .from(talkBookings)
    .innerJoin(
      talkSlots,
      and(eq(talkSlots.organizationId, talkBookings.organizationId), eq(talkSlots.slotId, talkBookings.slotId)),
    )
    .where(
      and(
        eq(talkBookings.organizationId, ctx.organizationId),
        isNull(talkBookings.cancelledAt),
        isStillToCome(ctx),
        ...conditions,
      ),
    )
    .orderBy(asc(talkSlots.startsAt), asc(talkSlots.slotId))
    .limit(limit);

async function findBooking(ctx: Context, tx: Transaction, slotId: string): Promise<BookingRow | undefined> {
  const [row] = await tx
    .select()
    .from(talkBookings)
    .where(
      and(
        eq(talkBookings.organizationId, ctx.organizationId),
        eq(talkBookings.slotId, slotId),
        isNull(talkBookings.cancelledAt),
      ),
    );
  return row;
}
