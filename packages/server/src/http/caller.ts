import type { Context as HonoContext, MiddlewareHandler } from "hono";
import type { KnownOrganization, KnownOrganizations } from "../organizations/known-organizations.ts";
import type { Actor, Context } from "../platform/context.ts";
import { type Credential, readCredential } from "../platform/credentials.ts";
import { DomainError } from "../platform/errors.ts";
import { describeCall, type FindOperation, purposeOf } from "./described-call.ts";
import type { Environment } from "./environment.ts";

/** A session in force, as the embedding feature finds it by its hash. */
export interface FoundSession {
  actor: Actor;
  /** The parts of the API the token was narrowed to; empty: all that the role may use. */
  scopes: readonly string[];
  /** Where the token that opened it may be used from; null: wherever the organization may. */
  origins: readonly string[] | null;
}

export interface CallerOptions {
  organizations: KnownOrganizations;
  findSession(organizationId: string, hash: Buffer): Promise<FoundSession | null>;
  publicOrigin: string;
  findOperation: FindOperation;
  base: Omit<Context, "organizationId" | "actor" | "call">;
}

/**
 * Finds out who calls. A publishable key may come in the query of a GET, so that reading across origins needs no
 * preflight and is cached by URL; everything else is a Bearer credential. There are no cookies.
 */
export function identifyCaller(options: CallerOptions): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const credential = credentialOf(c);
    const known = await options.organizations.byId(credential.organizationId);
    if (!known) throw new DomainError("unauthenticated");
    const { actor, origins, scopes } = await proveCaller(options, known, credential);
    if (scopes.length > 0) refuseOutOfScope(c, scopes);
    if (credential.kind !== "sk") refuseForeignOrigin(c, origins ?? known.origins, options.publicOrigin);
    c.set("known", known);
    // Refused before anything is read: what the purpose is must be clear by then.
    purposeOf(c);
    const call = () => describeCall(c, options.findOperation);
    c.set("ctx", { ...options.base, organizationId: known.organizationId, actor, call, access: known.access });
    await next();
  };
}

function credentialOf(c: HonoContext<Environment>): Credential {
  const bearer = /^Bearer ([^\s]+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const key = c.req.method === "GET" || c.req.method === "HEAD" ? c.req.query("key") : undefined;
  const credential = readCredential(bearer ?? key ?? "");
  if (!credential || (bearer === undefined && credential.kind !== "pk"))
    throw new DomainError("unauthenticated", { detail: "Send a key or session as a Bearer credential" });
  return credential;
}

async function proveCaller(
  options: CallerOptions,
  known: KnownOrganization,
  credential: Credential,
): Promise<{ actor: Actor; scopes: readonly string[]; origins: ReadonlySet<string> | null }> {
  if (credential.kind === "st") {
    const session = await options.findSession(credential.organizationId, credential.hash);
    if (!session) throw new DomainError("session_expired");
    return { ...session, origins: session.origins && new Set(session.origins) };
  }
  const key = known.keys.get(credential.hash.toString("hex"));
  // A token for SCIM opens `/scim/v2` and nothing here.
  if (!key || key.kind === "scim" || (key.kind === "secret") !== (credential.kind === "sk"))
    throw new DomainError("unauthenticated");
  return key.kind === "secret"
    ? { actor: { kind: "admin", subject: `key:${key.apiKeyId}`, sessionId: null }, scopes: [], origins: null }
    : { actor: { kind: "visitor" }, scopes: [], origins: null };
}

// A session may always be ended, whatever else it may not.
function refuseOutOfScope(c: HonoContext<Environment>, scopes: readonly string[]): void {
  const part = c.req.path.split("/")[2] ?? "";
  if (part !== "sessions" && !scopes.includes(part))
    throw new DomainError("forbidden", { detail: `This session is narrowed to ${scopes.join(", ")}` });
}

/**
 * Browsers always name the origin of a write and of a read across origins; a same-origin GET has none. What has no
 * origin and writes is no page, so a publishable key is not for it.
 */
function refuseForeignOrigin(c: HonoContext<Environment>, origins: ReadonlySet<string>, publicOrigin: string): void {
  const origin = c.req.header("origin");
  const reads = c.req.method === "GET" || c.req.method === "HEAD";
  if (origin === undefined ? !reads : origin !== publicOrigin && !origins.has(origin))
    throw new DomainError("origin_not_allowed", {
      detail: `${origin ?? "A request without Origin"} is not among the organization's allowed origins`,
    });
}
