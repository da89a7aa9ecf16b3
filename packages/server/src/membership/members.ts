import { and, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { getOrganization, touchPublic } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { watchErased } from "../privacy/erasure-marks.ts";
import { findPersonByEmployeeNumber } from "../registry/evidence.ts";
import { emailKey, employeeNumberKey, nameKey } from "../registry/folding.rules.ts";
import { advancePerson, statesOf } from "../registry/person-state.ts";
import { comeIn } from "./comings.ts";
import { invitations } from "./invitations.table.ts";
import { type MemberRow, members } from "./members.table.ts";
import { signUps } from "./sign-ups.table.ts";
import { vouchedId } from "./vouched.rules.ts";

/** The person in the registry behind a member; null where nobody was matched. */
export async function findPersonId(ctx: Context, tx: Transaction, memberId: string): Promise<string | null> {
  const [row] = await tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), eq(members.memberId, memberId)));
  return row?.personId ?? null;
}

export async function countMembers(ctx: Context, tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ members: count() })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), isNull(members.leftAt)));
  return row?.members ?? 0;
}

export async function isMember(ctx: Context, tx: Transaction, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ memberId: members.memberId })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), eq(members.personId, personId), isNull(members.leftAt)));
  return rows.length > 0;
}

export interface Memberships {
  /** UUIDs. */
  members: string[];
  signUps: string[];
  /** None of what was moved before there were any. */
  invitations?: string[];
}

/** Ties memberships, sign-ups and invitations to another person: all that the one has, or those named. */
export async function moveMemberships(
  ctx: Context,
  tx: Transaction,
  fromPersonId: string,
  toPersonId: string,
  named?: Memberships,
): Promise<Memberships> {
  const to = { personId: toPersonId };
  const ofOne = and(eq(members.organizationId, ctx.organizationId), eq(members.personId, fromPersonId));
  const signUpsOfOne = and(eq(signUps.organizationId, ctx.organizationId), eq(signUps.personId, fromPersonId));
  const moved = await tx
    .update(members)
    .set(to)
    .where(and(ofOne, named && inArray(members.memberId, named.members)))
    .returning({ memberId: members.memberId });
  const movedSignUps = await tx
    .update(signUps)
    .set(to)
    .where(and(signUpsOfOne, named && inArray(signUps.signUpId, named.signUps)))
    .returning({ signUpId: signUps.signUpId });
  const movedInvitations = await tx
    .update(invitations)
    .set(to)
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.personId, fromPersonId),
        named && inArray(invitations.invitationId, named.invitations ?? []),
      ),
    )
    .returning({ invitationId: invitations.invitationId });
  return {
    members: moved.map(({ memberId }) => memberId),
    signUps: movedSignUps.map(({ signUpId }) => signUpId),
    invitations: movedInvitations.map(({ invitationId }) => invitationId),
  };
}

/** Whoever is behind a person; also who left. */
export async function findMemberByPerson(ctx: Context, tx: Transaction, personId: string): Promise<MemberRow | null> {
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), eq(members.personId, personId)))
    .orderBy(sql`left_at is not null, joined_at desc`)
    .limit(1);
  return row ?? null;
}

/** Whoever signs in with a mail address; nobody who left. */
export async function findMemberByEmail(ctx: Context, tx: Transaction, emailKey: string): Promise<MemberRow | null> {
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.organizationId, ctx.organizationId), eq(members.emailKey, emailKey), isNull(members.leftAt)))
    .orderBy(desc(members.joinedAt))
    .limit(1);
  return row ?? null;
}

/** By id; null for who left. `for share` where a session opens: whoever leaves in that moment ends it, too. */
export async function findMemberInForce(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  lock?: "for share",
): Promise<MemberRow | null> {
  const query = tx
    .select()
    .from(members)
    .where(and(ofMember(ctx, memberId), isNull(members.leftAt)));
  const [row] = await (lock ? query.for("share") : query);
  return row ?? null;
}

/** @throws DomainError `not_found`, also for who left */
export async function getMember(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  lock?: "for update",
): Promise<MemberRow> {
  const query = tx
    .select()
    .from(members)
    .where(and(ofMember(ctx, memberId), isNull(members.leftAt)));
  return only(await (lock ? query.for("update") : query));
}

