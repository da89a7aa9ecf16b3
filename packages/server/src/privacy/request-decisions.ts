import type { PersonalData } from "@okaeri/sdk/contract/account";
import type { Fulfilment, Identification, PrivacyRequest, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";
import { fulfilment } from "@okaeri/sdk/contract/privacy";
import { withdrawAll } from "../agreements/agreements.ts";
import { neededToJoin } from "../agreements/standing.rules.ts";
import { nobodyComesIn } from "../membership/comings.ts";
import { holderIdsOf, holdersOfMember, holdersOfPerson } from "../membership/holders.ts";
import { actorName } from "../platform/actor-name.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { advancePerson, noteConsents } from "../registry/person-state.ts";
import { erasePerson, type Outside, type Whose } from "./erasure.ts";
import { eraseInPart } from "./partial-erasure.ts";
import { collectPersonalData } from "./personal-data.ts";
import { mayFollow } from "./requests.rules.ts";
import { type PrivacyRequestRow, privacyRequests } from "./requests.table.ts";
import { findRequest, ofRequest, reach, show, tell } from "./requests.ts";

/** HR made sure who asks. @throws DomainError `conflict` when that is known already, or nothing is left to do */
export async function identifyRequest(ctx: Context, id: string, { by, note }: Identification): Promise<PrivacyRequest> {
  requireActor(ctx, "admin", "system");
  return withOrganization(ctx, async (tx) => {
    await lockFor(ctx, tx, id, "open");
    const row = await write(ctx, tx, id, { state: "open", identifiedBy: by, identificationNote: note });
    return show(ctx, tx, row);
  });
}

/** By who asked. @throws DomainError `conflict` once it is decided */
export async function withdrawRequest(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "member");
  await withOrganization(ctx, async (tx) => {
    await lockFor(ctx, tx, id, "withdrawn");
    await write(ctx, tx, id, { state: "withdrawn", ...decidedNow(ctx) });
  });
}

/** @throws DomainError `conflict` once it is decided */
export async function refuseRequest(ctx: Context, id: string, reason: string): Promise<PrivacyRequest> {
  requireActor(ctx, "admin", "system");
  return withOrganization(ctx, async (tx) => {
    await lockFor(ctx, tx, id, "refused");
    const row = await write(ctx, tx, id, { state: "refused", note: reason, ...decidedNow(ctx) });
    await tell(ctx, tx, row, "privacy_request_decided");
    return show(ctx, tx, row);
  });
}

/**
 * Does what was asked for. Disclosure and correction are HR's own doing, and noted here. `stop_use` takes back every
 * consent but membership's own. `erasure` removes everything; where parts of it are refused, the employment record
 * stays and the rest goes.
 * @throws DomainError `conflict` before it is clear who asks, once it is decided, and for erasing under a legal hold
 */
export async function fulfilRequest(
  ctx: Context,
  outside: Outside,
  id: string,
  input: Fulfilment,
): Promise<PrivacyRequest> {
  requireActor(ctx, "admin", "system");
  const { note, refused } = fulfilment.parse(input);
  const state = refused.length > 0 ? "partly_refused" : "fulfilled";
  const decision = { state, note, refused, ...decidedNow(ctx) } as const;
  const asked = await withOrganization(ctx, (tx) => findRequest(ctx, tx, id));
  if (asked.kind === "erasure" && refused.length === 0) {
    const requestId = asked.requestId;
    return erasePerson(ctx, outside, whoseOf(asked), {
      before: async (tx) => {
        const row = await lockFor(ctx, tx, id, state);
        // Told after everything else is gone: the address stays here until then.
        const { email, locale } = await reach(ctx, tx, row);
        return { email, locale };
      },
      after: async (tx, { email }) => {
        const row = await write(ctx, tx, id, { ...decision, note: null, lastEmail: email });
        await tell(ctx, tx, row, "privacy_request_decided");
        if (email !== null)
          await ctx.queue.send(tx, "privacy.forget-address", { organizationId: ctx.organizationId, requestId });
        return show(ctx, tx, row);
      },
    });
  }
  return withOrganization(ctx, async (tx) => {
    if (asked.kind === "erasure") await nobodyComesIn(ctx, tx);
    const row = await lockFor(ctx, tx, id, state);
    if (row.kind === "stop_use") await stopUse(ctx, tx, row);
    if (row.kind === "erasure") await eraseInPart(ctx, tx, await holdersOf(ctx, tx, row));
    const decided = await write(ctx, tx, id, decision);
    await tell(ctx, tx, decided, "privacy_request_decided");
    return show(ctx, tx, decided);
  });
}

/** Everything about who asked. @throws DomainError `conflict` before that is clear */
export async function readRequestData(ctx: Context, id: string): Promise<PersonalData> {
  requireActor(ctx, "admin", "system");
  // A reading that is written down: so through the door of writes.
  return withOrganization(ctx, async (tx) => {
    const row = await findRequest(ctx, tx, id);
    if (row.identifiedBy === null) throw unknownAsker();
    if (row.personId !== null) await note(tx, { people: [row.personId], fields: ["PersonalData.parts"] });
    return collectPersonalData({ ...ctx, transaction: tx }, whoseOf(row));
  });
}

const unknownAsker = (): DomainError => new DomainError("conflict", { detail: "First make sure who asks" });

/** Consents go, receipts say so. Members rest: members still, and told of nothing. Who is none is not invited any more. */
async function stopUse(ctx: Context, tx: Transaction, row: PrivacyRequestRow): Promise<void> {
  const holders = await holdersOf(ctx, tx, row);
  const holderId = holders.memberIds[0] ?? holders.personIds[0];
  if (holderId !== undefined) {
    const holder = { holderIds: holderIdsOf(holders), holderId };
    await withdrawAll(ctx, tx, { ...holder, locale: "ja", way: "hr", keep: neededToJoin });
  }
  for (const personId of holders.personIds) {
    const isMember = holders.memberIds.length > 0;
    await noteConsents(ctx, tx, personId, isMember ? ["community"] : []);
    await advancePerson(ctx, tx, personId, isMember ? "dormant" : "withdrawn", "use_stopped");
  }
}

const holdersOf = (ctx: Context, tx: Transaction, { personId, memberId }: PrivacyRequestRow) =>
  personId !== null ? holdersOfPerson(ctx, tx, personId) : holdersOfMember(ctx, tx, memberId ?? "");

/** @throws DomainError `conflict` for somebody who was erased by now */
function whoseOf({ personId, memberId }: PrivacyRequestRow): Whose {
  if (personId !== null) return { personId };
  if (memberId !== null) return { memberId };
  throw new DomainError("conflict", { detail: "The person was erased" });
}

const decidedNow = (ctx: Context) => ({
  decidedAt: ctx.clock.now().toISOString(),
  decidedBy: actorName(ctx.actor),
});

/** @throws DomainError `conflict` where the one state doesn't lead to the other */
async function lockFor(ctx: Context, tx: Transaction, id: string, to: PrivacyRequestState): Promise<PrivacyRequestRow> {
  const row = await findRequest(ctx, tx, id, "for update");
  if (mayFollow(row.state, to)) return row;
  throw row.state === "received" ? unknownAsker() : new DomainError("conflict", { detail: `It is ${row.state}` });
}

const write = async (
  ctx: Context,
  tx: Transaction,
  id: string,
  change: Partial<PrivacyRequestRow>,
): Promise<PrivacyRequestRow> =>
  only(
    await tx
      .update(privacyRequests)
      .set(change)
      .where(ofRequest(ctx, toUuid("request", id)))
      .returning(),
  );
