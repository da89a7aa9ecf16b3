import type { FeedPosting } from "../jobs/feed-postings.rules.ts";
import { DomainError } from "../platform/errors.ts";

/** What may be wrong with a posting; the wire has the same words. */
export type PostingFault =
  | "value_missing"
  | "value_unreadable"
  | "value_too_long"
  | "date_unreadable"
  | "dates_contradict";

/** A row or item that could not become a posting. */
export interface RejectedPosting {
  /** 1-based, as a spreadsheet or the list shows it. */
  row: number;
  /** Known where at least the id could be read: such a posting did not leave the feed. */
  key: string | null;
  /** As the feed calls it. */
  field: string;
  code: PostingFault;
}

/** `read` is the sum of postings, notOpen, repeated and rejected. */
export interface ParsedFeed {
  read: number;
  postings: FeedPosting[];
  /** Keys of what the feed itself says is not open. */
  notOpen: string[];
  /** Items that say again what another of the same id said. */
  repeated: number;
  rejected: RejectedPosting[];
  /** How many there are in all, where the feed says so. */
  announced: number | null;
}

export const unreadable = (detail: string): DomainError => new DomainError("feed_unreadable", { detail });

/** Pages of one feed as one. Of two postings with one id the one that more people may see stays, otherwise the first. */
export function joinPages(pages: readonly ParsedFeed[]): ParsedFeed {
  const joined: ParsedFeed = { read: 0, postings: [], notOpen: [], repeated: 0, rejected: [], announced: null };
  const byKey = new Map<string, FeedPosting>();
  for (const page of pages) {
    for (const one of page.rejected) joined.rejected.push({ ...one, row: one.row + joined.read });
    for (const posting of page.postings) {
      const before = byKey.get(posting.key);
      if (before) joined.repeated++;
      if (!before || (before.audience !== "public" && posting.audience === "public")) byKey.set(posting.key, posting);
    }
    joined.notOpen.push(...page.notOpen);
    joined.read += page.read;
    joined.repeated += page.repeated;
    joined.announced = page.announced ?? joined.announced;
  }
  joined.postings = [...byKey.values()];
  return joined;
}
