import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { isOneOf, type PersonalTable } from "../privacy/personal-table.ts";
import { isStillToCome } from "./coming-slots.ts";
import { talkBookings, talkSlots } from "./talks.table.ts";
import { tellOfFreedSlot } from "./telling.ts";

/** Which talks a member booked, and what they wrote. */
export const talkTables: readonly PersonalTable[] = [
  {
    table: "talk_bookings",
    rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds),
    // Somebody of the house keeps a time free for them.
    erased: async (ctx, tx, { memberIds }) => {
      const ofMembers = and(
        eq(talkBookings.organizationId, ctx.organizationId),
        inArray(talkBookings.memberId, [...memberIds]),
      );
      const ahead = await tx
        .select({ slotId: talkSlots.slotId })
        .from(talkSlots)
        .innerJoin(
          talkBookings,
          and(eq(talkBookings.organizationId, talkSlots.organizationId), eq(talkBookings.slotId, talkSlots.slotId)),
        )
        .where(and(isStillToCome(ctx), isNull(talkBookings.cancelledAt), ofMembers));
      await tx.delete(talkBookings).where(ofMembers);
      for (const { slotId } of ahead) await tellOfFreedSlot(ctx, tx, slotId);
    },
  },
];
