import { setTimeout } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import type { Config } from "../platform/config.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { callOutbound, OutboundFailure } from "../platform/outbound-http.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { SystemAccess, SystemPolicy } from "./ask-system.ts";
import { type ConnectionRow, connections } from "./connections.table.ts";
import { readTokens } from "./freee-tokens.rules.ts";
import { type Access, openAccess, sealAccess } from "./system-secrets.ts";

const timeoutMs = 30_000;
const maxBytes = 100_000;
/** freee renews only what is still valid; runs are an hour apart, and one may fail. */
const renewBeforeMs = 3 * 3_600_000;

/** What a sync needs beside its context. */
export interface SyncGear {
  secrets: Secrets;
  policy: SystemPolicy;
}

export const syncGear = (config: Config, secrets: Secrets): SyncGear => ({
  secrets,
  policy: {
    allowPrivate: config.development,
    smarthrOrigin: config.smarthrOrigin,
    freeeOrigin: config.freeeOrigin,
    pause: (ms) => setTimeout(ms),
  },
});

/**
 * The way into a connection's system, with a token that lasts for the run.
 * @throws DomainError `conflict` when the secret can't be opened, and as renewing
 */
export async function openSystem(ctx: Context, gear: SyncGear, connection: ConnectionRow): Promise<SystemAccess> {
  let sealed = connection.secret;
  let access = openAccess(ctx, gear.secrets, connection);
  const renew = async (): Promise<boolean> => {
    if (!access.renewal) return false;
    const next = await renewToken(ctx, gear.policy, access.renewal);
    const before = sealed;
    sealed = sealAccess(ctx, gear.secrets, connection.sourceId, next);
    access = next;
    // At once, whatever becomes of the run: a refresh token works once. Unless somebody entered another meanwhile.
    await withOrganization(ctx, (tx) =>
      tx
        .update(connections)
        .set({ secret: sealed })
        .where(
          and(
            eq(connections.organizationId, ctx.organizationId),
            eq(connections.sourceId, connection.sourceId),
            eq(connections.secret, before),
          ),
        ),
    );
    return true;
  };
  if (expiresSoon(access, ctx.clock.now())) await renew();
  return { origin: originOf(connection, gear.policy), token: () => access.token, renew, policy: gear.policy };
}

const originOf = ({ kind, account }: ConnectionRow, policy: SystemPolicy): string =>
  kind === "smarthr"
    ? (policy.smarthrOrigin ?? `https://${account}.smarthr.jp`)
    : (policy.freeeOrigin ?? "https://api.freee.co.jp");

const expiresSoon = ({ expiresAt }: Access, now: Date): boolean =>
  expiresAt === undefined || new Date(expiresAt).getTime() - now.getTime() < renewBeforeMs;

/** OAuth 2.0 (RFC 6749, 6) as freee has it. Tried once: what got lost on the way may have been spent. */
async function renewToken(
  ctx: Context,
  policy: SystemPolicy,
  renewal: NonNullable<Access["renewal"]>,
): Promise<Access> {
  const url = new URL("/public_api/token", policy.freeeOrigin ?? "https://accounts.secure.freee.co.jp").href;
  const grant = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: renewal.clientId,
    client_secret: renewal.clientSecret,
    refresh_token: renewal.refreshToken,
  });
  try {
    const answer = await callOutbound(
      url,
      {
        headers: { accept: "application/json" },
        body: { type: "application/x-www-form-urlencoded", content: grant.toString() },
        timeoutMs,
        maxBytes,
      },
      policy,
    );
    if (answer.status === 400 || answer.status === 401 || answer.status === 403)
      throw new DomainError("source_unauthorized", { detail: `freee renewed no token: it answered ${answer.status}` });
    if (answer.status !== 200)
      throw new DomainError("source_unreachable", { detail: `freee renewed no token: it answered ${answer.status}` });
    const tokens = readTokens(answer.body);
    if (!tokens)
      throw new DomainError("source_unreadable", { detail: "freee answered with something other than tokens" });
    return {
      token: tokens.token,
      renewal: { ...renewal, refreshToken: tokens.refreshToken },
      expiresAt: new Date(ctx.clock.now().getTime() + tokens.expiresInSeconds * 1000).toISOString(),
    };
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error;
    throw new DomainError("source_unreachable", { detail: `freee renewed no token: ${error.message}` });
  }
}