export const ofMember = (ctx: Context, memberId: string) =>
  and(eq(members.organizationId, ctx.organizationId), eq(members.memberId, memberId));

/** Whom the HRIS vouches for: `sub` is the employee number there, or any other id that never changes. */
export interface VouchedMember {
  iss: string;
  sub: string;
  name?: string | undefined;
  email?: string | undefined;
}

/**
 * The member behind an embed token, made at the first visit and tied to the registry by employee number.
 * @throws DomainError `forbidden` where the HRIS's word alone lets nobody in
 */
export async function enterMember(ctx: Context, tx: Transaction, vouched: VouchedMember): Promise<string> {
  await comeIn(ctx, tx);
  const ofOrganization = eq(members.organizationId, ctx.organizationId);
  const [known] = await tx
    .select({ memberId: members.memberId, leftAt: members.leftAt })
    .from(members)
    .where(and(ofOrganization, eq(members.issuer, vouched.iss), eq(members.subject, vouched.sub)))
    .for("share");
  if (known?.leftAt === null) return known.memberId;
  if (known) throw hasLeft();
  const identity = { issuer: vouched.iss, subject: vouched.sub };
  const personId = await findPersonByEmployeeNumber(ctx, tx, vouched.sub);
  if (personId !== null) {
    // Records that became one bring a membership each: the newest is taken.
    const [signedUp] = await tx
      .select({ memberId: members.memberId })
      .from(members)
      .where(and(ofOrganization, eq(members.personId, personId), isNull(members.issuer), isNull(members.leftAt)))
      .orderBy(desc(members.joinedAt))
      .limit(1)
      .for("update");
    if (signedUp) {
      await tx.update(members).set(identity).where(ofMember(ctx, signedUp.memberId));
      return signedUp.memberId;
    }
  }
  if (personId === null ? await wasErased(ctx, tx, vouched) : await wentAway(ctx, tx, personId)) throw hasLeft();
  if (!(await getOrganization({ ...ctx, transaction: tx })).organization.proof.hris)
    throw new DomainError("forbidden", { detail: "Here the HRIS's word alone lets nobody in: sign up first" });
  if (personId !== null) await advancePerson(ctx, tx, personId, "active", "vouched_for");
  await touchPublic(ctx, tx);
  const now = ctx.clock.now();
  const rows = await tx
    .insert(members)
    .values({
      organizationId: ctx.organizationId,
      memberId: newUuid(now),
      personId,
      ...identity,
      displayName: vouched.name ?? null,
      ...(await unclaimed(ctx, tx, vouched.email)),
      joinedAt: now.toISOString(),
    })
    // Two first visits in one moment: the second takes the member that the first made.
    .onConflictDoUpdate({ target: [members.organizationId, members.issuer, members.subject], set: identity })
    .returning({ memberId: members.memberId });
  return only(rows).memberId;
}

/** Also whose membership was erased, while a law keeps the record. */
const wentAway = async (ctx: Context, tx: Transaction, personId: string): Promise<boolean> =>
  (await findMemberByPerson(ctx, tx, personId)) !== null ||
  (await statesOf(ctx, tx, [personId])).get(personId) === "withdrawn";

async function wasErased(ctx: Context, tx: Transaction, vouched: VouchedMember): Promise<boolean> {
  const watch = await watchErased(ctx, tx);
  if (!watch) return false;
  return watch({
    externalId: vouchedId(vouched.iss, vouched.sub),
    number: employeeNumberKey(vouched.sub),
    name: vouched.name === undefined ? null : nameKey(vouched.name),
    formerName: null,
    birthDate: null,
    emailKey: vouched.email === undefined ? null : emailKey(vouched.email),
    hiredOn: null,
  });
}

/** A host goes on vouching for who left; that must not bring them back. */
const hasLeft = (): DomainError =>
  new DomainError("forbidden", { detail: "This member left, and comes back by signing up" });

/** Codes go where the HRIS says, unless another member has that address. */
async function unclaimed(ctx: Context, tx: Transaction, email: string | undefined) {
  if (email === undefined || (await findMemberByEmail(ctx, tx, emailKey(email)))) return {};
  return { email, emailKey: emailKey(email) };
}
