import { createHash } from "node:crypto";
import type { EmbedSession } from "@okaeri/sdk/contract/embed-sessions";
import type { SessionInfo } from "@okaeri/sdk/contract/sign-ins";
import { and, desc, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import type { FoundSession } from "../http/caller.ts";
import type { Actor, Context } from "../platform/context.ts";
import { mintCredential } from "../platform/credentials.ts";
import {
  asOrganization,
  type Database,
  only,
  readOrganization,
  type Transaction,
  withOrganization,
  withoutTrail,
} from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { passkeys } from "./passkeys.table.ts";
import { type SessionRow, sessions, toSessionInfo } from "./sessions.table.ts";

const sessionMs = 15 * 60_000;
const renewableMs = 12 * 3_600_000;
/** An answer that got lost on its way must not end a session. */
const previousMs = 30_000;
const noteUseEveryMs = 60_000;

/** Who it is for and how they came. */
export type NewSession = Pick<SessionRow, "role" | "way" | "displayName" | "memberId" | "device"> &
  Partial<Pick<SessionRow, "issuer" | "subject" | "scopes" | "origins">>;

/** Opens a session of 15 minutes; one that began here can be renewed for 12 hours. The token is shown once. */
export async function openSession(ctx: Context, tx: Transaction, draft: NewSession): Promise<EmbedSession> {
  const now = ctx.clock.now();
  const { text, hash } = mintCredential("st", ctx.organizationId);
  const rows = await tx
    .insert(sessions)
    .values({
      organizationId: ctx.organizationId,
      sessionId: newUuid(now),
      secretHash: hash,
      ...draft,
      renewableUntil: draft.way === "embed" ? null : after(now, renewableMs),
      createdAt: now.toISOString(),
      expiresAt: after(now, sessionMs),
    })
    .returning();
  // A day later nobody asks any more why it ended.
  await tx
    .delete(sessions)
    .where(and(eq(sessions.organizationId, ctx.organizationId), lt(sessions.expiresAt, after(now, -86_400_000))));
  return toEmbedSession(only(rows), text, now);
}

/**
 * A fresh token for the caller's own session; the one before is good for half a minute more.
 * @throws DomainError `forbidden` for a session that the host renews, `session_expired` after 12 hours
 */
export async function renewSession(ctx: Context): Promise<EmbedSession> {
  const sessionId = ownSessionId(ctx);
  const now = ctx.clock.now();
  const { text, hash } = mintCredential("st", ctx.organizationId);
  return withOrganization(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(sessions)
      .where(and(ofSession(ctx, sessionId), isNull(sessions.revokedAt)))
      .for("update");
    if (!row) throw new DomainError("session_expired");
    if (row.renewableUntil === null) throw new DomainError("forbidden", { detail: "The host renews this session" });
    const end = Math.min(now.getTime() + sessionMs, new Date(row.renewableUntil).getTime());
    if (end <= now.getTime()) throw new DomainError("session_expired");
    const rows = await tx
      .update(sessions)
      .set({
        secretHash: hash,
        previousHash: row.secretHash,
        previousUntil: after(now, previousMs),
        lastUsedAt: now.toISOString(),
        expiresAt: new Date(end).toISOString(),
      })
      .where(ofSession(ctx, sessionId))
      .returning();
    return toEmbedSession(only(rows), text, now);
  });
}

/** One's own that are in force, the newest first. */
export async function listSessions(ctx: Context): Promise<SessionInfo[]> {
  const sessionId = ownSessionId(ctx);
  return readOrganization(ctx, async (tx) => {
    const owned = await ownedBy(ctx, tx, sessionId);
    const rows = await tx.select().from(sessions).where(owned).orderBy(desc(sessions.createdAt));
    return rows.map((row) => toSessionInfo(row, sessionId));
  });
}

/**
 * Ends one of one's own at once.
 * @throws DomainError `not_found`, also for somebody else's
 */
export async function endSession(ctx: Context, id: string): Promise<void> {
  const ownId = ownSessionId(ctx);
  const sessionId = toUuid("session", id);
  await withOrganization(ctx, async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: ctx.clock.now().toISOString() })
      .where(and(await ownedBy(ctx, tx, ownId), eq(sessions.sessionId, sessionId)))
      .returning({ sessionId: sessions.sessionId });
    only(ended);
  });
}

/** All of one's own but this one. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const ownId = ownSessionId(ctx);
  await withOrganization(ctx, async (tx) => {
    await tx
      .update(sessions)
      .set({ revokedAt: ctx.clock.now().toISOString() })
      .where(and(await ownedBy(ctx, tx, ownId), ne(sessions.sessionId, ownId)));
  });
}

/** Signs out. */
export async function endCurrentSession(ctx: Context): Promise<void> {
  const sessionId = ownSessionId(ctx);
  await withOrganization(ctx, (tx) =>
    tx.update(sessions).set({ revokedAt: ctx.clock.now().toISOString() }).where(ofSession(ctx, sessionId)),
  );
}

