import type { JobSummary, Salary } from "@okaeri/sdk/contract/jobs";
import type { Language } from "../foundation/language.ts";
import type { JobBoardMessages } from "../locales/ja/job-board.ts";

/** 年収 600万円〜900万円, $120,000 – $150,000 a year. */
export function payText({ min, max, currency, per }: Salary, language: Language, text: JobBoardMessages): string {
  // Japanese readers count yen in 万.
  const inMan = language === "ja" && currency === "JPY" && (min ?? max ?? 0) >= 1e5;
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    maximumFractionDigits: inMan ? 1 : 0,
    ...(inMan && { notation: "compact", useGrouping: true }),
    ...(language === "ja" && { currencyDisplay: "name" }),
  });
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

export function dayText(instant: string, language: Language): string {
  const day = new Date(instant);
  const thisYear = day.getFullYear() === new Date().getFullYear();
  return day.toLocaleDateString(language, {
    month: language === "ja" ? "long" : "short",
    day: "numeric",
    ...(!thisYear && { year: "numeric" }),
  });
}

/** Department, place and employment type, as far as they are known. */
export const factsOf = (job: JobSummary, text: JobBoardMessages): string[] =>
  [
    job.department,
    job.location,
    job.employmentType && text.employmentType[job.employmentType],
    job.audience === "alumni" && text.alumniOnly,
  ].filter((fact) => typeof fact === "string");
