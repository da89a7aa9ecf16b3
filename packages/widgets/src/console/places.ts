import type { Session } from "@okaeri/sdk";
import type { ConsoleMessages } from "../locales/ja/console.ts";
import type { BoardRoute } from "./board-routes.rules.ts";
import type { Route, ViewName } from "./route.rules.ts";
import type { OpenView } from "./view.ts";

/** Each view is fetched when somebody goes there. */
export const fetchView: Record<Exclude<ViewName, "missing">, () => Promise<OpenView>> = {
  people: async () => (await import("./registry/people-list.ts")).peopleList,
  person: async () => (await import("./registry/person-record.ts")).personRecord,
  import: async () => (await import("./registry/import-file.ts")).importFile,
  duplicates: async () => (await import("./registry/duplicates.ts")).duplicates,
  merges: async () => (await import("./registry/merges.ts")).merges,
  segments: async () => (await import("./registry/segments.ts")).segments,
  connections: async () => (await import("./registry/connections.ts")).connections,
  export: async () => (await import("./registry/people-export.ts")).peopleExport,
  approvals: async () => (await import("./members/approvals.ts")).approvals,
  invitations: async () => (await import("./members/invitations.ts")).invitations,
  invite: async () => (await import("./members/invite.ts")).invite,
  texts: async () => (await import("./members/agreement-texts.ts")).agreementTexts,
  roles: async () => (await import("./trust/roles.ts")).roles,
  audit: async () => (await import("./trust/audit.ts")).audit,
  verification: async () => (await import("./trust/verification.ts")).verification,
  requests: async () => (await import("./trust/requests.ts")).requests,
  requestDraft: async () => (await import("./trust/request-draft.ts")).requestDraft,
  postings: async () => (await import("./board/postings.ts")).postings,
  posting: async () => (await import("./board/posting.ts")).posting,
  feeds: async () => (await import("./board/feeds.ts")).feeds,
  changes: async () => (await import("./board/changes.ts")).changes,
  applications: async () => (await import("./board/applications.ts")).applications,
  interests: async () => (await import("./board/interests.ts")).interests,
  talks: async () => (await import("./board/talks.ts")).talks,
  destinations: async () => (await import("./board/destinations.ts")).destinations,
  retention: async () => (await import("./trust/retention.ts")).retention,
};

type Role = Session["role"];

export interface Place {
  name: keyof ConsoleMessages["places"];
  route: Route;
  views: ViewName[];
  /** To whom it is offered; the API decides. */
  roles: readonly Role[];
}

const hr: readonly Role[] = ["recruiter", "admin"];
const overseers: readonly Role[] = ["auditor", "admin"];

const boardPlace = (view: BoardRoute["view"]): Route => ({ view, id: null, query: {} });

/** What is offered, by area. */
export const areas: { name: keyof ConsoleMessages["areas"]; places: Place[] }[] = [
  {
    name: "registry",
    places: [
      { name: "people", route: { view: "people", query: {} }, views: ["people", "person", "export"], roles: hr },
      { name: "import", route: { view: "import", step: "file" }, views: ["import"], roles: hr },
      {
        name: "duplicates",
        route: { view: "duplicates", duplicateId: null },
        views: ["duplicates", "merges"],
        roles: hr,
      },
      { name: "segments", route: { view: "segments", segmentId: null, filter: {} }, views: ["segments"], roles: hr },
      { name: "connections", route: { view: "connections", sourceId: null }, views: ["connections"], roles: hr },
    ],
  },
  {
    name: "members",
    places: [
      {
        name: "approvals",
        route: { view: "approvals", signUpId: null, status: null },
        views: ["approvals"],
        roles: hr,
      },
      { name: "invitations", route: { view: "invitations", state: null }, views: ["invitations", "invite"], roles: hr },
      { name: "texts", route: { view: "texts", kind: null }, views: ["texts"], roles: [...hr, "auditor"] },
    ],
  },
  {
    name: "board",
    places: [
      { name: "postings", route: boardPlace("postings"), views: ["postings", "posting"], roles: hr },
      { name: "feeds", route: boardPlace("feeds"), views: ["feeds"], roles: hr },
      // Current employees propose here.
      { name: "changes", route: boardPlace("changes"), views: ["changes"], roles: [...hr, "employee"] },
      {
        name: "applications",
        route: boardPlace("applications"),
        views: ["applications", "interests", "talks", "destinations"],
        roles: hr,
      },
    ],
  },
  {
    name: "trust",
    places: [
      {
        name: "requests",
        route: { view: "requests", requestId: null, state: null },
        views: ["requests", "requestDraft"],
        roles: ["admin"],
      },
      { name: "retention", route: { view: "retention", part: "rules" }, views: ["retention"], roles: overseers },
      { name: "roles", route: { view: "roles" }, views: ["roles"], roles: overseers },
      { name: "audit", route: { view: "audit", filter: {} }, views: ["audit", "verification"], roles: overseers },
    ],
  },
];

/** Where somebody begins who was led nowhere. */
export const homeOf = (role: Role): Route =>
  areas.flatMap(({ places }) => places).find(({ roles }) => roles.includes(role))?.route ?? { view: "missing" };
