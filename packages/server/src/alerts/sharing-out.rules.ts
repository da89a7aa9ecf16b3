/** What each search found, the newest first. */
export interface Found {
  searchId: string;
  jobIds: readonly string[];
}

/** One mail names ten postings at most. */
export const mostNamed = 10;

/** So many of one search are looked for; that there are more is not counted. */
export const mostFound = 50;

/**
 * Which postings one mail names under which search: each search in its turn names one more, so that none is crowded out.
 * A posting stands under the first search that found it, and counts once.
 */
export function shareOut(found: readonly Found[]): { searchId: string; jobIds: string[]; more: number }[] {
  const seen = new Set<string>();
  const own = found.map(({ searchId, jobIds }) => {
    const left = jobIds.filter((jobId) => !seen.has(jobId));
    for (const jobId of left) seen.add(jobId);
    return { searchId, left, named: 0 };
  });
  for (let free = mostNamed; free > 0; ) {
    const waiting = own.filter(({ left, named }) => named < left.length).slice(0, free);
    if (waiting.length === 0) break;
    for (const one of waiting) one.named += 1;
    free -= waiting.length;
  }
  return own
    .filter(({ left }) => left.length > 0)
    .map(({ searchId, left, named }) => ({ searchId, jobIds: left.slice(0, named), more: left.length - named }));
}
