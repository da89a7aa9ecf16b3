import type { Language } from "../foundation/language.ts";

/** A date without time, `2021-03-31`, as its readers write it: 2021年3月31日. */
export const dateText = (date: string, language: Language): string =>
  new Date(date).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });

/** The day of an instant, where the reader is. */
export const dayText = (instant: string, language: Language): string =>
  new Date(instant).toLocaleDateString(language, { dateStyle: "long" });

/** An instant to the minute, where the reader is. */
export const timeText = (instant: string, language: Language): string =>
  new Date(instant).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
