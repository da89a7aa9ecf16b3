import { postMail } from "../delivery/outbox.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import type { BookingRow } from "./talks.table.ts";

interface Reader {
  email: string | null;
  locale: "ja" | "en";
}

/** The member by a calendar entry, HR by a word at the organization's own address. */
export async function tellOfBooking(ctx: Context, tx: Transaction, booking: BookingRow, member: Reader): Promise<void> {
  await tell(ctx, tx, booking, "talk_booked", member);
  await tellHr(ctx, tx, booking.bookingId, "talk_taken");
}

/** Null: a member who left is told nothing more. */
export async function tellOfCancelling(
  ctx: Context,
  tx: Transaction,
  booking: BookingRow,
  member: Reader | null,
): Promise<void> {
  if (member) await tell(ctx, tx, booking, "talk_cancelled", member);
  if (booking.cancelledBy === "member") await tellOfFreedSlot(ctx, tx, booking.slotId);
}

/** HR hears that a time (UUID) is free again, also when nothing is left of who had it. */
export const tellOfFreedSlot = (ctx: Context, tx: Transaction, slotId: string): Promise<void> =>
  tellHr(ctx, tx, slotId, "talk_given_back");

async function tell(
  ctx: Context,
  tx: Transaction,
  { bookingId }: BookingRow,
  kind: "talk_booked" | "talk_cancelled",
  { email, locale }: Reader,
): Promise<void> {
  if (email !== null) await postMail(ctx, tx, { kind, subjectId: bookingId, locale, to: email });
}

async function tellHr(
  ctx: Context,
  tx: Transaction,
  subjectId: string,
  kind: "talk_taken" | "talk_given_back",
): Promise<void> {
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  if (organization.contactEmail !== null)
    await postMail(ctx, tx, { kind, subjectId, locale: "ja", to: organization.contactEmail });
}
