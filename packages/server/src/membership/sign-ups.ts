import { createHash, timingSafeEqual } from "node:crypto";
import type { CodeSent, SignUpReceived, SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { signUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { and, eq, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { type SignUpRow, signUpConsents, signUps } from "./sign-ups.table.ts";

export const codeLifetimeSeconds = 600;
const maxCodeAttempts = 5;

const codeSent: CodeSent = { status: "code_sent", expiresInSeconds: codeLifetimeSeconds };
const received: SignUpReceived = { status: "received" };

/**
 * Takes a sign-up and has a code mailed. Only writes: nobody is looked up here, so neither answer nor timing can tell
 * who worked at the organization. The caller chose the id, so the same request again is the same sign-up.
 * @throws DomainError `conflict` when the id stands for another request
 */
export async function requestSignUp(ctx: Context, id: string, input: SignUpRequest): Promise<CodeSent> {
  requireActor(ctx, "visitor");
  const request = signUpRequest.parse(input);
  const signUpId = toUuid("signup", id);
  const requestHash = createHash("sha256").update(JSON.stringify(request)).digest();
  const createdAt = ctx.clock.now().toISOString();
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
        email: request.email,
        emailKey: request.email.toLowerCase(),
        locale: request.locale,
        createdAt,
      })
      .onConflictDoNothing()
      .returning({ signUpId: signUps.signUpId });
    if (inserted.length === 0) {
      const before = await findSignUp(ctx, tx, id);
      if (!before.requestHash.equals(requestHash)) throw new DomainError("conflict", { detail: "The id is taken" });
      return codeSent;
    }
    const purposes = new Map(request.consents.map((consent) => [consent.purpose, consent.textVersion]));
    await tx.insert(signUpConsents).values(
      [...purposes].map(([purpose, textVersion]) => ({
        organizationId: ctx.organizationId,
        signUpId,
        purpose,
        textVersion,
        givenAt: createdAt,
      })),
    );
    await ctx.queue.send(tx, "sign-ups.send-code", { organizationId: ctx.organizationId, signUpId });
    return codeSent;
  });
}

/** Has a new code mailed; the one before no longer counts once it is sent. */
export async function resendCode(ctx: Context, id: string): Promise<CodeSent> {
  requireActor(ctx, "visitor");
  return withOrganization(ctx, async (tx) => {
    const { signUpId, status } = await findSignUp(ctx, tx, id);
    if (status === "code_sent")
      await ctx.queue.send(tx, "sign-ups.send-code", { organizationId: ctx.organizationId, signUpId });
    return codeSent;
  });
}

/**
 * Proves the mail address. What it leads to is decided later, in the background, and told by mail alone.
 * @throws DomainError `code_invalid`, `code_expired` (also after five wrong tries: a new code must be asked for)
 */
export async function enterCode(ctx: Context, id: string, code: string): Promise<SignUpReceived> {
  requireActor(ctx, "visitor");
  const refusal = await withOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, id, "for update");
    const now = ctx.clock.now();
    const matches = row.codeHash !== null && timingSafeEqual(row.codeHash, hashCode(row.signUpId, code));
    if (row.status !== "code_sent") return matches ? null : new DomainError("code_invalid");
    const expired = row.codeExpiresAt === null || new Date(row.codeExpiresAt) <= now;
    if (expired || row.codeAttempts >= maxCodeAttempts) return new DomainError("code_expired");
    if (!matches) {
      // A wrong try must count although it is refused: so the refusal is thrown after the commit.
      await tx
        .update(signUps)
        .set({ codeAttempts: sql`${signUps.codeAttempts} + 1` })
        .where(ofSignUp(ctx, row.signUpId));
      return new DomainError("code_invalid");
    }
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

export const hashCode = (signUpId: string, code: string): Buffer =>
  createHash("sha256").update(`${signUpId}:${code}`).digest();

export const ofSignUp = (ctx: Context, signUpId: string) =>
  and(eq(signUps.organizationId, ctx.organizationId), eq(signUps.signUpId, signUpId));

export async function findSignUp(ctx: Context, tx: Transaction, id: string, lock?: "for update"): Promise<SignUpRow> {
  const query = tx
    .select()
    .from(signUps)
    .where(ofSignUp(ctx, toUuid("signup", id)));
  return only(await (lock ? query.for("update") : query));
}
