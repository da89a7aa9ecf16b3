import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import type { PersonState, PersonStateChange } from "@okaeri/sdk/contract/registry";
import { and, eq, inArray, sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { people } from "./people.table.ts";
import { findWholePersonId, getPerson, type VersionedRecord } from "./people.ts";
import { personChanges } from "./person-history.table.ts";
import { mayBecome, wayTo } from "./person-state.rules.ts";

/** @throws DomainError `conflict` where one state doesn't lead to the other */
export async function changePersonState(ctx: Context, id: string, change: PersonStateChange): Promise<VersionedRecord> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const personId = await findWholePersonId(ctx, tx, toUuid("person", id));
    if (personId === null) throw new DomainError("not_found");
    const state = await lockState(ctx, tx, personId);
    if (!mayBecome(state, change.state))
      throw new DomainError("conflict", { detail: `From ${state} nobody can be made ${change.state}` });
    await writeState(ctx, tx, personId, state, change.state, change.reason);
    return getPerson({ ...ctx, transaction: tx }, id);
  });
}

/**
 * Takes somebody as far as a state through all that lie between, each written down. Where no way leads there, say
 * because the person was rehired by now, nothing changes.
 */
export async function advancePerson(
  ctx: Context,
  tx: Transaction,
  personId: string,
  to: PersonState,
  reason: string,
): Promise<void> {
  let state = await lockState(ctx, tx, personId);
  for (const next of wayTo(state, to) ?? []) {
    await writeState(ctx, tx, personId, state, next, reason);
    state = next;
  }
}

/** What a member says yes to, beside the record: lists and segments look there. */
export async function noteConsents(
  ctx: Context,
  tx: Transaction,
  personId: string,
  consents: readonly ConsentPurpose[],
): Promise<void> {
  await tx
    .update(people)
    .set({
      consents: [...consents].sort(),
      updatedAt: ctx.clock.now().toISOString(),
      version: sql`${people.version} + 1`,
    })
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
}

async function lockState(ctx: Context, tx: Transaction, personId: string): Promise<PersonState> {
  const rows = await tx
    .select({ state: people.state })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)))
    .for("update");
  return only(rows).state;
}

async function writeState(
  ctx: Context,
  tx: Transaction,
  personId: string,
  before: PersonState,
  after: PersonState,
  reason: string,
): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  await tx
    .update(people)
    .set({ state: after, stateSince: at, updatedAt: at, version: sql`${people.version} + 1` })
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  await tx.insert(personChanges).values({
    organizationId: ctx.organizationId,
    changeId: newUuid(now),
    personId,
    actor: actorName(ctx.actor),
    kind: "state",
    field: "state",
    before,
    after,
    reason,
    at,
  });
}

/** By UUID. */
export async function statesOf(
  ctx: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, PersonState>> {
  const rows = await tx
    .select({ personId: people.personId, state: people.state })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), inArray(people.personId, [...personIds])));
  return new Map(rows.map(({ personId, state }) => [personId, state]));
}
