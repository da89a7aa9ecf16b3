/** A calendar date as `YYYY-MM-DD`, or why it can't be one. */
export type DateReading = { date: string } | { code: "date_unreadable" | "date_ambiguous" };

// The year before each era's first.
const eras: Record<string, number> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  m: 1867,
  t: 1911,
  s: 1925,
  h: 1988,
  r: 2018,
};

const separated = /^(\d+)(?:([/.-])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/;
const japanese =
  /^(明治|大正|昭和|平成|令和|[mtshr])(\d{1,2}|元)(?:([/.-])(\d{1,2})\3(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/;
const timeOfDay = /[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/**
 * Reads 2015/4/1, 2015-04-01, 2015.4.1, 20150401, 2015年4月1日, H27.4.1 and 平成27年4月1日, in any width, with or without a
 * time of day. A year of two digits, or a day and month whose order depends on the country, is not guessed.
 */
export function readDate(text: string): DateReading {
  const folded = text.normalize("NFKC").trim().toLowerCase().replace(timeOfDay, "").replace(/\s/g, "");
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(folded);
  if (compact) return calendarDate(compact[1], compact[2], compact[3]);
  const era = japanese.exec(folded);
  if (era) {
    const year = (eras[era[1] ?? ""] ?? 0) + (era[2] === "元" ? 1 : Number(era[2]));
    return era[2] === "0" || era[2] === "00" ? unreadable : calendarDate(year, era[4] ?? era[6], era[5] ?? era[7]);
  }
  const western = separated.exec(folded);
  if (western?.[1]?.length === 4) return calendarDate(western[1], western[3] ?? western[5], western[4] ?? western[6]);
  if (western || /^\d{1,2}([/.-])\d{1,2}\1\d{4}$/.test(folded)) return { code: "date_ambiguous" };
  return unreadable;
}

const unreadable: DateReading = { code: "date_unreadable" };

function calendarDate(
  year: string | number | undefined,
  month: string | undefined,
  day: string | undefined,
): DateReading {
  const date = `${String(year).padStart(4, "0")}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number(year) >= 1800 && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
    ? { date }
    : unreadable;
}

/** How systems write "no end yet": 9999-01-01, 9999-12-31. */
export const isNever = (date: string): boolean => date.startsWith("9999-");