/** All sessions of a member, at once; with `and passkeys` nothing that was set up before opens another one. */
export async function endSessionsOf(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  what: "alone" | "and passkeys",
): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: ctx.clock.now().toISOString() })
    .where(
      and(eq(sessions.organizationId, ctx.organizationId), eq(sessions.memberId, memberId), isNull(sessions.revokedAt)),
    );
  if (what === "and passkeys")
    await tx
      .delete(passkeys)
      .where(and(eq(passkeys.organizationId, ctx.organizationId), eq(passkeys.memberId, memberId)));
}

/** Of a membership that becomes one with another. */
export async function adoptPasskeys(
  ctx: Context,
  tx: Transaction,
  fromMemberId: string,
  toMemberId: string,
): Promise<void> {
  await tx
    .update(passkeys)
    .set({ memberId: toMemberId })
    .where(and(eq(passkeys.organizationId, ctx.organizationId), eq(passkeys.memberId, fromMemberId)));
}

type FoundRow = Pick<SessionRow, "sessionId" | "role" | "issuer" | "subject" | "memberId" | "scopes" | "origins"> & {
  unusedForMs: number;
};

/** Looked up with every request, so that ending works at once. */
export async function findSession(
  database: Database,
  organizationId: string,
  hash: Buffer,
  now: Date,
): Promise<FoundSession | null> {
  const { client } = database;
  const at = now.toISOString();
  const [row] = await client<FoundRow[]>`
    ${asOrganization(client, organizationId)}
    select q.* from o cross join lateral (
      select s.session_id as "sessionId", role, issuer, subject, s.member_id as "memberId", scopes, origins,
        extract(epoch from ${at}::timestamptz - coalesce(last_used_at, s.created_at))::float8 * 1000 as "unusedForMs"
      from (
        select * from sessions where organization_id = o.id and secret_hash = ${hash}
        union all
        select * from sessions
        where organization_id = o.id and previous_hash = ${hash} and previous_until > ${at}::timestamptz) s
      where revoked_at is null and expires_at > ${at}::timestamptz) q`;
  const actor = row && toActor(row);
  if (!actor) return null;
  if (row.unusedForMs > noteUseEveryMs)
    await withoutTrail(
      database,
      organizationId,
      (tx) => tx`
        update sessions set last_used_at = ${at}::timestamptz
        where organization_id = ${organizationId} and session_id = ${row.sessionId}`,
    );
  return { actor, scopes: row.scopes, origins: row.origins };
}

function toActor({ role, sessionId, memberId, issuer, subject }: FoundRow): Actor | null {
  if (role !== "member") return { kind: role, subject: `${issuer} ${subject}`, sessionId };
  return memberId === null ? null : { kind: "member", memberId, sessionId };
}

/** @throws DomainError `forbidden` for whoever calls with a key */
export function ownSessionId({ actor }: Context): string {
  const sessionId = "sessionId" in actor ? actor.sessionId : null;
  if (sessionId === null) throw new DomainError("forbidden", { detail: "This is for sessions" });
  return sessionId;
}

/** In force, and of the same human as this one. */
async function ownedBy(ctx: Context, tx: Transaction, sessionId: string) {
  const own = only(await tx.select().from(sessions).where(ofSession(ctx, sessionId)));
  const ofOwner =
    own.memberId === null
      ? and(
          sql`${sessions.issuer} is not distinct from ${own.issuer}`,
          sql`${sessions.subject} is not distinct from ${own.subject}`,
          eq(sessions.role, own.role),
        )
      : eq(sessions.memberId, own.memberId);
  const now = ctx.clock.now().toISOString();
  return and(
    eq(sessions.organizationId, ctx.organizationId),
    ofOwner,
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
  );
}

const ofSession = (ctx: Context, sessionId: string) =>
  and(eq(sessions.organizationId, ctx.organizationId), eq(sessions.sessionId, sessionId));

const after = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

const toEmbedSession = (row: SessionRow, sessionToken: string, now: Date): EmbedSession => ({
  sessionToken,
  role: row.role,
  displayName: row.displayName,
  subject: createHash("sha256")
    .update(JSON.stringify(row.issuer === null ? ["member", row.memberId] : [row.issuer, row.subject]))
    .digest("base64url")
    .slice(0, 22),
  expiresInSeconds: Math.round((new Date(row.expiresAt).getTime() - now.getTime()) / 1000),
});
