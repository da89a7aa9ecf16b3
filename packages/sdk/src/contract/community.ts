import { z } from "zod";
import { idOf } from "./ids.ts";
import { date, instant, lineText, timeZone, webUrl } from "./text.ts";

export const newsItem = z
  .object({ id: idOf("news"), title: z.string(), url: z.string().nullable(), publishedOn: date })
  .meta({ id: "NewsItem" });

export const newsDraft = z
  .strictObject({ title: lineText(200), url: webUrl.nullable().default(null), publishedOn: date })
  .meta({ id: "NewsDraft" });

export const event = z
  .object({
    id: idOf("event"),
    title: z.string(),
    place: z.string().nullable(),
    url: z.string().nullable(),
    startsAt: instant,
    /** IANA time zone the event takes place in; times are shown in it. */
    timeZone: z.string(),
  })
  .meta({ id: "Event" });

export const eventDraft = z
  .strictObject({
    title: lineText(200),
    place: lineText(200).nullable().default(null),
    url: webUrl.nullable().default(null),
    startsAt: instant,
    timeZone: timeZone.default("Asia/Tokyo"),
  })
  .meta({ id: "EventDraft" });

/** What the public may know: aggregates and public items only, nothing about anybody. */
export const communityTeaser = z
  .object({
    /** Null while there are fewer than ten members. */
    memberCount: z.int().min(10).nullable(),
    latestNews: newsItem.nullable(),
    nextEvent: event.nullable(),
  })
  .meta({ id: "CommunityTeaser" });

export type NewsItem = z.infer<typeof newsItem>;
export type NewsDraft = z.input<typeof newsDraft>;
export type CommunityEvent = z.infer<typeof event>;
export type EventDraft = z.input<typeof eventDraft>;
export type CommunityTeaser = z.infer<typeof communityTeaser>;
