import { type ConsentPurpose, consentPurpose } from "@okaeri/sdk/contract/agreements";
import type { ProofWay } from "@okaeri/sdk/contract/sign-ups";
import { sql } from "drizzle-orm";
import { standingOf } from "../agreements/agreements.ts";
import { postMail } from "../delivery/outbox.ts";
import { touchPublic } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { proveEmail } from "../registry/person-contacts.ts";
import { advancePerson, noteConsents } from "../registry/person-state.ts";
import { endSessionsOf } from "../sessions/sessions.ts";
import { holderIdsOf, holdersOfMember } from "./holders.ts";
import { type MemberRow, members } from "./members.table.ts";
import { findMemberByEmail, findMemberByPerson, findMemberInForce, ofMember } from "./members.ts";
import { type SignUpRow, signUps } from "./sign-ups.table.ts";
import { ofSignUp } from "./sign-ups.ts";

export interface Admission {
  personId?: string | null;
  provedBy: ProofWay;
  decidedBy: string;
  decisionReason: string | null;
}

/**
 * Lets an applicant in, or back in. Number, birth date and invitation go: what they proved stays.
 * @throws DomainError `conflict` when the address is another member's
 */
export async function admit(
  ctx: Context,
  tx: Transaction,
  signUp: SignUpRow,
  admission: Admission,
): Promise<SignUpRow> {
  const { personId } = signUp;
  await lockEmail(ctx, tx, signUp.emailKey);
  const holder = await findMemberByEmail(ctx, tx, signUp.emailKey);
  // Of a member who proved an address that was another one's: HR has looked, and it is theirs now.
  const changing = signUp.memberId === null ? null : await findMemberInForce(ctx, tx, signUp.memberId);
  const known = personId === null ? null : await findMemberByPerson(ctx, tx, personId);
  const before = changing ?? known ?? holder;
  const isOtherPerson = personId !== null && holder?.personId !== null && holder?.personId !== personId;
  const isAnothers = holder !== null && (holder.memberId !== before?.memberId || isOtherPerson);
  if (isAnothers && changing) await giveUpAddress(ctx, tx, holder.memberId);
  else if (isAnothers) throw new DomainError("conflict", { detail: "The mail address is another member's" });
  const recovered = before !== null && before.leftAt === null;
  const memberId = before ? await readmit(ctx, tx, before, signUp) : await insertMember(ctx, tx, signUp);
  if (recovered) await endSessionsOf(ctx, tx, memberId, "and passkeys");
  const rows = await tx
    .update(signUps)
    .set({
      ...admission,
      ...secretsGone,
      status: "approved",
      decidedAt: ctx.clock.now().toISOString(),
      memberId,
      recovery: recovered,
      replacedEmail: recovered && before.emailKey !== signUp.emailKey ? before.email : null,
    })
    .where(ofSignUp(ctx, signUp.signUpId))
    .returning();
  const admitted = only(rows);
  if (admitted.replacedEmail !== null)
    await postMail(ctx, tx, {
      kind: "sign_up_address_replaced",
      subjectId: signUp.signUpId,
      locale: before?.locale ?? signUp.locale,
      to: admitted.replacedEmail,
    });
  if (personId !== null) {
    await advancePerson(ctx, tx, personId, "active", "joined");
    // Nobody is admitted whose code did not come back from there.
    await proveEmail(ctx, tx, personId, signUp.email);
  }
  await settleConsents(ctx, tx, memberId);
  await touchPublic(ctx, tx);
  return admitted;
}

async function giveUpAddress(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  await tx
    .update(members)
    .set({ email: null, emailKey: null, version: sql`${members.version} + 1` })
    .where(ofMember(ctx, memberId));
  await endSessionsOf(ctx, tx, memberId, "alone");
}

/** Evidence is kept, the secret values are not. */
export const secretsGone = { employeeNumber: null, birthDate: null, invitationHash: null };

/** Writes to the registry what the member says yes to now, where lists, segments and mails look. */
export async function settleConsents(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  const holders = await holdersOfMember(ctx, tx, memberId);
  const [personId] = holders.personIds;
  if (personId === undefined) return;
  await noteConsents(ctx, tx, personId, consentsIn(await standingOf(ctx, tx, holderIdsOf(holders))));
}

const consentsIn = (standing: Awaited<ReturnType<typeof standingOf>>): ConsentPurpose[] =>
  consentPurpose.options.filter((purpose) => standing.some(({ kind, act }) => kind === purpose && act === "given"));

const displayNameOf = ({ locale, familyName, givenName }: SignUpRow): string =>
  locale === "ja" ? `${familyName} ${givenName}` : `${givenName} ${familyName}`;

const saidBy = (signUp: SignUpRow) => ({
  signUpId: signUp.signUpId,
  email: signUp.email,
  emailKey: signUp.emailKey,
  locale: signUp.locale,
  displayName: displayNameOf(signUp),
  familyName: signUp.familyName,
  givenName: signUp.givenName,
  familyNameKana: signUp.familyNameKana,
  givenNameKana: signUp.givenNameKana,
  formerFamilyName: signUp.formerFamilyName,
});

async function readmit(ctx: Context, tx: Transaction, before: MemberRow, signUp: SignUpRow): Promise<string> {
  await tx
    .update(members)
    .set({
      ...saidBy(signUp),
      personId: signUp.personId ?? before.personId,
      leftAt: null,
      version: sql`${members.version} + 1`,
    })
    .where(ofMember(ctx, before.memberId));
  return before.memberId;
}

async function insertMember(ctx: Context, tx: Transaction, signUp: SignUpRow): Promise<string> {
  const now = ctx.clock.now();
  const memberId = newUuid(now);
  await tx.insert(members).values({
    organizationId: ctx.organizationId,
    memberId,
    personId: signUp.personId,
    ...saidBy(signUp),
    joinedAt: now.toISOString(),
  });
  return memberId;
}

/** Whoever comes or goes with an address, one after the other: no two members have one. */
export async function lockEmail(ctx: Context, tx: Transaction, emailKey: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.organizationId}:member:${emailKey}`}, 0))`,
  );
}
