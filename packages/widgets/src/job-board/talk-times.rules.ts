import type { TalkSlot } from "@okaeri/sdk/contract/talks";
import type { Language } from "../foundation/language.ts";

const zoneOfReader = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** 11月25日(水) 19:00〜19:30, as the clocks in this zone say it; without one, the reader's own. */
export function talkTime(
  { startsAt, endsAt }: Pick<TalkSlot, "startsAt" | "endsAt">,
  language: Language,
  timeZone = zoneOfReader(),
): string {
  const from = new Date(startsAt);
  const day = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", weekday: "short", timeZone });
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone });
  const until = new Date(endsAt);
  // As a range, ICU would write 19時00分.
  return language === "ja"
    ? `${day.format(from)} ${time.format(from)}〜${time.format(until)}`
    : `${day.format(from)}, ${time.formatRange(from, until)}`;
}

const wall = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en", { dateStyle: "short", timeStyle: "short", timeZone }).format(new Date(instant));

/** The host's own time and the name of their zone, where their clocks say another time than the reader's. */
export function timeThere(
  slot: TalkSlot,
  language: Language,
  reader = zoneOfReader(),
): { time: string; zone: string } | null {
  if (wall(slot.startsAt, slot.timeZone) === wall(slot.startsAt, reader)) return null;
  const parts = new Intl.DateTimeFormat(language, { timeZone: slot.timeZone, timeZoneName: "longGeneric" });
  const zone = parts.formatToParts(new Date(slot.startsAt)).find(({ type }) => type === "timeZoneName")?.value;
  return { time: talkTime(slot, language, slot.timeZone), zone: zone ?? slot.timeZone };
}
