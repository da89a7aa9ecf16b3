import type { Holders } from "../membership/holders.ts";
import { membershipTables } from "../membership/personal-data.ts";
import { touchPublic } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { advancePerson, noteConsents } from "../registry/person-state.ts";
import { removableFields, removeField } from "../registry/retention.ts";
import { refuseHeld } from "./held-people.ts";
import { forgetAnswers } from "./kept-answers.ts";
import { findTraces } from "./personal-data.ts";
import { removeRows } from "./personal-table.ts";

/**
 * Where a part of an erasure is refused, say because a law asks to keep it: the membership and all that came of it goes,
 * and of the record everything but names, numbers and employments.
 * @throws DomainError `conflict` under a legal hold
 */
export async function eraseInPart(ctx: Context, tx: Transaction, holders: Holders): Promise<void> {
  await refuseHeld(ctx, tx, holders.personIds);
  const known = await findTraces(ctx, tx, holders);
  await forgetAnswers(ctx, tx, known);
  for (const table of membershipTables) await removeRows(ctx, tx, table, known.traces);
  for (const field of removableFields) await removeField(ctx, tx, field, holders.personIds);
  for (const personId of holders.personIds) {
    await noteConsents(ctx, tx, personId, []);
    await advancePerson(ctx, tx, personId, "withdrawn", "erased_in_part");
  }
  await touchPublic(ctx, tx);
}
