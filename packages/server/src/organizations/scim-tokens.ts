import { and, desc, eq, isNull } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { mintCredential } from "../platform/credentials.ts";
import { readOrganization, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { apiKeys } from "./api-keys.table.ts";

/** Opens `/scim/v2` of its organization. Instants are ISO 8601. */
export interface ScimToken {
  id: string;
  createdAt: string;
  revokedAt: string | null;
}

/** An organization may have several, so that one can take another's place while both work. `token` is shown once. */
export async function createScimToken(ctx: Context): Promise<ScimToken & { token: string }> {
  requireActor(ctx, "admin", "system");
  const { text, hash } = mintCredential("scim", ctx.organizationId);
  const now = ctx.clock.now();
  const apiKeyId = newUuid(now);
  const createdAt = now.toISOString();
  await withOrganization(ctx, (tx) =>
    tx
      .insert(apiKeys)
      .values({ organizationId: ctx.organizationId, apiKeyId, kind: "scim", secretHash: hash, createdAt }),
  );
  return { id: toTypeId("key", apiKeyId), createdAt, revokedAt: null, token: text };
}

/** Newest first, those that were revoked included. */
export async function listScimTokens(ctx: Context): Promise<ScimToken[]> {
  requireActor(ctx, "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select({ apiKeyId: apiKeys.apiKeyId, createdAt: apiKeys.createdAt, revokedAt: apiKeys.revokedAt })
      .from(apiKeys)
      .where(and(eq(apiKeys.organizationId, ctx.organizationId), eq(apiKeys.kind, "scim")))
      .orderBy(desc(apiKeys.apiKeyId));
    return rows.map((row) => ({
      id: toTypeId("key", row.apiKeyId),
      createdAt: toInstant(row.createdAt),
      revokedAt: row.revokedAt === null ? null : toInstant(row.revokedAt),
    }));
  });
}

/**
 * Takes effect at once in this process, within a second in others.
 * @throws DomainError `not_found` where no token in force has this id
 */
export async function revokeScimToken(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "admin", "system");
  const apiKeyId = toUuid("key", id);
  await withOrganization(ctx, async (tx) => {
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.clock.now().toISOString() })
      .where(
        and(
          eq(apiKeys.organizationId, ctx.organizationId),
          eq(apiKeys.apiKeyId, apiKeyId),
          eq(apiKeys.kind, "scim"),
          isNull(apiKeys.revokedAt),
        ),
      )
      .returning({ apiKeyId: apiKeys.apiKeyId });
    if (revoked.length === 0) throw new DomainError("not_found", { detail: `There is no token ${id} in force` });
  });
}
