import type { Actor } from "./context.ts";

/** Who did it, as a history shows it: a kind, and what names the one among many. */
export function actorName(actor: Actor): string {
  if (actor.kind === "member") return `member:${actor.memberId}`;
  return "subject" in actor ? `${actor.kind}:${actor.subject}` : actor.kind;
}
