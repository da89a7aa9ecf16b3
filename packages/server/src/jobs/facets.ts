import type { JobFacets, JobFilter, JobSuggestions } from "@okaeri/sdk/contract/jobs";
import type { Context } from "../platform/context.ts";
import { readAllGroups, readGroups, readPhrases } from "./board-digest.ts";
import { type FacetGroup, toFacets } from "./facets.rules.ts";
import { toSearchQuery } from "./search-query.rules.ts";
import { readSight, type Sight } from "./sight.ts";
import { suggest } from "./suggestions.rules.ts";
import { readSynonyms } from "./synonyms.ts";

/** The values that filters can take among what the caller may see, each counted with all the other filters in force. */
export async function listJobFacets(ctx: Context, filter: JobFilter = {}): Promise<JobFacets> {
  const sight = await readSight(ctx);
  const found = filter.q === undefined ? null : await readGroupsOf(ctx, sight, filter.q);
  return toFacets(found ?? (await readAllGroups(ctx, sight)), filter);
}

/** As the list finds them: unfinished words where whole ones find nothing. Null when there is nothing to look for. */
async function readGroupsOf(ctx: Context, sight: Sight, typed: string): Promise<readonly FacetGroup[] | null> {
  const synonyms = await readSynonyms(ctx);
  for (const unfinished of [false, true]) {
    const words = toSearchQuery(typed, synonyms, unfinished);
    if (!words) return null;
    const groups = await readGroups(ctx, sight, words.anywhere);
    if (groups.length > 0 || unfinished) return groups;
  }
  return null;
}

/** Titles, departments and skills of what the caller may see. */
export async function suggestJobs(ctx: Context, typed: string): Promise<JobSuggestions> {
  const sight = await readSight(ctx);
  return suggest(await readPhrases(ctx, sight), typed, await readSynonyms(ctx));
}
