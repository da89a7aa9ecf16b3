import type { EmbedSession } from "@okaeri/sdk/contract/embed-sessions";
import { and, eq, lt } from "drizzle-orm";
import { errors, importJWK, jwtVerify } from "jose";
import { enterMember } from "../membership/members.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { openSession } from "../sessions/sessions.ts";
import { findEmbedKey } from "./embed-keys.ts";
import { spentEmbedTokens } from "./embed-sessions.table.ts";
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

/**
 * Exchanges a token the company's backend signed for a session, once: issuer and `jti` are spent in the session's own
 * transaction, so that of many exchanges at the same moment one wins.
 * @throws DomainError `embed_token_…`
 */
export async function exchangeEmbedToken(
  ctx: Context,
  jwks: JwksStore,
  token: string,
  device: string | null,
): Promise<EmbedSession> {
  requireActor(ctx, "visitor");
  const claims = await verifyEmbedToken(ctx, jwks, token);
  return withOrganization(ctx, async (tx) => {
    const spent = { organizationId: ctx.organizationId, issuer: claims.iss, tokenId: claims.jti };
    const keptUntil = (claims.exp + 2 * clockToleranceSeconds) * 1000;
    const first = await tx
      .insert(spentEmbedTokens)
      .values({ ...spent, expiresAt: new Date(keptUntil).toISOString() })
      .onConflictDoNothing()
      .returning();
    if (first.length === 0) throw new DomainError("embed_token_spent", { detail: "The token was used before" });
    // What can no longer be used is not kept.
    const now = ctx.clock.now().toISOString();
    await tx
      .delete(spentEmbedTokens)
      .where(and(eq(spentEmbedTokens.organizationId, ctx.organizationId), lt(spentEmbedTokens.expiresAt, now)));
    return openSession(ctx, tx, {
      way: "embed",
      role: claims.role,
      issuer: claims.iss,
      subject: claims.sub,
      displayName: claims.name ?? null,
      memberId: claims.role === "member" ? await enterMember(ctx, tx, claims) : null,
      scopes: claims.scopes ?? [],
      origins: claims.origins ?? null,
      device,
    });
  });
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
