import type { TalkSlot } from "@okaeri/sdk/contract/talks";
import { pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const talkSlots = pgTable(
  "talk_slots",
  {
    organizationId: uuid("organization_id").notNull(),
    slotId: uuid("slot_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    minutes: smallint("minutes").notNull(),
    timeZone: text("time_zone").notNull(),
    host: text("host").notNull(),
    place: text("place").notNull(),
    jobId: uuid("job_id"),
    createdAt: instant("created_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.slotId] })],
);

export const talkBookings = pgTable(
  "talk_bookings",
  {
    organizationId: uuid("organization_id").notNull(),
    bookingId: uuid("booking_id").notNull(),
    slotId: uuid("slot_id").notNull(),
    memberId: uuid("member_id").notNull(),
    message: text("message").notNull(),
    bookedAt: instant("booked_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    cancelledBy: text("cancelled_by", { enum: ["member", "hr"] }),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.bookingId] })],
);

export type SlotRow = typeof talkSlots.$inferSelect;
export type BookingRow = typeof talkBookings.$inferSelect;

export const endOf = ({ startsAt, minutes }: SlotRow): Date =>
  new Date(new Date(startsAt).getTime() + minutes * 60_000);

/** Where it is, is for those who are there. */
export const toSlot = (row: SlotRow, { booked, place }: { booked: boolean; place: boolean }): TalkSlot => ({
  id: toTypeId("talk", row.slotId),
  startsAt: toInstant(row.startsAt),
  endsAt: endOf(row).toISOString(),
  timeZone: row.timeZone,
  host: row.host,
  ...(place && { place: row.place }),
  jobId: row.jobId === null ? null : toTypeId("job", row.jobId),
  booked,
});
