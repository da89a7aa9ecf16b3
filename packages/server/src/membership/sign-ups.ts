import { createHash, createHmac } from "node:crypto";
import type { CodeSent, SignUpReceived, SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { signUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { and, eq, sql } from "drizzle-orm";
import { checkAgreements, recordAgreements } from "../agreements/agreements.ts";
import { postMail } from "../delivery/outbox.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { emailKey } from "../registry/folding.rules.ts";
import { codeForAnother, codeLifetimeSeconds, isSameCode, refusalOf } from "./codes.rules.ts";
import { codeOf } from "./codes.ts";
import { type SignUpRow, signUps } from "./sign-ups.table.ts";

export const codeSent: CodeSent = { status: "code_sent", expiresInSeconds: codeLifetimeSeconds };
export const received: SignUpReceived = { status: "received" };

/**
 * Takes a sign-up and has a code mailed. Only writes: nobody is looked up here, so neither answer nor timing can tell
 * who worked at the organization. The caller chose the id, so the same request again is the same sign-up.
 * @throws DomainError `conflict` when the id stands for another request, `agreement_outdated`, `invalid_input` where a
 * text is missing that nobody joins without
 */
export async function requestSignUp(ctx: Context, id: string, input: SignUpRequest): Promise<CodeSent> {
  requireActor(ctx, "visitor");
  const request = signUpRequest.parse(input);
  const signUpId = toUuid("signup", id);
  const requestHash = hashRequest(ctx, request);
  return withOrganization(ctx, async (tx) => {
    const inserted = await tx
      .insert(signUps)
      .values({
        organizationId: ctx.organizationId,
        signUpId,
        status: "code_sent",
        requestHash,
        familyName: request.name.family,
        givenName: request.name.given,
        familyNameKana: request.kana?.family ?? null,
        givenNameKana: request.kana?.given ?? null,
        formerFamilyName: request.formerFamilyName,
        employeeNumber: request.employeeNumber,
        birthDate: request.birthDate,
        invitationHash: request.invitation === null ? null : hashInvitation(request.invitation),
        email: request.email,
        emailKey: emailKey(request.email),
        locale: request.locale,
        createdAt: ctx.clock.now().toISOString(),
      })
      .onConflictDoNothing()
      .returning({ codeNumber: signUps.codeNumber });
    if (inserted.length === 0) {
      const before = await findSignUp(ctx, tx, id);
      if (!before.requestHash.equals(requestHash)) throw new DomainError("conflict", { detail: "The id is taken" });
      return codeSent;
    }
    await checkAgreements(ctx, tx, request.agreements, "#/agreements");
    await recordAgreements(ctx, tx, signUpId, request.agreements, request.locale, "sign_up");
    await postCode(ctx, tx, { signUpId, ...only(inserted), locale: request.locale, email: request.email });
    return codeSent;
  });
}

/** Has the code mailed again, or the next one where that is no longer good. */
export async function resendCode(ctx: Context, id: string): Promise<CodeSent> {
  requireActor(ctx, "visitor");
  return withOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, id, "for update");
    const another = row.status === "code_sent" ? codeForAnother(row, ctx.clock.now()) : null;
    if (!another) return codeSent;
    const { codeNumber, codeExpiresAt, codeAttempts } = another;
    await tx.update(signUps).set({ codeNumber, codeExpiresAt, codeAttempts }).where(ofSignUp(ctx, row.signUpId));
    await postCode(ctx, tx, { ...row, codeNumber });
    return codeSent;
  });
}

type CodeReceiver = Pick<SignUpRow, "signUpId" | "codeNumber" | "locale" | "email">;

const postCode = (ctx: Context, tx: Transaction, { signUpId, codeNumber, locale, email }: CodeReceiver) =>
  postMail(ctx, tx, {
    kind: "sign_up_code",
    subjectId: signUpId,
    reference: String(codeNumber),
    locale,
    to: email,
  });

/**
 * Proves the mail address. What it leads to is decided later, in the background, and told by mail alone.
 * @throws DomainError `code_invalid`, `code_expired` (also after five wrong tries: a new code must be asked for)
 */
export async function enterCode(ctx: Context, id: string, code: string): Promise<SignUpReceived> {
  requireActor(ctx, "visitor");
  const refusal = await withOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, id, "for update");
    const now = ctx.clock.now();
    const refused = refusalOf(row, now);
    if (refused) return refused;
    if (!isSameCode(codeOf(ctx, row.signUpId, row), code)) {
      // A wrong try must count although it is refused: so the refusal is thrown after the commit.
      await tx
        .update(signUps)
        .set({ codeAttempts: sql`${signUps.codeAttempts} + 1` })
        .where(ofSignUp(ctx, row.signUpId));
      return new DomainError("code_invalid");
    }
    if (row.status !== "code_sent") return null;
    await tx
      .update(signUps)
      .set({ status: "matching", verifiedAt: now.toISOString() })
      .where(ofSignUp(ctx, row.signUpId));
    await ctx.queue.send(tx, "sign-ups.match", { organizationId: ctx.organizationId, signUpId: row.signUpId });
    return null;
  });
  if (refusal) throw refusal;
  return received;
}

/** Tells whether a request is the same again. With the server's key: number and birth date could be guessed from it. */
export const hashRequest = (ctx: Context, request: object): Buffer =>
  createHmac("sha256", ctx.secrets.derive("request", ctx.organizationId)).update(JSON.stringify(request)).digest();

/** 128 random bits need no key. */
export const hashInvitation = (token: string): Buffer => createHash("sha256").update(token).digest();

export const ofSignUp = (ctx: Context, signUpId: string) =>
  and(eq(signUps.organizationId, ctx.organizationId), eq(signUps.signUpId, signUpId));

export async function findSignUp(ctx: Context, tx: Transaction, id: string, lock?: "for update"): Promise<SignUpRow> {
  const query = tx
    .select()
    .from(signUps)
    .where(ofSignUp(ctx, toUuid("signup", id)));
  return only(await (lock ? query.for("update") : query));
}
