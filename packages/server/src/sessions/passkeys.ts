import type { EmbedSession } from "@okaeri/sdk/contract/embed-sessions";
import type { Passkey, PasskeyDraft, PasskeyOptions, PasskeySignIn } from "@okaeri/sdk/contract/sign-ins";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, asc, eq } from "drizzle-orm";
import { findMemberInForce, getMember } from "../membership/members.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { authenticationAnswer, registrationAnswer } from "./passkey-answers.rules.ts";
import { challengeMs, keepChallenge, siteOf, spendChallenge } from "./passkey-challenges.ts";
import { type PasskeyRow, passkeys, toPasskey } from "./passkeys.table.ts";
import { openSession } from "./sessions.ts";

const maxPasskeys = 20;
/** EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257];

/**
 * What a browser makes a new passkey with: one that is found without a name and that asks who is there.
 * @param origin of the page, among those that the organization allows
 */
export async function startPasskey(ctx: Context, origin: string): Promise<PasskeyOptions> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return withOrganization(ctx, async (tx) => {
    const member = await getMember(ctx, tx, memberId);
    const own = await listOwn(ctx, tx, memberId);
    if (own.length >= maxPasskeys) throw new DomainError("conflict", { detail: `${maxPasskeys} passkeys are enough` });
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    const name = member.email ?? member.displayName ?? organization.name;
    const options = await generateRegistrationOptions({
      rpName: organization.name,
      rpID: siteOf(origin),
      userName: name,
      userDisplayName: member.displayName ?? name,
      userID: new Uint8Array(Buffer.from(memberId.replaceAll("-", ""), "hex")),
      timeout: challengeMs,
      attestationType: "none",
      excludeCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      supportedAlgorithmIDs: algorithms,
    });
    const challengeId = await keepChallenge(ctx, tx, { challenge: options.challenge, origin, memberId });
    return { challengeId, options: { ...options } };
  });
}

/** @throws DomainError `passkey_invalid` for an answer that doesn't hold, or whose challenge is over or was used */
export async function addPasskey(ctx: Context, { challengeId, response, name }: PasskeyDraft): Promise<Passkey> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const { challenge, origin } = await spendChallenge(ctx, challengeId, memberId);
  const answer = parse(registrationAnswer, response);
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refuse);
  if (!verified.verified) throw new DomainError("passkey_invalid");
  const { credential } = verified.registrationInfo;
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    await getMember(ctx, tx, memberId, "for update");
    const [row] = await tx
      .insert(passkeys)
      .values({
        organizationId: ctx.organizationId,
        passkeyId: newUuid(now),
        memberId,
        name,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: answer.response.transports,
        rpId: siteOf(origin),
        createdAt: now.toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    // Somebody's already: WebAuthn 7.1 says to refuse it.
    if (!row) throw new DomainError("passkey_invalid");
    return toPasskey(row);
  });
}

export async function listPasskeys(ctx: Context): Promise<Passkey[]> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) => (await listOwn(ctx, tx, memberId)).map(toPasskey));
}

/** @throws DomainError `not_found`, also for somebody else's */
export async function removePasskey(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    const ofPasskey = and(eq(passkeys.passkeyId, toUuid("passkey", id)), ofMember(ctx, memberId));
    only(await tx.delete(passkeys).where(ofPasskey).returning({ passkeyId: passkeys.passkeyId }));
  });
}

/** What a browser signs in with. It names nobody's passkeys: there is nothing to try names on. */
export async function startPasskeySignIn(ctx: Context, origin: string): Promise<PasskeyOptions> {
  requireActor(ctx, "visitor");
  const options = await generateAuthenticationOptions({
    rpID: siteOf(origin),
    timeout: challengeMs,
    userVerification: "required",
  });
  const { challenge } = options;
  return withOrganization(ctx, async (tx) => ({
    challengeId: await keepChallenge(ctx, tx, { challenge, origin, memberId: null }),
    options: { ...options },
  }));
}

/** @throws DomainError `passkey_invalid` for an answer that doesn't hold, whatever is wrong with it */
export async function signInWithPasskey(
  ctx: Context,
  { challengeId, response }: PasskeySignIn,
  device: string | null,
): Promise<EmbedSession> {
  requireActor(ctx, "visitor");
  const { challenge, origin } = await spendChallenge(ctx, challengeId, null);
  const answer = parse(authenticationAnswer, response);
  const known = await readOrganization(ctx, (tx) => findByCredential(ctx, tx, answer.id, siteOf(origin)));
  if (!known) throw new DomainError("passkey_invalid");
  const { passkeyId, counter } = known;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: known.rpId,
    credential: { id: known.credentialId, publicKey: new Uint8Array(known.publicKey), counter },
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified) throw new DomainError("passkey_invalid");
  return withOrganization(ctx, async (tx) => {
    const member = await findMemberInForce(ctx, tx, known.memberId, "for share");
    const used = await tx
      .update(passkeys)
      .set({ counter: authenticationInfo.newCounter, lastUsedAt: ctx.clock.now().toISOString() })
      // A copy of the authenticator in the same moment would have moved it.
      .where(and(eq(passkeys.passkeyId, passkeyId), ofMember(ctx, known.memberId), eq(passkeys.counter, counter)))
      .returning({ passkeyId: passkeys.passkeyId });
    if (!member || used.length === 0) throw new DomainError("passkey_invalid");
    const { memberId, displayName } = member;
    return openSession(ctx, tx, { way: "passkey", role: "member", memberId, displayName, device });
  });
}

function parse<Answer>(
  schema: { safeParse(value: unknown): { success: true; data: Answer } | { success: false } },
  value: unknown,
): Answer {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new DomainError("passkey_invalid");
  return parsed.data;
}

/** The library throws what doesn't hold; why is nobody's business who made it up. */
function refuse(): never {
  throw new DomainError("passkey_invalid");
}

const ofMember = (ctx: Context, memberId: string) =>
  and(eq(passkeys.organizationId, ctx.organizationId), eq(passkeys.memberId, memberId));

const listOwn = (ctx: Context, tx: Transaction, memberId: string): Promise<PasskeyRow[]> =>
  tx.select().from(passkeys).where(ofMember(ctx, memberId)).orderBy(asc(passkeys.createdAt));

async function findByCredential(
  ctx: Context,
  tx: Transaction,
  credentialId: string,
  rpId: string,
): Promise<PasskeyRow | undefined> {
  const [row] = await tx
    .select()
    .from(passkeys)
    .where(
      and(
        eq(passkeys.organizationId, ctx.organizationId),
        eq(passkeys.credentialId, credentialId),
        eq(passkeys.rpId, rpId),
      ),
    );
  return row;
}
