import type { JobFacets, JobFilter } from "@okaeri/sdk/contract/jobs";
import { placeName } from "./places.rules.ts";

const mostValues = 200;

/** How many postings say the same of everything a filter asks. */
export interface FacetGroup {
  department: string | null;
  employmentType: string | null;
  remote: string | null;
  places: readonly string[];
  count: number;
}

type Kind = keyof JobFacets;

/** Each value with the postings that all other filters leave. */
export function toFacets(groups: readonly FacetGroup[], filter: JobFilter): JobFacets {
  const counts: Record<Kind, Map<string, number>> = {
    department: new Map(),
    place: new Map(),
    employmentType: new Map(),
    remote: new Map(),
  };
  for (const group of groups) {
    const refusing = refusedBy(group, filter);
    for (const kind of kinds)
      if (refusing.every((one) => one === kind))
        for (const value of valuesOf(group, kind))
          counts[kind].set(value, (counts[kind].get(value) ?? 0) + group.count);
  }
  const of = (kind: Kind) =>
    [...counts[kind]]
      .sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1))
      .slice(0, mostValues)
      .map(([value, count]) => ({ value, count }));
  return {
    department: of("department"),
    place: of("place").map((entry) => ({ ...entry, name: placeName(entry.value) })),
    employmentType: of("employmentType"),
    remote: of("remote"),
  };
}

const kinds: readonly Kind[] = ["department", "place", "employmentType", "remote"];

const refusedBy = (group: FacetGroup, filter: JobFilter): Kind[] =>
  kinds.filter((kind) => {
    const wanted = filter[kind];
    return wanted !== undefined && !valuesOf(group, kind).includes(wanted);
  });

function valuesOf(group: FacetGroup, kind: Kind): readonly string[] {
  if (kind === "place") return group.places;
  const value = group[kind];
  return value === null ? [] : [value];
}
