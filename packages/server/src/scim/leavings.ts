import { isDeepStrictEqual } from "node:util";
import { upsertPeople } from "../intake/upsert.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { findPersonByEmployeeNumber } from "../registry/evidence.ts";
import type { Resource } from "./filter-matching.rules.ts";
import { refusal } from "./refusals.rules.ts";
import { employeeNumberOf, toLeaver } from "./scim-leavers.rules.ts";

const source = { kind: "scim", name: "SCIM" } as const;

/** A user, and the last day the registry has of them: null while they work here. */
export interface Standing {
  resource: Resource;
  leftOn: string | null;
}

/**
 * Tells the registry, in the caller's transaction, what a change means to it: a leaving, something new of somebody who
 * left, or a leaver who is back. Of those who simply work here it hears nothing.
 * @throws DomainError `invalid_input` with `invalidValue` where the registry refuses the person
 */
export async function tellRegistry(
  ctx: Context,
  tx: Transaction,
  userId: string,
  before: Standing | null,
  after: Standing,
): Promise<void> {
  const leaver = toLeaver(userId, after.resource, after.leftOn);
  if (after.leftOn !== null) {
    const known = before && before.leftOn !== null && toLeaver(userId, before.resource, before.leftOn);
    if (known && isDeepStrictEqual(known, leaver)) return;
  } else if (before?.leftOn === null || before === null) {
    const number = employeeNumberOf(after.resource);
    const isNew = number !== null && (before === null || employeeNumberOf(before.resource) !== number);
    // Whoever comes back comes as a new user, often with the old number.
    if (!isNew || (await findPersonByEmployeeNumber(ctx, tx, number)) === null) return;
  }
  const { results } = await upsertPeople({ ...ctx, transaction: tx }, source, [leaver]);
  const [fault] = results.flatMap(({ errors }) => errors);
  // Of a leaver nothing may be lost. That somebody is back is true here whatever the registry makes of it: where it
  // contradicts, it says so in its run, for HR to settle.
  if (fault && after.leftOn !== null)
    throw refusal("invalidValue", `The registry refuses this leaver: ${fault.detail} (${fault.code})`);
}
