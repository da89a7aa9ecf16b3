import type { JobSummary, Salary } from "@okaeri/sdk/contract/jobs";
import type { Language } from "../foundation/language.ts";
import type { JobBoardMessages } from "../locales/ja/job-board.ts";

// Making one takes longer than drawing the row that needs it.
const amounts: Record<string, Intl.NumberFormat> = {};
const days: Record<string, Intl.DateTimeFormat> = {};

/** 年収 600万円〜900万円, $120,000 – $150,000 a year. */
export function payText({ min, max, currency, per }: Salary, language: Language, text: JobBoardMessages): string {
  // Japanese readers count yen in 万.
  const inMan = language === "ja" && currency === "JPY" && (min ?? max ?? 0) >= 1e5;
  const key = language + currency + inMan;
  amounts[key] ??= new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    maximumFractionDigits: inMan ? 1 : 0,
    ...(inMan && { notation: "compact", useGrouping: true }),
    ...(language === "ja" && { currencyDisplay: "name" }),
  });
  const format = amounts[key];
  const amount =
    min === null
      ? text.payUpTo(format.format(max ?? 0))
      : max === null
        ? text.payFrom(format.format(min))
        : min === max
          ? format.format(min)
          : format.formatRange(min, max);
  // Intl writes 600万 ～ 900万円.
  return text.pay[per](language === "ja" ? amount.replace(/\s*～\s*/, "〜") : amount);
}

/** @param day an instant, in the reader's own time zone, or a date without a time, which has none */
export function dayText(day: string, language: Language): string {
  const at = new Date(day.includes("T") ? day : `${day}T00:00`);
  const thisYear = at.getFullYear() === new Date().getFullYear();
  const key = language + thisYear;
  days[key] ??= new Intl.DateTimeFormat(language, {
    month: language === "ja" ? "long" : "short",
    day: "numeric",
    ...(!thisYear && { year: "numeric" }),
  });
  return days[key].format(at);
}

const soonMs = 14 * 864e5;

export const closesSoon = ({ closesOn }: JobSummary): boolean =>
  closesOn !== null && Date.parse(closesOn) < Date.now() + soonMs;

/** What a row says beside the title, as far as it is known. */
export const factsOf = (
  job: JobSummary,
  text: JobBoardMessages,
  language: Language,
  mark: string | undefined,
): string[] =>
  [
    job.department,
    job.location,
    job.employmentType && text.employmentType[job.employmentType],
    job.remote && !/リモート|remote/i.test(job.location ?? "") && text.remote[job.remote],
    mark,
    job.closesOn && closesSoon(job) && text.closes(dayText(job.closesOn, language)),
  ].filter((fact): fact is string => Boolean(fact));
