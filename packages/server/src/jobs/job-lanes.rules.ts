import type { JobFilter, JobSort, JobStatus } from "@okaeri/sdk/contract/jobs";
import { quote } from "./search-folding.rules.ts";
import type { SearchedWords } from "./search-query.rules.ts";

/**
 * A stretch of a list in which one order holds: postings of a former department before the others, words in a title before
 * words in the text. Lanes share no posting, and follow each other.
 */
export interface Lane {
  /** As a `tsquery` over a posting's own terms. */
  words: string | null;
  /** Of a member's former departments, or of none of them. */
  departments: "former" | "other" | null;
  /** The same and the filters as a `tsquery` for the index of words; null where it would have to read everything. */
  index: string | null;
}

export interface Listing {
  organizationId: string;
  status: JobStatus;
  filter: Omit<JobFilter, "q">;
  words: SearchedWords | null;
  sort: JobSort;
  /** Where a member once worked; null for everybody else. */
  departments: readonly string[] | null;
  publicOnly: boolean;
}

export function lanesOf(listing: Listing): Lane[] {
  const { words, sort, departments } = listing;
  const lane = (ownWords: string | null, of: Lane["departments"]): Lane => ({
    words: ownWords,
    departments: of,
    index: indexQuery(listing, ownWords, of),
  });
  if (sort === "match" && departments !== null && departments.length > 0)
    return [lane(words?.anywhere ?? null, "former"), lane(words?.anywhere ?? null, "other")];
  if (sort === "match" && words)
    return [lane(words.inHead, null), lane(`(${words.anywhere}) & !(${words.inHead})`, null)];
  return [lane(words?.anywhere ?? null, null)];
}

/** What narrows must be there: the organization alone would bring all of it, and a department has an index of its own. */
export function indexQuery(
  { organizationId, status, filter, departments, publicOnly }: Listing,
  words: string | null,
  of: Lane["departments"],
): string | null {
  const former = (departments ?? []).map((name) => quote(`/d/${name}`)).join(" | ");
  const narrowing = [
    filter.place !== undefined && quote(`/p/${filter.place}`),
    filter.employmentType !== undefined && quote(`/e/${filter.employmentType}`),
    filter.remote !== undefined && quote(`/r/${filter.remote}`),
    of === "former" && `(${former})`,
    words !== null && `(${words})`,
  ].filter((part) => part !== false);
  if (narrowing.length === 0) return null;
  return [
    ...narrowing,
    ...(filter.department === undefined ? [] : [quote(`/d/${filter.department}`)]),
    quote(`/o/${organizationId}`),
    quote(`/s/${status}`),
    ...(publicOnly ? [quote("/a/public")] : []),
    ...(of === "other" && former !== "" ? [`!(${former})`] : []),
  ].join(" & ");
}
