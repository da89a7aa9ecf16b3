import { readDate } from "../registry/dates.rules.ts";

/** Which of 01/09/2043 is the month: it depends on the country, and so on who writes the format. */
export type DateOrder = "dmy" | "mdy";

/** `day` as it was written, `instant` in UTC; a date alone begins at midnight in UTC. */
export interface Moment {
  day: string;
  instant: string;
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
// RFC 822 4.3.2 and RFC 5322 4.3; other letters say nothing certain and are read as UTC.
const zones: Record<string, number> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  JST: 9,
};

const time = String.raw`(?:[T ,]*(?:at )?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?`;
const zone = String.raw`\s*(Z|[A-Z]{3,4}|(?:GMT|UTC)?[+-]\d{1,2}:?\d{2})?`;
const inNumbers = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}${zone}$`, "i");
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${time}${zone}$`, "i");
const dayFirst = new RegExp(
  String.raw`^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4}|\d{2})${time}${zone}$`,
  "i",
);
const monthFirst = new RegExp(
  String.raw`^(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}${zone}$`,
  "i",
);

/**
 * Reads what feeds write: ISO 8601 with and without zone, `2026-03-03 12:00:00 UTC`, RFC 822, `20-5-2023`,
 * `March 3, 2026`, 2026年3月3日, 令和8年3月3日, 20260303, and seconds or milliseconds since 1970. Null for what is no date,
 * such as the 31st of February, and for a day and month whose order nobody said.
 */
export function readMoment(said: string | number, order: DateOrder | null = null): Moment | null {
  if (typeof said === "number") return sinceEpoch(said);
  const text = said.normalize("NFKC").replaceAll(/\s+/g, " ").trim();
  if (text.length > 60) return null;
  if (/^-?\d{9,}$/.test(text)) return sinceEpoch(Number(text));
  const iso = inNumbers.exec(text);
  if (iso) return moment(iso[1], iso[3], iso[4], iso.slice(5));
  const foreign = yearLast.exec(text);
  if (foreign) {
    const written = orderOf(foreign, order);
    if (written === null) return null;
    const [day, month] = written === "dmy" ? [foreign[1], foreign[3]] : [foreign[3], foreign[1]];
    return moment(foreign[4], month, day, foreign.slice(5));
  }
  const mail = dayFirst.exec(text);
  if (mail) return moment(fullYear(mail[3] ?? ""), monthOf(mail[2]), mail[1], mail.slice(4));
  const english = monthFirst.exec(text);
  if (english) return moment(english[3], monthOf(english[1]), english[2], english.slice(4));
  const read = readDate(text);
  return "date" in read ? { day: read.date, instant: `${read.date}T00:00:00.000Z` } : null;
}

function orderOf([, first, separator, second]: RegExpExecArray, order: DateOrder | null): DateOrder | null {
  if (Number(first) > 12) return "dmy";
  if (Number(second) > 12) return "mdy";
  // Nobody writes the month first before a hyphen or a full stop.
  return order ?? (separator === "/" ? null : "dmy");
}

const monthOf = (name: string | undefined): string => String(months.indexOf((name ?? "").toLowerCase()) + 1);
const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year);

// 1e11 seconds are the year 5138, 1e11 milliseconds March 1973.
function sinceEpoch(said: number): Moment | null {
  const at = new Date(Math.abs(said) < 1e11 ? said * 1000 : said);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 || at.getUTCFullYear() > 9999) return null;
  return { day: at.toISOString().slice(0, 10), instant: at.toISOString() };
}

function moment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  [hour = "0", minute = "0", second = "0", fraction = "0", zoneName = ""]: (string | undefined)[],
): Moment | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  // The 31st of February would quietly become the 3rd of March.
  if (y < 1000 || date.getUTCMonth() !== m - 1) return null;
  const [h, min, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 24 || min > 59 || s > 60) return null;
  const offset = offsetMinutes(zoneName);
  if (offset === null) return null;
  const at = new Date(
    date.getTime() + ((h * 60 + min - offset) * 60 + s) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000),
  );
  return { day: date.toISOString().slice(0, 10), instant: at.toISOString() };
}

function offsetMinutes(name: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d{1,2}):?(\d{2})$/.exec(name) ?? [];
  if (sign === undefined) return (zones[name.toUpperCase()] ?? 0) * 60;
  const offset = Number(hours) * 60 + Number(minutes);
  return offset > 14 * 60 ? null : sign === "-" ? -offset : offset;
}
