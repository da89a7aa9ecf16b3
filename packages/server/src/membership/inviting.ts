import type { InvitationsMade, InvitationWay } from "@okaeri/sdk/contract/invitations";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { hashAddress, postMail } from "../delivery/outbox.ts";
import { actorName } from "../platform/actor-name.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { findWholePersonId } from "../registry/people.ts";
import { listEmails } from "../registry/person-contacts.ts";
import { advancePerson, statesOf } from "../registry/person-state.ts";
import { type MailNeeded, pickFromSegment } from "../registry/segment-people.ts";
import { tokenOf } from "./invitation-tokens.ts";
import { type InvitationRow, invitations } from "./invitations.table.ts";
import { isMember } from "./members.ts";
import { hashInvitation } from "./sign-ups.ts";

const maxAtOnce = 1000;
const askedForDays = 30;

/** UUIDs. */
export interface Invited {
  personId: string;
  /** Null where the link is printed. */
  email: string | null;
}

export interface Chosen {
  people: Invited[];
  skipped: { personId: string; reason: InvitationsMade["skipped"][number]["reason"] }[];
  remaining: number;
}

/** Who was rehired or erased can't be invited; who left again can, when somebody names them. */
const invitableStates = ["leaving", "noticed", "invited", "pending", "withdrawn"];

export async function chooseNamed(
  ctx: Context,
  tx: Transaction,
  ids: readonly string[],
  way: InvitationWay,
): Promise<Chosen> {
  const chosen: Chosen = { people: [], skipped: [], remaining: 0 };
  for (const id of new Set(ids)) {
    const named = toUuid("person", id);
    const personId = await findWholePersonId(ctx, tx, named);
    if (personId === null) chosen.skipped.push({ personId: named, reason: "not_invitable" });
    else if (!chosen.people.some((one) => one.personId === personId)) await choose(ctx, tx, chosen, personId, way);
  }
  return chosen;
}

async function choose(
  ctx: Context,
  tx: Transaction,
  chosen: Chosen,
  personId: string,
  way: InvitationWay,
): Promise<void> {
  const skip = (reason: Chosen["skipped"][number]["reason"]) => chosen.skipped.push({ personId, reason });
  if (await isMember(ctx, tx, personId)) return void skip("member");
  const state = (await statesOf(ctx, tx, [personId])).get(personId) ?? "";
  if (!invitableStates.includes(state)) return void skip("not_invitable");
  const email = (await listEmails(ctx, tx, [personId])).get(personId)?.[0] ?? null;
  if (way === "mail" && email === null) return void skip("no_mail_address");
  chosen.people.push({ personId, email: way === "mail" ? email : null });
}

/** The first thousand of a segment who are no members, did not leave again and have no invitation in force. */
export async function chooseOfSegment(
  ctx: Context,
  tx: Transaction,
  segmentId: string,
  way: InvitationWay,
): Promise<Chosen> {
  const pick = (mail: MailNeeded) => pickFromSegment(ctx, tx, segmentId, isUninvited(ctx), mail, maxAtOnce);
  const { personIds, remaining } = await pick(way === "mail" ? "with" : "either");
  const emails = way === "mail" ? await listEmails(ctx, tx, personIds) : null;
  // Named once, when all the others have theirs.
  const unreachable = way === "mail" && remaining === 0 ? (await pick("without")).personIds : [];
  return {
    people: personIds.map((personId) => ({ personId, email: emails?.get(personId)?.[0] ?? null })),
    skipped: unreachable.map((personId) => ({ personId, reason: "no_mail_address" })),
    remaining,
  };
}

const isUninvited = (ctx: Context): SQL => sql`people.state in ('leaving', 'noticed', 'invited', 'pending')
  and not exists (select from members m where m.organization_id = people.organization_id
    and m.person_id = people.person_id and m.left_at is null)
  and not exists (select from invitations i where i.organization_id = people.organization_id
    and i.person_id = people.person_id and i.used_at is null and i.revoked_at is null
    and i.expires_at > ${ctx.clock.now().toISOString()})`;

/** Whoever left again asks to join, and needs no invitation. */
export const mayAskForInvitation = (state: string | undefined): boolean =>
  state !== undefined && state !== "withdrawn" && invitableStates.includes(state);

/** One that somebody asked for; beside others that may be on their way. */
export async function addInvitation(
  ctx: Context,
  tx: Transaction,
  { personId, email, locale }: { personId: string; email: string; locale: "ja" | "en" },
): Promise<InvitationRow> {
  const row = only(await insert(ctx, tx, [{ personId, email }], { way: "mail", locale, expiresInDays: askedForDays }));
  await advanceInvited(ctx, tx, [personId]);
  return row;
}

/** Makes invitations in place of those in force, and has them mailed where there is an address. */
export async function invite(
  ctx: Context,
  tx: Transaction,
  invited: readonly Invited[],
  terms: Terms,
): Promise<InvitationRow[]> {
  if (invited.length === 0) return [];
  const personIds = invited.map(({ personId }) => personId);
  await tx
    .update(invitations)
    .set({ revokedAt: ctx.clock.now().toISOString() })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        inArray(invitations.personId, personIds),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
      ),
    );
  const rows = await insert(ctx, tx, invited, terms);
  await advanceInvited(ctx, tx, personIds);
  const emails = new Map(invited.map(({ personId, email }) => [personId, email]));
  for (const { personId, invitationId: subjectId } of rows) {
    const to = emails.get(personId);
    if (to) await postMail(ctx, tx, { kind: "invitation", subjectId, locale: terms.locale, to });
  }
  return rows;
}

interface Terms {
  way: InvitationWay;
  locale: "ja" | "en";
  expiresInDays: number;
}

function insert(
  ctx: Context,
  tx: Transaction,
  invited: readonly Invited[],
  { way, locale, expiresInDays }: Terms,
): Promise<InvitationRow[]> {
  const now = ctx.clock.now();
  const rows = invited.map(({ personId, email }) => {
    const invitationId = newUuid(now);
    return {
      organizationId: ctx.organizationId,
      invitationId,
      personId,
      way,
      tokenHash: hashInvitation(tokenOf(ctx, invitationId)),
      addressHash: email === null ? null : hashAddress(ctx, email),
      locale,
      createdAt: now.toISOString(),
      createdBy: actorName(ctx.actor),
      expiresAt: new Date(now.getTime() + expiresInDays * 86_400_000).toISOString(),
    };
  });
  return tx.insert(invitations).values(rows).returning();
}

async function advanceInvited(ctx: Context, tx: Transaction, personIds: readonly string[]): Promise<void> {
  // Whoever applied already has gone further.
  for (const [personId, state] of await statesOf(ctx, tx, personIds))
    if (state !== "pending") await advancePerson(ctx, tx, personId, "invited", "invited");
}
