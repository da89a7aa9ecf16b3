import { and, eq, sql } from "drizzle-orm";
import { postMail } from "../delivery/outbox.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { proveEmail } from "../registry/person-contacts.ts";
import { adoptPasskeys, endSessionsOf } from "../sessions/sessions.ts";
import { lockEmail } from "./admission.ts";
import { type EmailChangeRow, emailChanges } from "./email-changes.table.ts";
import { ofChange } from "./email-changes.ts";
import { type MemberRow, members } from "./members.table.ts";
import { findMemberByEmail, findMemberInForce, ofMember } from "./members.ts";
import { postDecision } from "./sign-up-work.ts";
import { signUps } from "./sign-ups.table.ts";
import { hashRequest } from "./sign-ups.ts";

/** After the new address was proved: nobody's yet, one's own other membership's, or another human's. */
export async function settleEmailChange(ctx: Context, emailChangeId: string): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    const [change] = await tx.select().from(emailChanges).where(ofChange(ctx, emailChangeId)).for("update");
    const member = change && (await findMemberInForce(ctx, tx, change.memberId));
    if (!change || !member || member.email === change.email) return;
    await lockEmail(ctx, tx, change.emailKey);
    const holder = await findMemberByEmail(ctx, tx, change.emailKey);
    const isOwn = holder === null || holder.memberId === member.memberId;
    const isSameHuman = holder !== null && holder.personId !== null && holder.personId === member.personId;
    if (!isOwn && !isSameHuman) return leaveToHr(ctx, tx, member, change);
    if (!isOwn) await mergeInto(ctx, tx, member, holder);
    await replaceEmail(ctx, tx, member, change);
  });
}

async function replaceEmail(ctx: Context, tx: Transaction, member: MemberRow, change: EmailChangeRow): Promise<void> {
  const { email, emailKey, emailChangeId } = change;
  await tx
    .update(members)
    .set({ email, emailKey, version: sql`${members.version} + 1` })
    .where(ofMember(ctx, member.memberId));
  if (member.personId !== null) await proveEmail(ctx, tx, member.personId, email);
  if (member.email === null) return;
  await tx.update(emailChanges).set({ replacedEmail: member.email }).where(ofChange(ctx, emailChangeId));
  await postMail(ctx, tx, {
    kind: "email_change_address_replaced",
    subjectId: emailChangeId,
    locale: change.locale,
    to: member.email,
  });
}

/** Two memberships of one human become one: how they come in goes along, the other one ends. */
async function mergeInto(ctx: Context, tx: Transaction, kept: MemberRow, other: MemberRow): Promise<void> {
  const ofOther = ofMember(ctx, other.memberId);
  await adoptPasskeys(ctx, tx, other.memberId, kept.memberId);
  await endSessionsOf(ctx, tx, other.memberId, "alone");
  await tx
    .update(signUps)
    .set({ memberId: kept.memberId })
    .where(and(eq(signUps.organizationId, ctx.organizationId), eq(signUps.memberId, other.memberId)));
  const { issuer, subject } = other;
  const left = { issuer: null, subject: null, leftAt: ctx.clock.now().toISOString() };
  await tx
    .update(members)
    .set({ ...left, version: sql`${members.version} + 1` })
    .where(ofOther);
  if (kept.issuer === null && issuer !== null)
    await tx.update(members).set({ issuer, subject }).where(ofMember(ctx, kept.memberId));
}

/** Who reads the mail there now need not be who did then: HR looks, and the member is told so at the new address. */
async function leaveToHr(ctx: Context, tx: Transaction, member: MemberRow, change: EmailChangeRow): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const rows = await tx
    .insert(signUps)
    .values({
      organizationId: ctx.organizationId,
      signUpId: newUuid(now),
      status: "in_review",
      requestHash: hashRequest(ctx, { emailChangeId: change.emailChangeId }),
      familyName: member.familyName ?? member.displayName ?? "",
      givenName: member.givenName ?? "",
      familyNameKana: member.familyNameKana,
      givenNameKana: member.givenNameKana,
      formerFamilyName: member.formerFamilyName,
      email: change.email,
      emailKey: change.emailKey,
      locale: change.locale,
      personId: member.personId,
      memberId: member.memberId,
      recovery: true,
      createdAt: at,
      verifiedAt: at,
    })
    .returning();
  await postDecision(ctx, tx, only(rows));
}
