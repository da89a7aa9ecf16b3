import type { Audience, EmploymentType, Salary } from "@okaeri/sdk/contract/jobs";
import { DomainError } from "../platform/errors.ts";

/** A posting as a feed gives it, in whatever format. */
export interface FeedPosting {
  /** The feed's own id of it, stable from sync to sync. */
  key: string;
  title: string;
  department: string | null;
  location: string | null;
  employmentType: EmploymentType | null;
  salary: Salary | null;
  /** Not yet sanitized. */
  descriptionHtml: string;
  applyUrl: string | null;
  /** ISO 8601; null: the moment it is first seen. */
  publishedAt: string | null;
  /** Set where the feed itself says who may see it. */
  audience: Audience | null;
}

/** A row or item that could not become a posting; `row` is 1-based, as a spreadsheet shows it. */
export interface RejectedPosting {
  row: number;
  column: string;
  code: "value_missing" | "value_unreadable" | "date_unreadable";
  /** Known where at least the id could be read: such a posting did not leave the feed. */
  key: string | null;
}

export interface ParsedFeed {
  read: number;
  postings: FeedPosting[];
  rejected: RejectedPosting[];
}

export const unreadable = (detail: string): DomainError => new DomainError("feed_unreadable", { detail });

const fullTime = /^(f|full[\s_-]*time|正社員|常勤|フルタイム)$/i;
const employmentTypes: [RegExp, EmploymentType][] = [
  [fullTime, "full_time"],
  [/^(p|part[\s_-]*time|パート|アルバイト|パート・アルバイト|非常勤)$/i, "part_time"],
  [/^(contract(or)?|契約社員|業務委託|嘱託)$/i, "contract"],
  [/^(temp(orary)?|派遣|派遣社員|臨時)$/i, "temporary"],
  [/^(intern(ship)?|インターン|インターンシップ)$/i, "internship"],
];

/** Null for nothing said; `other` for words that are none of the known ones. */
export function toEmploymentType(text: string): EmploymentType | null {
  const words = text.normalize("NFKC").trim();
  if (words === "") return null;
  return employmentTypes.find(([pattern]) => pattern.test(words))?.[1] ?? "other";
}

/** ISO 8601 in UTC; null when the text is no date. A date without time is that day's beginning in UTC. */
export function toPublishedAt(text: string): string | null {
  const iso = text.trim().replaceAll("/", "-");
  if (!/^\d{4}-\d{1,2}-\d{1,2}([T ]\d{2}:\d{2}.*)?$/.test(iso)) return null;
  const padded = iso.replace(
    /^(\d{4})-(\d{1,2})-(\d{1,2})/,
    (_, year, month, day) => `${year}-${pad(month)}-${pad(day)}`,
  );
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(padded) || padded.length === 10 ? padded : `${padded}Z`;
  const at = new Date(zoned);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const pad = (part: string): string => part.padStart(2, "0");

/** Only what a browser can safely be sent to. */
export const toApplyUrl = (text: string | null | undefined): string | null =>
  text && /^https?:\/\//i.test(text) && URL.canParse(text) ? text.slice(0, 2000) : null;

const maxTitleLength = 1_000;
const maxDescriptionLength = 500_000;

/** Whether PostgreSQL and a page can carry it: NUL and lone surrogates can't be stored, and a title has an end. */
export const isStorable = (posting: FeedPosting): boolean =>
  posting.title.length <= maxTitleLength &&
  posting.descriptionHtml.length <= maxDescriptionLength &&
  [posting.key, posting.title, posting.department, posting.location, posting.descriptionHtml].every(
    (text) => text === null || (!text.includes("\0") && text.isWellFormed()),
  );
