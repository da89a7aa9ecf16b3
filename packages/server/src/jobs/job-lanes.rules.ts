import type { JobFilter, JobSort, JobStatus } from "@okaeri/sdk/contract/jobs";
import type { Fit } from "./fit.ts";
import { quote } from "./search-folding.rules.ts";
import type { SearchedWords } from "./search-query.rules.ts";

/**
 * A stretch of a list in which one order holds: postings of a former department before the others, within both those that
 * ask for what somebody can; words in a title before words in the text. Lanes share no posting, and follow each other.
 */
export interface Lane {
  /** What a cursor remembers it by. */
  number: number;
  /** As a `tsquery` over a posting's own terms. */
  words: string | null;
  /** In a department where the member worked, in none, or either. */
  department: boolean | null;
  /** Asking for something the member can, for nothing of it, or either. */
  skill: boolean | null;
  /** The same and the filters as a `tsquery` for the index of words; null where it would have to read everything. */
  index: string | null;
}

export interface Listing {
  organizationId: string;
  status: JobStatus;
  filter: Omit<JobFilter, "q">;
  words: SearchedWords | null;
  sort: JobSort;
  /** What speaks of a member; null for everybody else. */
  fit: Fit | null;
  publicOnly: boolean;
}

/** A stretch of postings by what they have to do with a member. */
export type Stretch = Pick<Lane, "department" | "skill">;

export const everything: Stretch = { department: null, skill: null };

// In this order, each by its own number, whichever of them somebody has: a cursor of yesterday finds its lane again.
const stretches: readonly Stretch[] = [
  { department: true, skill: true },
  { department: true, skill: false },
  { department: false, skill: true },
  { department: false, skill: false },
];

export function lanesOf(listing: Listing): Lane[] {
  const { words, sort, fit } = listing;
  const lane = (number: number, ownWords: string | null, stretch: Stretch): Lane => ({
    number,
    words: ownWords,
    ...stretch,
    index: indexQuery(listing, ownWords, stretch),
  });
  const [worked, can] = [(fit?.departments.length ?? 0) > 0, (fit?.requirements.length ?? 0) > 0];
  if (sort === "match" && (worked || can))
    return stretches.flatMap(({ department, skill }, number) => {
      if ((department && !worked) || (skill && !can)) return [];
      return lane(number, words?.anywhere ?? null, {
        department: worked ? department : null,
        skill: can ? skill : null,
      });
    });
  if (sort === "match" && words)
    return [lane(0, words.inHead, everything), lane(1, `(${words.anywhere}) & !(${words.inHead})`, everything)];
  return [lane(0, words?.anywhere ?? null, everything)];
}

/** What narrows must be there: the organization alone would bring all of it, and a department has an index of its own. */
export function indexQuery(
  { organizationId, status, filter, fit, publicOnly }: Listing,
  words: string | null,
  { department, skill }: Stretch,
): string | null {
  const former = anyOf((fit?.departments ?? []).map((name) => `/d/${name}`));
  const asked = anyOf((fit?.requirements ?? []).map((name) => `/k/${name}`));
  const narrowing = [
    filter.place !== undefined && quote(`/p/${filter.place}`),
    filter.employmentType !== undefined && quote(`/e/${filter.employmentType}`),
    filter.remote !== undefined && quote(`/r/${filter.remote}`),
    department === true && former,
    skill === true && asked,
    words !== null && `(${words})`,
  ].filter((part) => part !== false);
  if (narrowing.length === 0) return null;
  return [
    ...narrowing,
    ...(filter.department === undefined ? [] : [quote(`/d/${filter.department}`)]),
    quote(`/o/${organizationId}`),
    quote(`/s/${status}`),
    ...(publicOnly ? [quote("/a/public")] : []),
    ...(department === false ? [`!${former}`] : []),
    ...(skill === false ? [`!${asked}`] : []),
  ].join(" & ");
}

const anyOf = (terms: readonly string[]): string => `(${terms.map(quote).join(" | ")})`;
