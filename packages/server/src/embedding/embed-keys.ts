import { randomBytes } from "node:crypto";
import { webUrl } from "@okaeri/sdk/contract/text";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { calculateJwkThumbprint } from "jose";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { type EmbedKeyRow, embedKeys } from "./embed-keys.table.ts";
import type { EmbedAlgorithm } from "./embed-token.rules.ts";
import { readPublicKey } from "./public-keys.rules.ts";

const hs256Bytes = 32;

export type EmbedKeySource = { jwksUrl: string } | { publicKey: string } | { hs256: true };

export interface EmbedKey {
  id: string;
  issuer: string;
  /** What tokens name as `kid`; null: whatever the JWKS holds. */
  keyId: string | null;
  algorithm: EmbedAlgorithm | null;
  /** HS256 only, base64url, shown once. */
  secret?: string;
}

/**
 * Registers whose tokens are trusted. The algorithm is settled here, by the key, and never by a token. Without `keyId`
 * a public key is named by its RFC 7638 thumbprint.
 * @throws DomainError `invalid_input`, `conflict` when the issuer has a key with this id
 */
export async function addEmbedKey(
  ctx: Context,
  draft: { issuer: string; keyId?: string; source: EmbedKeySource },
): Promise<EmbedKey> {
  requireActor(ctx, "admin", "system");
  if (draft.issuer === "" || draft.issuer.length > 500)
    throw new DomainError("invalid_input", { detail: "The issuer needs 1 to 500 characters" });
  const { secret, ...material } = await toMaterial(draft);
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const embedKeyId = newUuid(now);
    const inserted = await tx
      .insert(embedKeys)
      .values({
        organizationId: ctx.organizationId,
        embedKeyId,
        issuer: draft.issuer,
        ...material,
        secret: secret ?? null,
        createdAt: now.toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    if (inserted.length === 0) throw new DomainError("conflict", { detail: `${draft.issuer} has this key already` });
    return {
      id: toTypeId("key", embedKeyId),
      issuer: draft.issuer,
      keyId: material.keyId,
      algorithm: material.algorithm,
      ...(secret && { secret: secret.toString("base64url") }),
    };
  });
}

interface Material extends Pick<EmbedKeyRow, "keyId" | "algorithm" | "publicJwk" | "jwksUrl"> {
  secret?: Buffer;
}

async function toMaterial({ keyId, source }: { keyId?: string; source: EmbedKeySource }): Promise<Material> {
  if ("jwksUrl" in source) {
    if (!webUrl.safeParse(source.jwksUrl).success)
      throw new DomainError("invalid_input", { detail: "The JWKS URL must be http(s)" });
    return { keyId: null, algorithm: null, publicJwk: null, jwksUrl: source.jwksUrl };
  }
  if ("hs256" in source) {
    const secret = randomBytes(hs256Bytes);
    return {
      keyId: keyId ?? randomBytes(8).toString("hex"),
      algorithm: "HS256",
      publicJwk: null,
      jwksUrl: null,
      secret,
    };
  }
  const { jwk, algorithm } = readPublicKey(source.publicKey);
  return { keyId: keyId ?? (await calculateJwkThumbprint(jwk)), algorithm, publicJwk: jwk, jwksUrl: null };
}

/** The key of this issuer that a token names, or the JWKS it may stand in; null when there is neither. */
export async function findEmbedKey(ctx: Context, issuer: string, keyId: string): Promise<EmbedKeyRow | null> {
  const rows = await readOrganization(ctx, (tx) =>
    tx
      .select()
      .from(embedKeys)
      .where(
        and(
          eq(embedKeys.organizationId, ctx.organizationId),
          eq(embedKeys.issuer, issuer),
          or(eq(embedKeys.keyId, keyId), isNull(embedKeys.keyId)),
          isNull(embedKeys.revokedAt),
        ),
      )
      .orderBy(sql`${embedKeys.keyId} nulls last`)
      .limit(1),
  );
  return rows[0] ?? null;
}
