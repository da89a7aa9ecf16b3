import type { Clock } from "./clock.ts";
import type { Database, Transaction } from "./database.ts";
import { DomainError } from "./errors.ts";
import type { Queue } from "./queue.ts";

/** On whose behalf a verb runs. Ids are UUIDs. */
export type Actor =
  | { kind: "visitor" }
  | { kind: "member"; memberId: string; sessionId: string }
  | { kind: "employee"; subject: string; sessionId: string }
  | { kind: "recruiter"; subject: string; sessionId: string }
  | { kind: "admin"; subject: string; sessionId: string | null }
  | { kind: "system" };

/** What every verb takes first. */
export interface Context {
  database: Database;
  queue: Queue;
  clock: Clock;
  organizationId: string;
  actor: Actor;
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
