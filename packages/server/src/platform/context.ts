import type { AccessLevel, AccessPurpose, AccessRole } from "@okaeri/sdk/contract/access";
import type { Clock } from "./clock.ts";
import type { Database, Transaction } from "./database.ts";
import { DomainError } from "./errors.ts";
import type { Queue } from "./queue.ts";
import type { Secrets } from "./secrets.ts";

/** On whose behalf a verb runs. Ids are UUIDs. */
export type Actor =
  | { kind: "visitor" }
  | { kind: "member"; memberId: string; sessionId: string }
  | { kind: "employee"; subject: string; sessionId: string }
  | { kind: "recruiter"; subject: string; sessionId: string }
  | { kind: "auditor"; subject: string; sessionId: string }
  | { kind: "admin"; subject: string; sessionId: string | null }
  | { kind: "system" };

/** Resource → field → role → what was decided otherwise than by default. */
export type AccessDecisions = Partial<
  Record<string, Partial<Record<string, Partial<Record<AccessRole, { read?: AccessLevel; write?: boolean }>>>>>
>;

/** What is being done, in the words of the audit trail. */
export interface Call {
  /** The operation, the work in the background or the command. */
  action: string;
  /** What it names, people apart. TypeIDs. */
  resources: readonly string[];
  /** Whom it names. UUIDs. */
  people: readonly string[];
  requestId: string | null;
  /** What restricted fields are read for. */
  purpose: AccessPurpose | null;
}

/** What every verb takes first. */
export interface Context {
  database: Database;
  queue: Queue;
  clock: Clock;
  secrets: Secrets;
  organizationId: string;
  actor: Actor;
  call(): Call;
  /** What the organization decided of its fields; left out: as by default. */
  access?: AccessDecisions;
  /** Set while a caller's transaction is open: verbs join it instead of opening their own. */
  transaction?: Transaction;
}

/** @throws DomainError `forbidden` */
export function requireActor<Kind extends Actor["kind"]>(
  ctx: Context,
  ...kinds: Kind[]
): asserts ctx is Context & { actor: Extract<Actor, { kind: Kind }> } {
  if (!kinds.some((kind) => kind === ctx.actor.kind)) throw new DomainError("forbidden");
}

/** A call without a request: work in the background, a command. */
export const callOf = (action: string, resources: readonly string[] = []): (() => Call) => {
  const call: Call = { action, resources, people: [], requestId: null, purpose: null };
  return () => call;
};
