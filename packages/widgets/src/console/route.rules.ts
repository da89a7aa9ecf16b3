import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import type { PersonFilter, PersonFilterQuery, PersonState } from "@okaeri/sdk/contract/registry";
import {
  type BoardRoute,
  formatBoardRoute,
  isBoardRoute,
  parentOfBoardRoute,
  parseBoardRoute,
} from "./board-routes.rules.ts";
import {
  formatDeskRoute,
  type MembersRoute,
  parentOfDeskRoute,
  parseMembersRoute,
  parseTrustRoute,
  type TrustRoute,
} from "./desk-routes.rules.ts";
import { isDay, isId, isKeyOf, unmade } from "./route-parts.rules.ts";

export type ImportStep = "file" | "columns" | "preview" | "done";

/** Every state of the console that can be linked to. */
export type Route =
  | { view: "people"; query: PersonFilterQuery }
  | { view: "person"; personId: string }
  | { view: "import"; step: ImportStep }
  | { view: "duplicates"; duplicateId: string | null }
  | { view: "merges" }
  /** A new one begins with this filter. */
  | { view: "segments"; segmentId: string | null; filter: PersonFilter }
  | { view: "connections"; sourceId: string | null }
  | { view: "export"; query: PersonFilterQuery }
  | { view: "missing" }
  | MembersRoute
  | TrustRoute
  | BoardRoute;

export type ViewName = Route["view"];

const prefix = "#/registry";
const steps: Record<ImportStep, true> = { file: true, columns: true, preview: true, done: true };

const states: Record<PersonState, true> = {
  leaving: true,
  noticed: true,
  invited: true,
  pending: true,
  verified: true,
  active: true,
  dormant: true,
  withdrawn: true,
  erased: true,
  rehired: true,
};
const consents: Record<ConsentPurpose, true> = {
  community: true,
  jobs: true,
  scouting: true,
  evaluation: true,
  group_companies: true,
  statistics: true,
};

/** In the order of a person's way. */
export const stateNames: readonly PersonState[] = keysOf(states);
export const consentNames: readonly ConsentPurpose[] = keysOf(consents);

function keysOf<Key extends string>(record: Record<Key, true>): Key[] {
  return Object.keys(record).filter((key): key is Key => isKeyOf(record, key));
}
const elsewhere = { members: parseMembersRoute, board: parseBoardRoute, trust: parseTrustRoute };

/** Null for what belongs to the host's page, not to the console. */
export function parseRoute(hash: string): Route | null {
  const [path = "", search = ""] = hash.split(/\?(.*)/s);
  const [root, area = "", place = "", id = "", ...more] = path.split("/");
  const isElsewhere = isKeyOf(elsewhere, area);
  if (root !== "#" || (area !== "registry" && !isElsewhere)) return null;
  if (more.length > 0) return { view: "missing" };
  const query = new URLSearchParams(search);
  if (isElsewhere) return elsewhere[area](place, id, query) ?? { view: "missing" };
  return parseRegistryRoute(place, id, query);
}

function parseRegistryRoute(place: string, id: string, query: URLSearchParams): Route {
  const known = (kind: string): boolean => id === "" || id === unmade || isId(id, kind);
  switch (place) {
    case "":
      return { view: "people", query: {} };
    case "people":
      if (id === "") return { view: "people", query: parseQuery(query) };
      return isId(id, "person") ? { view: "person", personId: id } : { view: "missing" };
    case "import":
      if (id === "") return { view: "import", step: "file" };
      return isKeyOf(steps, id) ? { view: "import", step: id } : { view: "missing" };
    case "duplicates":
      return id === "" || isId(id, "duplicate") ? { view: "duplicates", duplicateId: id || null } : { view: "missing" };
    case "merges":
      return id === "" ? { view: "merges" } : { view: "missing" };
    case "segments":
      if (!known("segment")) return { view: "missing" };
      return { view: "segments", segmentId: id || null, filter: id === unmade ? filterOf(parseQuery(query)) : {} };
    case "connections":
      return known("source") ? { view: "connections", sourceId: id || null } : { view: "missing" };
    case "export":
      return id === "" ? { view: "export", query: parseQuery(query) } : { view: "missing" };
    default:
      return { view: "missing" };
  }
}

export function formatRoute(route: Route): string {
  if (isBoardRoute(route)) return formatBoardRoute(route);
  const at = (place: string, id?: string | null): string => `${prefix}/${place}${id ? `/${id}` : ""}`;
  switch (route.view) {
    case "people":
    case "export":
      return at(route.view) + formatQuery(route.query);
    case "person":
      return at("people", route.personId);
    case "import":
      return at("import", route.step === "file" ? null : route.step);
    case "duplicates":
      return at("duplicates", route.duplicateId);
    case "segments":
      return at("segments", route.segmentId) + formatQuery(route.filter);
    case "connections":
      return at("connections", route.sourceId);
    case "merges":
      return at("merges");
    case "missing":
      return prefix;
    default:
      return formatDeskRoute(route);
  }
}

const texts = ["q", "department", "grade"] as const;
const days = ["leftFrom", "leftTo"] as const;
const years = ["minYearsSinceLeaving", "maxYearsSinceLeaving"] as const;

/** What makes no sense is left out: a link that somebody cut short still opens the list. */
export function parseQuery(search: URLSearchParams): PersonFilterQuery {
  const query: PersonFilterQuery = {};
  for (const name of texts) {
    const text = search.get(name)?.trim();
    if (text) query[name] = text;
  }
  for (const name of days) {
    const day = search.get(name) ?? "";
    if (isDay(day)) query[name] = day;
  }
  for (const name of years) {
    const count = search.get(name) ?? "";
    if (/^\d{1,2}$|^100$/.test(count)) query[name] = Number(count);
  }
  const chosen = search.getAll("states").filter((state) => isKeyOf(states, state));
  if (chosen.length > 0) query.states = [...new Set(chosen)];
  const skills = search.getAll("skills").filter((skill) => skill.trim() !== "");
  if (skills.length > 0) query.skills = skills.slice(0, 10);
  const consent = search.get("consent") ?? "";
  if (isKeyOf(consents, consent)) query.consent = consent;
  const segmentId = search.get("segmentId") ?? "";
  if (isId(segmentId, "segment")) query.segmentId = segmentId;
  return query;
}

function formatQuery(query: PersonFilterQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  return search.size > 0 ? `?${search}` : "";
}

/** What a segment can remember of a list. */
export function filterOf({ q: _, segmentId: __, ...filter }: PersonFilterQuery): PersonFilter {
  return filter;
}

/** Where Escape leads. `people` is the list as it was last seen. */
export function parentOf(route: Route, people: PersonFilterQuery): Route | null {
  if (isBoardRoute(route)) return parentOfBoardRoute(route);
  switch (route.view) {
    case "person":
    case "export":
    case "missing":
      return { view: "people", query: people };
    case "duplicates":
      return route.duplicateId === null ? null : { view: "duplicates", duplicateId: null };
    case "merges":
      return { view: "duplicates", duplicateId: null };
    case "segments":
      return route.segmentId === null ? null : { view: "segments", segmentId: null, filter: {} };
    case "connections":
      return route.sourceId === null ? null : { view: "connections", sourceId: null };
    case "people":
    case "import":
      return null;
    default:
      return parentOfDeskRoute(route);
  }
}
