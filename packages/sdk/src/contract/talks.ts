import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { instant, lineText, longText, timeZone } from "./text.ts";

/**
 * A time at which somebody of the house has for a casual talk (カジュアル面談): no application, and nothing is decided
 * in it.
 */
export const talkSlot = z
  .object({
    id: idOf("talk"),
    startsAt: instant,
    endsAt: instant,
    /** IANA zone of the host; whoever shows it says the reader's own time as well. */
    timeZone: z.string(),
    /** With whom, as the house introduces them. */
    host: z.string(),
    /** An address or a link; only for whoever booked it and for HR. */
    place: z.string().optional(),
    /** The posting it is about; null: whatever one would like to talk about. */
    jobId: idOf("job").nullable(),
    /** Whether it is the calling member's own. */
    booked: z.boolean(),
  })
  .meta({ id: "TalkSlot" });

export const talkSlotDraft = z
  .strictObject({
    startsAt: instant,
    minutes: z.int().min(10).max(240).default(30),
    timeZone: timeZone.default("Asia/Tokyo"),
    host: lineText(200),
    place: lineText(2_000),
    jobId: idOf("job").nullable().default(null),
  })
  .meta({ id: "TalkSlotDraft" });

export const talkSlotQuery = pageQuery.extend({ jobId: idOf("job").optional() });

export const talkSlotPage = pageOf(talkSlot).meta({ id: "TalkSlotPage" });

export const talkSlotList = z.object({ data: z.array(talkSlot) }).meta({ id: "TalkSlotList" });

export const talkBookingDraft = z
  .strictObject({
    /** What they would like to talk about. */
    message: longText(1_000).default(""),
  })
  .meta({ id: "TalkBookingDraft" });

/** For HR: who booked which talk. */
export const talkBooking = z
  .object({
    slot: talkSlot,
    personId: idOf("person").nullable(),
    name: z.object({ family: z.string(), given: z.string() }),
    message: z.string(),
    bookedAt: instant,
  })
  .meta({ id: "TalkBooking" });

export const talkBookingPage = pageOf(talkBooking).meta({ id: "TalkBookingPage" });

export type TalkSlot = z.infer<typeof talkSlot>;
export type TalkSlotDraft = z.input<typeof talkSlotDraft>;
export type TalkSlotQuery = z.infer<typeof talkSlotQuery>;
export type TalkBookingDraft = z.input<typeof talkBookingDraft>;
export type TalkBooking = z.infer<typeof talkBooking>;
