import type { AgreementKind } from "@okaeri/sdk/contract/agreements";
import type { AuditQuery } from "@okaeri/sdk/contract/audit";
import type { InvitationState } from "@okaeri/sdk/contract/invitations";
import type { PrivacyRequestState } from "@okaeri/sdk/contract/privacy";
import type { SignUpStatus } from "@okaeri/sdk/contract/sign-ups";
import { isDay, isId, isKeyOf, unmade } from "./route-parts.rules.ts";

export type AuditFilter = Omit<AuditQuery, "cursor" | "limit">;
export type RetentionPart = "rules" | "preview" | "runs" | "holds";

/** The way in: who asks to join, whom HR asks, and to what they agree. */
export type MembersRoute =
  | { view: "approvals"; signUpId: string | null; status: SignUpStatus | null }
  | { view: "invitations"; state: InvitationState | null }
  /** Whom a new one goes to. */
  | { view: "invite"; personIds: string[]; segmentId: string | null }
  | { view: "texts"; kind: AgreementKind | null };

/** What keeps it honest. */
export type TrustRoute =
  | { view: "roles" }
  | { view: "audit"; filter: AuditFilter }
  /** Whether the trail is whole. */
  | { view: "verification" }
  /** Without a state: those that are still to be decided. */
  | { view: "requests"; requestId: string | null; state: PrivacyRequestState | null }
  /** One that HR notes for somebody. */
  | { view: "requestDraft"; personId: string | null }
  | { view: "retention"; part: RetentionPart };

const statuses: Record<SignUpStatus, true> = {
  code_sent: true,
  matching: true,
  in_review: true,
  asked: true,
  approved: true,
  declined: true,
};
const invitationStates: Record<InvitationState, true> = {
  waiting: true,
  sent: true,
  used: true,
  expired: true,
  revoked: true,
};
const kinds: Record<AgreementKind, true> = {
  community: true,
  jobs: true,
  scouting: true,
  evaluation: true,
  group_companies: true,
  statistics: true,
  no_promise: true,
  nda: true,
};
const requestStates: Record<PrivacyRequestState, true> = {
  received: true,
  open: true,
  fulfilled: true,
  partly_refused: true,
  refused: true,
  withdrawn: true,
};
const parts: Record<RetentionPart, true> = { rules: true, preview: true, runs: true, holds: true };
const auditNames = ["personId", "actor", "action", "field", "from", "to"] as const;

const chosen = <Key extends string>(from: Record<Key, true>, text: string | null): Key | null =>
  text !== null && isKeyOf(from, text) ? text : null;

/** Null for a place that isn't there. */
export function parseMembersRoute(place: string, id: string, query: URLSearchParams): MembersRoute | null {
  switch (place) {
    case "":
    case "approvals":
      if (id !== "" && !isId(id, "signup")) return null;
      return { view: "approvals", signUpId: id || null, status: chosen(statuses, query.get("status")) };
    case "invitations":
      if (id === unmade) {
        const segmentId = query.get("segmentId") ?? "";
        const personIds = query.getAll("personIds").filter((one) => isId(one, "person"));
        return { view: "invite", personIds, segmentId: isId(segmentId, "segment") ? segmentId : null };
      }
      return id === "" ? { view: "invitations", state: chosen(invitationStates, query.get("state")) } : null;
    case "texts":
      return id === "" || isKeyOf(kinds, id) ? { view: "texts", kind: chosen(kinds, id) } : null;
    default:
      return null;
  }
}

/** The same for the other half. */
export function parseTrustRoute(place: string, id: string, query: URLSearchParams): TrustRoute | null {
  switch (place) {
    case "roles":
      return id === "" ? { view: "roles" } : null;
    case "":
    case "audit":
      if (id !== "") return null;
      return { view: "audit", filter: auditFilterOf(query) };
    case "verification":
      return id === "" ? { view: "verification" } : null;
    case "requests":
      if (id === unmade) return { view: "requestDraft", personId: idIn(query, "person") };
      if (id !== "" && !isId(id, "request")) return null;
      return { view: "requests", requestId: id || null, state: chosen(requestStates, query.get("state")) };
    case "retention":
      if (id === "") return { view: "retention", part: "rules" };
      return isKeyOf(parts, id) ? { view: "retention", part: id } : null;
    default:
      return null;
  }
}

function idIn(query: URLSearchParams, kind: string): string | null {
  const id = query.get(`${kind}Id`) ?? "";
  return isId(id, kind) ? id : null;
}

/** What makes no sense is left out, as in the lists of people. */
function auditFilterOf(query: URLSearchParams): AuditFilter {
  const fits = (name: (typeof auditNames)[number], value: string): boolean =>
    name === "personId" ? isId(value, "person") : name === "from" || name === "to" ? isDay(value) : value !== "";
  return Object.fromEntries(
    auditNames.map((name) => [name, query.get(name)?.trim() ?? ""] as const).filter((entry) => fits(...entry)),
  );
}

const at = (place: string, id: string | null = null, query: Record<string, string | string[] | null> = {}): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value ?? []].flat()) search.append(name, one);
  return `#/${place}${id === null ? "" : `/${id}`}${search.size > 0 ? `?${search}` : ""}`;
};

export function formatDeskRoute(route: MembersRoute | TrustRoute): string {
  switch (route.view) {
    case "approvals":
      return at("members/approvals", route.signUpId, { status: route.status });
    case "invitations":
      return at("members/invitations", null, { state: route.state });
    case "invite":
      return at("members/invitations", unmade, { personIds: route.personIds, segmentId: route.segmentId });
    case "texts":
      return at("members/texts", route.kind);
    case "roles":
      return at("trust/roles");
    case "audit":
      return at("trust/audit", null, Object.fromEntries(auditNames.map((name) => [name, route.filter[name] ?? null])));
    case "verification":
      return at("trust/verification");
    case "requestDraft":
      return at("trust/requests", unmade, { personId: route.personId });
    case "requests":
      return at("trust/requests", route.requestId, { state: route.state });
    case "retention":
      return at("trust/retention", route.part === "rules" ? null : route.part);
  }
}

/** Where Escape leads; null where it leads nowhere. */
export function parentOfDeskRoute(route: MembersRoute | TrustRoute): MembersRoute | TrustRoute | null {
  switch (route.view) {
    case "approvals":
      return route.signUpId === null ? null : { ...route, signUpId: null };
    case "invite":
      return { view: "invitations", state: null };
    case "texts":
      return route.kind === null ? null : { view: "texts", kind: null };
    case "verification":
      return { view: "audit", filter: {} };
    case "requestDraft":
      return { view: "requests", requestId: null, state: null };
    case "requests":
      return route.requestId === null ? null : { ...route, requestId: null };
    default:
      return null;
  }
}
