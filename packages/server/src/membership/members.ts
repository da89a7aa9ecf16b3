import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import { and, count, eq, inArray, isNull } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { findPersonByEmployeeNumber } from "../registry/evidence.ts";
import { findWholePersonId } from "../registry/people.ts";
import { proveEmail } from "../registry/person-contacts.ts";
import { advancePerson, noteConsents } from "../registry/person-state.ts";
import { members } from "./members.table.ts";
import { type SignUpRow, signUpConsents, signUps } from "./sign-ups.table.ts";

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
}

/** Ties memberships and sign-ups to another person: all that the one has, or those named. */
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
  return { members: moved.map(({ memberId }) => memberId), signUps: movedSignUps.map(({ signUpId }) => signUpId) };
}

/** Makes the applicant of an approved sign-up a member; a person who is one already stays the same member. */
export async function admitMember(ctx: Context, tx: Transaction, signUp: SignUpRow): Promise<void> {
  const personId = signUp.personId && (await findWholePersonId(ctx, tx, signUp.personId));
  if (personId !== null) {
    await advancePerson(ctx, tx, personId, "active", "joined");
    await noteConsents(ctx, tx, personId, await listConsents(ctx, tx, signUp.signUpId));
    // Nobody is admitted whose code did not come back from there.
    await proveEmail(ctx, tx, personId, signUp.email);
    const [known] = await tx
      .update(members)
      .set({ leftAt: null, email: signUp.email })
      .where(and(eq(members.organizationId, ctx.organizationId), eq(members.personId, personId)))
      .returning({ memberId: members.memberId });
    if (known) return;
  }
  const now = ctx.clock.now();
  await tx.insert(members).values({
    organizationId: ctx.organizationId,
    memberId: newUuid(now),
    personId,
    signUpId: signUp.signUpId,
    displayName:
      signUp.locale === "ja" ? `${signUp.familyName} ${signUp.givenName}` : `${signUp.givenName} ${signUp.familyName}`,
    email: signUp.email,
    joinedAt: now.toISOString(),
  });
}

async function listConsents(ctx: Context, tx: Transaction, signUpId: string): Promise<ConsentPurpose[]> {
  const rows = await tx
    .select({ purpose: signUpConsents.purpose })
    .from(signUpConsents)
    .where(and(eq(signUpConsents.organizationId, ctx.organizationId), eq(signUpConsents.signUpId, signUpId)));
  return rows.map(({ purpose }) => purpose);
}

/** Whom the HRIS vouches for: `sub` is the employee number there, or any other id that never changes. */
export interface VouchedMember {
  iss: string;
  sub: string;
  name?: string | undefined;
  email?: string | undefined;
}

/** The member behind an embed token, made at the first visit and tied to the registry by employee number. */
export async function enterMember(ctx: Context, tx: Transaction, vouched: VouchedMember): Promise<string> {
  const ofOrganization = eq(members.organizationId, ctx.organizationId);
  const [known] = await tx
    .select({ memberId: members.memberId })
    .from(members)
    .where(and(ofOrganization, eq(members.issuer, vouched.iss), eq(members.subject, vouched.sub)));
  if (known) return known.memberId;
  const identity = { issuer: vouched.iss, subject: vouched.sub };
  const personId = await findPersonByEmployeeNumber(ctx, tx, vouched.sub);
  if (personId !== null) {
    await advancePerson(ctx, tx, personId, "active", "vouched_for");
    const [signedUp] = await tx
      .update(members)
      .set({ ...identity, leftAt: null })
      .where(and(ofOrganization, eq(members.personId, personId), isNull(members.issuer)))
      .returning({ memberId: members.memberId });
    if (signedUp) return signedUp.memberId;
  }
  const now = ctx.clock.now();
  const rows = await tx
    .insert(members)
    .values({
      organizationId: ctx.organizationId,
      memberId: newUuid(now),
      personId,
      ...identity,
      displayName: vouched.name ?? null,
      email: vouched.email ?? null,
      joinedAt: now.toISOString(),
    })
    // Two first visits in one moment: the second takes the member that the first made.
    .onConflictDoUpdate({ target: [members.organizationId, members.issuer, members.subject], set: identity })
    .returning({ memberId: members.memberId });
  await touchPublic(ctx, tx);
  return only(rows).memberId;
}
