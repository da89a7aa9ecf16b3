import { nobodyComesIn } from "../membership/comings.ts";
import { type Holders, holdersOfMember, holdersOfPerson } from "../membership/holders.ts";
import { extendHolders, vouchedIdsOf } from "../membership/personal-data.ts";
import { touchPublic } from "../organizations/organizations.ts";
import { note } from "../platform/audit-trail.ts";
import type { Context } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import type { Mailbox } from "../platform/mail.ts";
import { lockRegistry, takeTurn } from "../registry/turns.ts";
import type { ErasureEntry, ErasureLedger } from "./erasure-ledger.ts";
import { marksOf } from "./erasure-marks.ts";
import { erasures } from "./erasures.table.ts";
import { refuseHeld } from "./held-people.ts";
import { forgetAnswers } from "./kept-answers.ts";
import { findTraces, personalTables } from "./personal-data.ts";
import { removeRows } from "./personal-table.ts";

const waitMs = 20_000;

/** What lies outside the database: where erasures are written down, and mails of the development mailbox. */
export interface Outside {
  ledger: ErasureLedger;
  mailbox: Mailbox | null;
}

export type Whose = { personId: string } | { memberId: string };

/**
 * Removes everything about a person (UUID), or a member whom the registry doesn't know, from every table, in one
 * transaction. What stays: the trail and ids that name nothing, that there was a request, and keyed hashes by which no
 * source brings the person in again. Answers when it is written down outside the database too.
 * @param around what belongs into the same transaction, before and after
 * @throws DomainError `conflict` under a legal hold, `not_found`
 */
export async function erasePerson<Before, After>(
  ctx: Context,
  outside: Outside,
  whose: Whose,
  around: { before(tx: Transaction): Promise<Before>; after(tx: Transaction, before: Before): Promise<After> },
): Promise<After> {
  const { entry, emails, result } = await takeTurn(ctx, () =>
    withOrganization(ctx, async (tx) => {
      await lockRegistry(ctx, tx, waitMs);
      await nobodyComesIn(ctx, tx);
      const before = await around.before(tx);
      const holders =
        "personId" in whose
          ? await holdersOfPerson(ctx, tx, whose.personId)
          : await holdersOfMember(ctx, tx, whose.memberId);
      const all = await extendHolders(ctx, tx, holders);
      if (all.personIds.length + all.memberIds.length === 0) throw new DomainError("not_found");
      await refuseHeld(ctx, tx, all.personIds);
      const erased = await eraseHolders(ctx, tx, all);
      return { ...erased, result: await around.after(tx, before) };
    }),
  );
  await settleOutside(outside, [entry], emails);
  return result;
}

/** The erasing itself. `before`: an erasure of the past, which a restored backup undid. */
export async function eraseHolders(
  ctx: Context,
  tx: Transaction,
  holders: Holders,
  before?: ErasureEntry,
): Promise<{ entry: ErasureEntry; emails: string[] }> {
  const known = await findTraces(ctx, tx, holders);
  // No host brings the member in again by vouching for them.
  const vouched = await vouchedIdsOf(ctx, tx, holders.memberIds);
  const marks = marksOf(ctx, { ...known.identity, externalIds: [...known.identity.externalIds, ...vouched] });
  const now = ctx.clock.now();
  const entry: ErasureEntry = {
    organizationId: ctx.organizationId,
    erasureId: before?.erasureId ?? newUuid(now),
    erasedAt: before?.erasedAt ?? now.toISOString(),
    personIds: holders.personIds,
    memberIds: holders.memberIds,
    signUpIds: holders.signUpIds,
    marks: [...new Set([...(before?.marks ?? []), ...marks])],
  };
  await forgetAnswers(ctx, tx, known);
  for (const table of personalTables) await removeRows(ctx, tx, table, known.traces);
  await tx.insert(erasures).values(entry);
  await note(tx, { people: holders.personIds });
  // Should this process end before it has written the erasure down itself, another one will.
  const { organizationId, erasureId } = entry;
  await ctx.queue.send(tx, "privacy.record-erasure", { organizationId, erasureId });
  await touchPublic(ctx, tx);
  return { entry, emails: known.emails };
}

export async function settleOutside(
  { ledger, mailbox }: Outside,
  entries: readonly ErasureEntry[],
  emails: readonly string[],
): Promise<void> {
  await ledger.append(entries);
  await mailbox?.forget(emails);
}
