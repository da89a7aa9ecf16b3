import type { EmbedSession } from "@okaeri/sdk/contract/embed-sessions";
import type { SignInRequest } from "@okaeri/sdk/contract/sign-ins";
import type { CodeSent } from "@okaeri/sdk/contract/sign-ups";
import { and, eq, lt, sql } from "drizzle-orm";
import { codeMail } from "../delivery/mails.ts";
import { type ComposeMail, postMail } from "../delivery/outbox.ts";
import { noMemberMail, signUpUrlOf } from "../delivery/way-in-mails.ts";
import { codeEnd, codeForAnother, isSameCode, refusalOf } from "../membership/codes.rules.ts";
import { codeOf } from "../membership/codes.ts";
import { findMemberByEmail, findMemberInForce } from "../membership/members.ts";
import { codeSent, hashRequest } from "../membership/sign-ups.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { emailKey } from "../registry/folding.rules.ts";
import { openSession } from "./sessions.ts";
import { type SignInRow, signIns } from "./sign-ins.table.ts";

const keptMs = 24 * 3_600_000;

/**
 * Has a code mailed to whoever wants to sign in. Only writes, as signing up: whether anybody is known there is looked
 * up when the mail is written. The same request again is the same sign-in.
 * @throws DomainError `conflict` when the id stands for another request
 */
export async function requestSignIn(ctx: Context, id: string, request: SignInRequest): Promise<CodeSent> {
  requireActor(ctx, "visitor");
  const signInId = toUuid("signin", id);
  const requestHash = hashRequest(ctx, request);
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const [row] = await tx
      .insert(signIns)
      .values({
        organizationId: ctx.organizationId,
        signInId,
        requestHash,
        email: request.email,
        emailKey: emailKey(request.email),
        locale: request.locale,
        createdAt: now.toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) {
      const before = await findSignIn(ctx, tx, id);
      if (!before.requestHash.equals(requestHash)) throw new DomainError("conflict", { detail: "The id is taken" });
      return codeSent;
    }
    const tooOld = new Date(now.getTime() - keptMs).toISOString();
    await tx.delete(signIns).where(and(eq(signIns.organizationId, ctx.organizationId), lt(signIns.createdAt, tooOld)));
    await postCode(ctx, tx, row);
    return codeSent;
  });
}

/** Has the code mailed again, or the next one where that is no longer good. */
export async function resendSignInCode(ctx: Context, id: string): Promise<CodeSent> {
  requireActor(ctx, "visitor");
  return withOrganization(ctx, async (tx) => {
    const row = await findSignIn(ctx, tx, id, "for update");
    const another = row.doneAt === null ? codeForAnother(row, ctx.clock.now()) : null;
    if (!another) return codeSent;
    const { codeNumber, codeExpiresAt, codeAttempts } = another;
    await tx.update(signIns).set({ codeNumber, codeExpiresAt, codeAttempts }).where(ofSignIn(ctx, row.signInId));
    await postCode(ctx, tx, { ...row, codeNumber });
    return codeSent;
  });
}

const postCode = (ctx: Context, tx: Transaction, { signInId, codeNumber, locale, email }: SignInRow): Promise<void> =>
  postMail(ctx, tx, {
    kind: "sign_in_code",
    subjectId: signInId,
    reference: String(codeNumber),
    locale,
    to: email,
  });

/**
 * Opens a session, once. Where nobody is known the code was never mailed to anybody, and entering one, whatever it is,
 * is answered like a wrong one.
 * @throws DomainError `code_invalid`, `code_expired` (also after five wrong tries: a new code must be asked for)
 */
export async function enterSignInCode(
  ctx: Context,
  id: string,
  code: string,
  device: string | null,
): Promise<EmbedSession> {
  requireActor(ctx, "visitor");
  const outcome = await withOrganization(ctx, async (tx) => {
    const row = await findSignIn(ctx, tx, id, "for update");
    const now = ctx.clock.now();
    const refused = row.doneAt === null ? refusalOf(row, now) : new DomainError("code_expired");
    if (refused) return refused;
    const isRight = isSameCode(codeOf(ctx, row.signInId, row), code);
    const found = isRight && row.memberId !== null ? await findMemberInForce(ctx, tx, row.memberId, "for share") : null;
    // Whoever reads the mail at an address that was given up since comes in no more.
    const member = found?.emailKey === row.emailKey ? found : null;
    if (!member) {
      await tx
        .update(signIns)
        .set({ codeAttempts: sql`${signIns.codeAttempts} + 1` })
        .where(ofSignIn(ctx, row.signInId));
      return new DomainError("code_invalid");
    }
    await tx.update(signIns).set({ doneAt: now.toISOString() }).where(ofSignIn(ctx, row.signInId));
    const { memberId, displayName } = member;
    return openSession(ctx, tx, { way: "mail", role: "member", memberId, displayName, device });
  });
  if (outcome instanceof DomainError) throw outcome;
  return outcome;
}

/** The code for a member, and as many words for who is none. Either way it is good from now on, though nobody has it. */
export const composeSignInCode =
  (publicUrl: string): ComposeMail =>
  async (ctx, tx, mail) => {
    const [row] = await tx
      .select()
      .from(signIns)
      .where(and(ofSignIn(ctx, mail.subjectId), eq(signIns.codeNumber, Number(mail.reference))));
    if (!row || row.doneAt !== null) return null;
    const member = await findMemberByEmail(ctx, tx, row.emailKey);
    await tx
      .update(signIns)
      .set({ memberId: member?.memberId ?? null, codeExpiresAt: codeEnd(ctx.clock.now()) })
      .where(ofSignIn(ctx, row.signInId));
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    const to = { email: row.email, locale: row.locale };
    return member
      ? codeMail(organization, to, codeOf(ctx, row.signInId, row), "sign_in")
      : noMemberMail(organization, to, signUpUrlOf(organization, publicUrl, row.locale));
  };

const ofSignIn = (ctx: Context, signInId: string) =>
  and(eq(signIns.organizationId, ctx.organizationId), eq(signIns.signInId, signInId));

async function findSignIn(ctx: Context, tx: Transaction, id: string, lock?: "for update"): Promise<SignInRow> {
  const query = tx
    .select()
    .from(signIns)
    .where(ofSignIn(ctx, toUuid("signin", id)));
  return only(await (lock ? query.for("update") : query));
}
