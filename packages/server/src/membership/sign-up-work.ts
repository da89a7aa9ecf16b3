import { and, eq, gt, isNull } from "drizzle-orm";
import { hashAddress, postMail } from "../delivery/outbox.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { type FoundPerson, findFormerEmployees } from "../registry/evidence.ts";
import { findWholePersonId } from "../registry/people.ts";
import { advancePerson } from "../registry/person-state.ts";
import { admit } from "./admission.ts";
import { comeIn } from "./comings.ts";
import { invitations } from "./invitations.table.ts";
import { findMemberByEmail, isMember } from "./members.ts";
import { type SignUpRow, signUps } from "./sign-ups.table.ts";
import { findSignUp, ofSignUp } from "./sign-ups.ts";

/** What the organization lets in without HR looking, or what HR is shown. */
interface Proof {
  found: Pick<FoundPerson, "personId" | "matchedOn"> | null;
  way: "invitation" | "registry" | null;
  invitationId: string | null;
}

/**
 * Compares a proved sign-up with invitation and registry: who proved to stand there comes in, everybody else goes to
 * HR, and so does whoever is a member already: that is somebody who wants back in, or somebody else.
 */
export async function matchSignUp(ctx: Context, signUpId: string): Promise<void> {
  const { organization } = await getOrganization(ctx);
  await withOrganization(ctx, async (tx) => {
    await comeIn(ctx, tx);
    const row = await findSignUp(ctx, tx, toTypeId("signup", signUpId), "for update");
    if (row.status !== "matching") return;
    const given = (await proveByInvitation(ctx, tx, row)) ?? (await proveByRegistry(ctx, tx, row, organization.proof));
    const proof = given.way === "invitation" && !organization.proof.invitation ? { ...given, way: null } : given;
    const recovery =
      (proof.found !== null && (await isMember(ctx, tx, proof.found.personId))) ||
      (await findMemberByEmail(ctx, tx, row.emailKey)) !== null;
    const evidence = { ...proof.found, invitationId: proof.invitationId, recovery };
    const [matched] = await tx
      .update(signUps)
      .set({ ...evidence, status: "in_review" })
      .where(ofSignUp(ctx, signUpId))
      .returning();
    if (!matched) return;
    if (proof.way !== null && !recovery && (await spend(ctx, tx, proof, signUpId)))
      await admit(ctx, tx, matched, { provedBy: proof.way, decidedBy: proof.way, decisionReason: null });
    else if (matched.personId !== null && !recovery)
      await advancePerson(ctx, tx, matched.personId, "pending", "signed_up");
    await postDecision(ctx, tx, await findSignUp(ctx, tx, toTypeId("signup", signUpId)));
  });
}

/** Null: there was no invitation, or it is not good. */
async function proveByInvitation(ctx: Context, tx: Transaction, row: SignUpRow): Promise<Proof | null> {
  if (row.invitationHash === null) return null;
  const [invitation] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.tokenHash, row.invitationHash)))
    .for("update");
  if (!invitation || invitation.usedAt !== null || invitation.revokedAt !== null) return null;
  if (new Date(invitation.expiresAt) <= ctx.clock.now()) return null;
  const personId = await findWholePersonId(ctx, tx, invitation.personId);
  if (personId === null) return null;
  const { invitationId, addressHash } = invitation;
  const found = { personId, matchedOn: await fieldsOf(ctx, tx, row, personId) };
  // Mailed to one address and come back from another, it may have been passed on.
  const isTheirs = addressHash === null || addressHash.equals(hashAddress(ctx, row.email));
  return { found, invitationId, way: isTheirs ? "invitation" : null };
}

async function fieldsOf(ctx: Context, tx: Transaction, row: SignUpRow, personId: string) {
  const all = await findFormerEmployees(ctx, tx, row, "off");
  return all.find((one) => one.personId === personId)?.matchedOn ?? [];
}

async function proveByRegistry(
  ctx: Context,
  tx: Transaction,
  row: SignUpRow,
  { registry }: { registry: "strict" | "lenient" | "off" },
): Promise<Proof> {
  const all = await findFormerEmployees(ctx, tx, row, registry);
  const [best] = all;
  const certain = best?.isProof === true && all.filter(({ isProof }) => isProof).length === 1;
  const found = best ? { personId: best.personId, matchedOn: best.matchedOn } : null;
  return { found, invitationId: null, way: certain ? "registry" : null };
}

/** An invitation works once: of two at the same moment, one. */
async function spend(ctx: Context, tx: Transaction, { invitationId }: Proof, signUpId: string): Promise<boolean> {
  if (invitationId === null) return true;
  const now = ctx.clock.now().toISOString();
  const spent = await tx
    .update(invitations)
    .set({ usedAt: now, usedBy: signUpId })
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.invitationId, invitationId),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .returning({ invitationId: invitations.invitationId });
  return spent.length > 0;
}

/** Tells the applicant where they stand: welcome, being looked at, or declined. */
export const postDecision = (ctx: Context, tx: Transaction, row: SignUpRow): Promise<void> =>
  postMail(ctx, tx, {
    kind: "sign_up_decision",
    subjectId: row.signUpId,
    reference: row.status,
    locale: row.locale,
    to: row.email,
  });
