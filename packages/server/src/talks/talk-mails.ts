import type { Organization } from "@okaeri/sdk/contract/organizations";
import { and, eq } from "drizzle-orm";
import { write } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { signInUrlOf } from "../delivery/way-in-mails.ts";
import { findMemberInForce } from "../membership/members.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { toCalendar } from "./calendar.rules.ts";
import { isFree, isStillToCome, ofSlot } from "./coming-slots.ts";
import { type BookingRow, endOf, type SlotRow, talkBookings, talkSlots } from "./talks.table.ts";

/** The time that was booked, as words and as a calendar entry. */
export const composeTalkBooked =
  (publicUrl: string): ComposeMail =>
  (ctx, tx, mail) =>
    composeForMember(ctx, tx, mail, publicUrl, false);

/** That it won't take place, by whomever; the calendar takes the entry out. */
export const composeTalkCancelled =
  (publicUrl: string): ComposeMail =>
  (ctx, tx, mail) =>
    composeForMember(ctx, tx, mail, publicUrl, true);

async function composeForMember(
  ctx: Context,
  tx: Transaction,
  { subjectId, locale }: Parameters<ComposeMail>[2],
  publicUrl: string,
  cancelled: boolean,
): ReturnType<ComposeMail> {
  const found = await find(ctx, tx, subjectId);
  if (!found || (found.booking.cancelledAt !== null) !== cancelled) return null;
  const member = await findMemberInForce(ctx, tx, found.booking.memberId);
  if (member?.email == null) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  const to = { email: member.email, locale };
  const url = signInUrlOf(organization, publicUrl, locale);
  const words = locale === "ja" ? inJapanese : inEnglish;
  const { subject, lines } = words(organization, found.slot, found.booking, url);
  return {
    ...write(organization, to, subject, lines),
    calendar: calendarOf(ctx, organization, found, member.email, locale),
  };
}

const whenText = ({ startsAt, timeZone }: SlotRow, locale: "ja" | "en"): string =>
  new Intl.DateTimeFormat(locale === "ja" ? "ja-JP" : "en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  }).format(new Date(startsAt));

function inJapanese({ name }: Organization, slot: SlotRow, { cancelledBy }: BookingRow, url: string) {
  const when = `${whenText(slot, "ja")}から${slot.minutes}分（${slot.timeZone}）`;
  return cancelledBy === null
    ? {
        subject: `【${name}】カジュアル面談のご予約`,
        lines: [
          `${slot.host}との面談のご予約を承りました。`,
          "",
          when,
          slot.place,
          "",
          "応募ではありません。気軽にお話しください。ご都合が変わったら、マイページからいつでも取り消せます。",
          "",
          `    ${url}`,
        ],
      }
    : {
        subject: `【${name}】カジュアル面談の取り消し`,
        lines: [
          cancelledBy === "hr"
            ? `申し訳ございません。${slot.host}との面談が行えなくなりました。`
            : `${slot.host}との面談を取り消しました。`,
          "",
          when,
          ...(cancelledBy === "hr" ? ["", "よろしければ、別の時間をお選びください。", "", `    ${url}`] : []),
        ],
      };
}

function inEnglish({ name }: Organization, slot: SlotRow, { cancelledBy }: BookingRow, url: string) {
  const when = `${whenText(slot, "en")}, ${slot.minutes} minutes (${slot.timeZone})`;
  return cancelledBy === null
    ? {
        subject: `Your talk with ${name}`,
        lines: [
          `You are going to talk with ${slot.host}.`,
          "",
          when,
          slot.place,
          "",
          "This is no application. If something comes up, you can cancel on your account page at any time:",
          "",
          `    ${url}`,
        ],
      }
    : {
        subject: `Your talk with ${name} is cancelled`,
        lines: [
          cancelledBy === "hr"
            ? `We are sorry: the talk with ${slot.host} can't take place.`
            : `You cancelled your talk with ${slot.host}.`,
          "",
          when,
          ...(cancelledBy === "hr" ? ["", "You are welcome to choose another time:", "", `    ${url}`] : []),
        ],
      };
}

function calendarOf(
  ctx: Context,
  { name, contactEmail }: Organization,
  { slot, booking }: { slot: SlotRow; booking: BookingRow },
  attendee: string,
  locale: "ja" | "en",
) {
  const cancelled = booking.cancelledAt !== null;
  const method = cancelled ? ("CANCEL" as const) : ("REQUEST" as const);
  const text = toCalendar({
    uid: toTypeId("booking", booking.bookingId),
    sequence: cancelled ? 1 : 0,
    method,
    startsAt: new Date(slot.startsAt),
    endsAt: endOf(slot),
    writtenAt: ctx.clock.now(),
    summary: locale === "ja" ? `${name} カジュアル面談` : `Casual talk, ${name}`,
    description: locale === "ja" ? `${slot.host}との面談` : `With ${slot.host}`,
    location: slot.place,
    organizer: contactEmail === null ? null : { name, email: contactEmail },
    attendee,
  });
  return { method, text };
}

/** To HR's address: that there is something to look at. Who it is stands in the console alone. */
export const composeTalkTaken: ComposeMail = async (ctx, tx, { subjectId }) => {
  const found = await find(ctx, tx, subjectId);
  if (!found || found.booking.cancelledAt !== null) return null;
  return composeForHr(ctx, tx, "予約", [
    `${whenText(found.slot, "ja")}、${found.slot.host}との面談が予約されました。`,
    "どなたかは、人事のコンソールでご覧ください。",
  ]);
};

/** To the same: that a time is free again. Of whoever had it there may be nothing left. */
export const composeTalkGivenBack: ComposeMail = async (ctx, tx, { subjectId }) => {
  const [slot] = await tx
    .select()
    .from(talkSlots)
    .where(and(isStillToCome(ctx), isFree(ctx), ofSlot(ctx, subjectId)));
  if (!slot) return null;
  return composeForHr(ctx, tx, "取り消し", [
    `${whenText(slot, "ja")}、${slot.host}との面談が取り消されました。`,
    "この時間は、またほかの方が予約できます。",
  ]);
};

async function composeForHr(ctx: Context, tx: Transaction, what: string, lines: string[]): ReturnType<ComposeMail> {
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  if (organization.contactEmail === null) return null;
  const to = { email: organization.contactEmail, locale: "ja" as const };
  return write(organization, to, `【${organization.name}】カジュアル面談の${what}`, lines);
}

async function find(ctx: Context, tx: Transaction, bookingId: string) {
  const [row] = await tx
    .select({ slot: talkSlots, booking: talkBookings })
    .from(talkBookings)
    .innerJoin(
      talkSlots,
      and(eq(talkSlots.organizationId, talkBookings.organizationId), eq(talkSlots.slotId, talkBookings.slotId)),
    )
    .where(and(eq(talkBookings.organizationId, ctx.organizationId), eq(talkBookings.bookingId, bookingId)));
  return row ?? null;
}
