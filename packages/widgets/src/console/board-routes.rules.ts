import { isId, unmade } from "./route-parts.rules.ts";

/** What the views of the board read from an address, each what concerns it; what makes no sense they leave out. */
export type BoardQuery = Partial<
  Record<"status" | "q" | "part" | "reader" | "personId" | "jobId" | "stage" | "handOver", string>
>;

/** What ids of a view begin with; none where it has but one state. */
const kinds = {
  postings: "",
  posting: "job",
  feeds: "feed",
  changes: "orgchange",
  applications: "application",
  interests: "",
  talks: "",
  destinations: "",
};

/** The job board's other side. Its views are fetched when somebody goes there, and so is what they know of their queries. */
export interface BoardRoute {
  view: keyof typeof kinds;
  id: string | null;
  query: BoardQuery;
}

const isBoardView = (text: string): text is BoardRoute["view"] => Object.hasOwn(kinds, text);
export const isBoardRoute = (route: { view: string }): route is BoardRoute => isBoardView(route.view);

/** Null for a place that isn't there. */
export function parseBoardRoute(place: string, id: string, query: URLSearchParams): BoardRoute | null {
  const view = place || "postings";
  if (!isBoardView(view)) return null;
  const kind = kinds[view];
  if (id === "" ? view === "posting" : id !== unmade && !isId(id, kind)) return null;
  return { view, id: id || null, query: Object.fromEntries(query) };
}

export function formatBoardRoute({ view, id, query }: BoardRoute): string {
  const search = new URLSearchParams(query).toString();
  return `#/board/${view}${id ? `/${id}` : ""}${search && `?${search}`}`;
}

/** Where Escape leads; null where it leads nowhere. */
export function parentOfBoardRoute({ view, id, query }: BoardRoute): BoardRoute | null {
  if (id === null) return null;
  return view === "posting" ? { view: "postings", id: null, query: {} } : { view, id: null, query };
}
