import { dayInJapan } from "../registry/dates.rules.ts";
import type { ParsedFeed } from "./parsed-feed.rules.ts";

/** `waits`: something in it will open on another day, though the document stays the same. */
export interface OpenFeed extends ParsedFeed {
  waits: boolean;
}

/** What is past its last day, or to be published on a later one, is not open today. */
export function openToday(parsed: ParsedFeed, now: Date): OpenFeed {
  const today = dayInJapan(now);
  const isOver = ({ closesOn }: { closesOn: string | null }) => closesOn !== null && closesOn < today;
  const isEarly = ({ publishedAt }: { publishedAt: string | null }) =>
    publishedAt !== null && dayInJapan(new Date(publishedAt)) > today;
  const notOpen = parsed.postings.filter((posting) => isOver(posting) || isEarly(posting));
  return {
    ...parsed,
    postings: parsed.postings.filter((posting) => !isOver(posting) && !isEarly(posting)),
    notOpen: [...parsed.notOpen, ...notOpen.map(({ key }) => key)],
    waits: notOpen.some((posting) => !isOver(posting)),
  };
}
