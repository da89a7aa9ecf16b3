import { createHash } from "node:crypto";
import type { JobFilter } from "@okaeri/sdk/contract/jobs";
import { foldWidth } from "../jobs/search-folding.rules.ts";

/** Without what narrows nothing. */
export const tidy = ({ q, ...rest }: JobFilter): JobFilter => ({
  ...(q !== undefined && q.trim() !== "" && { q: q.trim() }),
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== "")),
});

/** The same for filters that find the same: order of members, and width, case and spaces of the words don't count. */
export function filterKeyOf(filter: JobFilter): Buffer {
  const { q, department, place, employmentType, remote } = tidy(filter);
  const words = q === undefined ? null : foldWidth(q).replaceAll(/\s+/gu, " ").trim();
  const parts = [words, department, place, employmentType, remote].map((part) => part ?? null);
  return createHash("sha256").update(JSON.stringify(parts)).digest();
}
