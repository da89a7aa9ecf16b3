import type { AccessLevel, AccessPurpose, AccessRole } from "@okaeri/sdk/contract/access";
import type { AccessDecisions, Actor } from "../platform/context.ts";
import { resources } from "./resources.rules.ts";

/** What a role may do with a field. */
export interface Grant {
  read: AccessLevel;
  write: boolean;
}

export const nothing: Grant = { read: "none", write: false };

/** A field that not everybody may read who may read the resource. */
export interface FieldRule {
  roles: Partial<Record<AccessRole, Grant>>;
  /** Whether the organization may decide otherwise. */
  adjustable: boolean;
}

/** One of the contract's named answers. */
export interface ResourceRule {
  /** Whose answers it may stand in at all. */
  readers: readonly AccessRole[];
  fields?: Readonly<Record<string, FieldRule>>;
  /** What the table calls it where several answers are one resource. */
  as?: string;
  /** Of a record about somebody: the member that says whose it is, where it does; the path may say so as well. */
  about?: string;
}

/** Whose eyes a caller's are; null for the server's own work, which answers nobody. */
export function roleOf(actor: Actor): AccessRole | null {
  if (actor.kind === "system") return null;
  return actor.kind === "admin" && actor.sessionId === null ? "server" : actor.kind;
}

/** By the table, and by what the organization decided otherwise. What is not in the table nobody may. */
export function grantOf(role: AccessRole, decisions: AccessDecisions, resource: string, field: string): Grant {
  const rule = resources[resource];
  if (!rule?.readers.includes(role)) return nothing;
  const own = rule.fields?.[field];
  const name = rule.as ?? resource;
  if (!own) return { read: "read", write: true };
  const grant = own.roles[role] ?? nothing;
  return own.adjustable ? { ...grant, ...decisions[name]?.[field]?.[role] } : grant;
}

export interface Reader {
  role: AccessRole;
  decisions: AccessDecisions;
  purpose: AccessPurpose | null;
}

export function allowsReading({ role, decisions, purpose }: Reader, resource: string, field: string): boolean {
  const { read } = grantOf(role, decisions, resource, field);
  return read === "read" || (read === "purpose" && purpose !== null);
}
