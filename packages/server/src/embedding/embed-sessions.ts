import { createHash } from "node:crypto";
import type { EmbedSession } from "@okaeri/sdk/contract/embed-sessions";
import { and, eq, lt } from "drizzle-orm";
import { errors, importJWK, jwtVerify } from "jose";
import type { FoundSession } from "../http/caller.ts";
import { enterMember } from "../membership/members.ts";
import { type Actor, type Context, requireActor } from "../platform/context.ts";
import { mintCredential } from "../platform/credentials.ts";
import { asOrganization, type Database, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { findEmbedKey } from "./embed-keys.ts";
import { embedSessions, spentEmbedTokens } from "./embed-sessions.table.ts";
import {
  checkLifetime,
  clockToleranceSeconds,
  type EmbedAlgorithm,
  type EmbedClaims,
  embedAudience,
  embedTokenType,
  readEmbedToken,
} from "./embed-token.rules.ts";
import type { JwksStore } from "./jwks.ts";

const sessionSeconds = 15 * 60;

/**
 * Exchanges a token the company's backend signed for a session, once: issuer and `jti` are spent in the session's own
 * transaction, so that of many exchanges at the same moment one wins.
 * @throws DomainError `embed_token_…`
 */
export async function exchangeEmbedToken(ctx: Context, jwks: JwksStore, token: string): Promise<EmbedSession> {
  requireActor(ctx, "visitor");
  const claims = await verifyEmbedToken(ctx, jwks, token);
  const now = ctx.clock.now();
  const sessionId = newUuid(now);
  const { text, hash } = mintCredential("st", ctx.organizationId);
  await withOrganization(ctx, async (tx) => {
    const spent = { organizationId: ctx.organizationId, issuer: claims.iss, tokenId: claims.jti };
    const keptUntil = (claims.exp + 2 * clockToleranceSeconds) * 1000;
    const first = await tx
      .insert(spentEmbedTokens)
      .values({ ...spent, expiresAt: new Date(keptUntil).toISOString() })
      .onConflictDoNothing()
      .returning();
    if (first.length === 0) throw new DomainError("embed_token_spent", { detail: "The token was used before" });
    const memberId = claims.role === "member" ? await enterMember(ctx, tx, claims) : null;
    await tx.insert(embedSessions).values({
      organizationId: ctx.organizationId,
      sessionId,
      secretHash: hash,
      role: claims.role,
      issuer: claims.iss,
      subject: claims.sub,
      displayName: claims.name ?? null,
      memberId,
      scopes: claims.scopes ?? [],
      origins: claims.origins ?? null,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + sessionSeconds * 1000).toISOString(),
    });
    await forgetEnded(ctx, tx);
  });
  return {
    sessionToken: text,
    role: claims.role,
    displayName: claims.name ?? null,
    subject: createHash("sha256")
      .update(JSON.stringify([claims.iss, claims.sub]))
      .digest("base64url")
      .slice(0, 22),
    expiresInSeconds: sessionSeconds,
  };
}

/** Ends the caller's own session at once. */
export async function endEmbedSession(ctx: Context): Promise<void> {
  const { actor } = ctx;
  const sessionId = "sessionId" in actor ? actor.sessionId : null;
  if (sessionId === null) throw new DomainError("forbidden", { detail: "Only a session can be ended" });
  await withOrganization(ctx, (tx) =>
    tx
      .update(embedSessions)
      .set({ revokedAt: ctx.clock.now().toISOString() })
      .where(and(eq(embedSessions.organizationId, ctx.organizationId), eq(embedSessions.sessionId, sessionId))),
  );
}

interface SessionRow {
  sessionId: string;
  role: EmbedSession["role"];
  issuer: string;
  subject: string;
  memberId: string | null;
  scopes: string[];
  origins: string[] | null;
}

/** Looked up with every request, so that revoking works at once. */
export async function findSession(
  { client }: Database,
  organizationId: string,
  hash: Buffer,
  now: Date,
): Promise<FoundSession | null> {
  const [row] = await client<SessionRow[]>`
    ${asOrganization(client, organizationId)}
    select q.* from o cross join lateral (
      select session_id as "sessionId", role, issuer, subject, member_id as "memberId", scopes, origins
      from embed_sessions
      where organization_id = o.id and secret_hash = ${hash}
        and revoked_at is null and expires_at > ${now.toISOString()}::timestamptz) q`;
  const actor = row && toActor(row);
  return actor ? { actor, scopes: row.scopes, origins: row.origins } : null;
}

function toActor({ role, sessionId, memberId, issuer, subject }: SessionRow): Actor | null {
  if (role !== "member") return { kind: role, subject: `${issuer} ${subject}`, sessionId };
  return memberId === null ? null : { kind: "member", memberId, sessionId };
}

async function verifyEmbedToken(ctx: Context, jwks: JwksStore, token: string): Promise<EmbedClaims> {
  const { header, claims } = readEmbedToken(token);
  checkLifetime(claims, ctx.clock.now());
  const key = await findEmbedKey(ctx, claims.iss, header.kid);
  if (!key)
    throw new DomainError("embed_token_key_unknown", { detail: "No key is registered for this issuer and kid" });
  const found = key.jwksUrl === null ? null : await jwks.find(key.jwksUrl, header.kid);
  const algorithm: EmbedAlgorithm | null = found?.algorithm ?? key.algorithm;
  const jwk = found?.jwk ?? key.publicJwk;
  if (algorithm === null || header.alg !== algorithm)
    throw new DomainError("embed_token_unsupported", { detail: `This key signs with ${algorithm}, not ${header.alg}` });
  try {
    await jwtVerify(token, jwk ? await importJWK(jwk, algorithm) : new Uint8Array(key.secret ?? []), {
      algorithms: [algorithm],
      issuer: claims.iss,
      audience: embedAudience,
      typ: embedTokenType,
      requiredClaims: ["sub", "iat", "exp", "jti"],
      clockTolerance: clockToleranceSeconds,
      currentDate: ctx.clock.now(),
    });
  } catch (error) {
    if (error instanceof errors.JOSEError)
      throw new DomainError("embed_token_signature_invalid", { detail: "The signature does not fit" });
    throw error;
  }
  return claims;
}

/** What can no longer be used is not kept: tokens once they have expired, sessions a day later. */
async function forgetEnded(ctx: Context, tx: Transaction): Promise<void> {
  const now = ctx.clock.now();
  const aDayAgo = new Date(now.getTime() - 86_400_000).toISOString();
  const { organizationId } = ctx;
  await tx
    .delete(spentEmbedTokens)
    .where(and(eq(spentEmbedTokens.organizationId, organizationId), lt(spentEmbedTokens.expiresAt, now.toISOString())));
  await tx
    .delete(embedSessions)
    .where(and(eq(embedSessions.organizationId, organizationId), lt(embedSessions.expiresAt, aDayAgo)));
}
