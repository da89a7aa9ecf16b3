import type { JobPosting, JobSummary, Salary } from "@okaeri/sdk/contract/jobs";
import type { PageLanguage, PageWords } from "./words.rules.ts";

/** 年収 600万〜900万円, ¥6,000,000 – ¥9,000,000 a year. */
export function payText({ min, max, currency, per }: Salary, language: PageLanguage, words: PageWords): string {
  // Japanese readers count yen in 万.
  const inMan = language === "ja" && currency === "JPY" && (min ?? max ?? 0) >= 1e5;
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    maximumFractionDigits: inMan ? 1 : 0,
    ...(inMan && { notation: "compact" }),
    ...(language === "ja" && { currencyDisplay: "name" }),
  });
  if (min === null) return words.payPer[per](words.payUpTo(format.format(max ?? 0)));
  if (max === null) return words.payPer[per](words.payFrom(format.format(min)));
  const amount = min === max ? format.format(min) : format.formatRange(min, max);
  return words.payPer[per](language === "ja" ? amount.replace(/\s*～\s*/, "〜") : amount);
}

/** 2026年12月25日, 25 December 2026: a calendar date as it stands, an instant as the day it is in Japan. */
export const dayText = (day: string, language: PageLanguage): string =>
  new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", {
    dateStyle: "long",
    timeZone: day.length === 10 ? "UTC" : "Asia/Tokyo",
  }).format(new Date(day));

/** What a list says of a posting under its title. */
export const factsOf = (job: JobSummary, language: PageLanguage, words: PageWords): string[] =>
  [
    job.department,
    job.location,
    job.employmentType && words.employmentTypes[job.employmentType],
    job.remote === null || job.remote === "none" ? null : words.remoteWork[job.remote],
    job.salary && payText(job.salary, language, words),
  ].filter((fact) => fact !== null);

/** Everything a posting says in a line of its own, in the order Japanese readers look for it. */
export function termsOf(job: JobPosting, language: PageLanguage, words: PageWords): [name: string, value: string][] {
  const day = (text: string | null) => text && dayText(text, language);
  const terms: [string, string | null][] = [
    [words.employmentType, job.employmentType && words.employmentTypes[job.employmentType]],
    [words.department, job.department],
    [words.place, job.location],
    [words.remote, job.remote && words.remoteWork[job.remote]],
    [words.pay, job.salary && payText(job.salary, language, words)],
    [words.grade, job.grade],
    [words.startsOn, day(job.startsOn)],
    [words.closesOn, day(job.closesOn)],
    [words.publishedOn, day(job.publishedAt)],
  ];
  return terms.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
