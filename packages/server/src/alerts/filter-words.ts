import type { JobFilter } from "@okaeri/sdk/contract/jobs";
import { wordsIn } from "../job-pages/words.rules.ts";
import { placeName } from "../jobs/places.rules.ts";

type Language = "ja" | "en";

const everything = { ja: "すべての求人", en: "All jobs" };

/** 経理・東京都・正社員. */
export function describeFilter(
  { q, department, place, employmentType, remote }: JobFilter,
  language: Language,
): string {
  const words = wordsIn(language);
  const parts = [
    q,
    department,
    place && placeName(place)[language],
    employmentType && words.employmentTypes[employmentType],
    remote && words.remoteWork[remote],
  ].filter((part) => part);
  return parts.join(language === "ja" ? "・" : ", ") || everything[language];
}
