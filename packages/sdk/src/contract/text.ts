import { z } from "zod";

// What PostgreSQL or a terminal can't carry: C0 controls but tab and line ends, DEL, lone surrogates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const uncarriable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const carriable = (text: string): boolean => !uncarriable.test(text) && text.isWellFormed();
const notBlank = (text: string): boolean => text.trim() !== "";

// ISO 8601 has a year 0, PostgreSQL has none.
const hasYear = (text: string): boolean => !text.startsWith("0000");

/** Text over several lines. It is stored as it comes, or refused; never trimmed or rewritten. */
export const longText = (maxLength: number) =>
  z.string().max(maxLength).refine(carriable, "has characters that can't be stored");

/** Text on one line, not blank. */
export const lineText = (maxLength: number) =>
  longText(maxLength)
    .min(1)
    .refine((text) => !/[\r\n\u2028\u2029]/.test(text), "must be one line")
    .refine(notBlank, "must not be blank");

/** A calendar date without time, `YYYY-MM-DD`. */
export const date = z.iso.date().refine(hasYear, "must have a year from 0001 on");

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso
  .datetime()
  .refine(hasYear, "must have a year from 0001 on")
  .refine((text) => !/\.\d{7}/.test(text), "must not be finer than microseconds");

/** A name of the IANA time zone database, such as Asia/Tokyo. */
export const timeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}, "must be an IANA time zone");

/** An absolute http(s) URL. */
export const webUrl = z
  .string()
  .max(2000)
  .refine(
    // A parser would strip line ends and encode controls, but what is stored and shown is the text.
    (text) => /^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/iu.test(text) && URL.canParse(text),
    "must be an absolute http or https URL",
  )
  .meta({ format: "uri" });

/** One mail address, without a display name. Line ends can't occur, so it can't inject a header. */
export const mailAddress = z.email().max(254);

/** One as other systems have it: old ones of mobile carriers hold two dots in a row. */
export const knownMailAddress = z
  .string()
  .max(254)
  .regex(/^[^\s@\p{C}]+@[^\s@\p{C}]+$/u, "must be one mail address");
