import type { Invitation, InvitationDraft, InvitationQuery, InvitationsMade } from "@okaeri/sdk/contract/invitations";
import { invitationDraft } from "@okaeri/sdk/contract/invitations";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { listSentAt, wasSent } from "../delivery/sent.ts";
import { invitationUrlOf } from "../delivery/way-in-mails.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { invalidCursor, toTypeId, toUuid } from "../platform/ids.ts";
import { nameOfPeople } from "../registry/people-names.ts";
import { tokenOf } from "./invitation-tokens.ts";
import { type InvitationRow, invitations, toInvitation } from "./invitations.table.ts";
import { chooseNamed, chooseOfSegment, invite } from "./inviting.ts";
import { drawQrCode } from "./qr-code.rules.ts";

/**
 * Invites people, by mail or with links to print, which are answered here once. A new invitation revokes the one before.
 * @throws DomainError `not_found` for a segment that isn't there
 */
export async function createInvitations(
  ctx: Context,
  input: InvitationDraft,
  publicUrl: string,
): Promise<InvitationsMade> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { personIds, segmentId, way, expiresInDays, locale } = invitationDraft.parse(input);
  return withOrganization(ctx, async (tx) => {
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    const chosen =
      segmentId === undefined
        ? await chooseNamed(ctx, tx, personIds ?? [], way)
        : await chooseOfSegment(ctx, tx, segmentId, way);
    const rows = await invite(ctx, tx, chosen.people, { way, locale, expiresInDays });
    const shown = await show(ctx, tx, rows);
    const url = ({ invitationId }: InvitationRow) =>
      invitationUrlOf(organization, publicUrl, locale, tokenOf(ctx, invitationId));
    const print = (row: InvitationRow) => ({ url: url(row), qr: drawQrCode(url(row)) });
    return {
      data: rows.map((row, index) => ({
        invitation: only(shown.slice(index, index + 1)),
        printed: way === "printed" ? print(row) : null,
      })),
      skipped: chosen.skipped.map(({ personId, reason }) => ({ personId: toTypeId("person", personId), reason })),
      remaining: chosen.remaining,
    };
  });
}

/** The newest first. */
export async function listInvitations(ctx: Context, query: InvitationQuery): Promise<Page<Invitation>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const after = query.cursor === undefined ? null : await findInvitation(ctx, tx, query.cursor).catch(refuseCursor);
    const rows = await tx
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, ctx.organizationId),
          query.personId === undefined ? undefined : eq(invitations.personId, toUuid("person", query.personId)),
          query.state && inState(ctx, query.state),
          after
            ? sql`(${invitations.createdAt}, ${invitations.invitationId}) < (${after.createdAt}, ${after.invitationId})`
            : undefined,
        ),
      )
      .orderBy(desc(invitations.createdAt), desc(invitations.invitationId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: await show(ctx, tx, page),
      nextCursor: last ? toTypeId("invitation", last.invitationId) : null,
    };
  });
}

function refuseCursor(error: unknown): never {
  throw error instanceof DomainError && error.code === "not_found" ? invalidCursor() : error;
}

/** As `stateOf`, where rows are chosen. */
function inState({ clock }: Context, state: Invitation["state"]): SQL | undefined {
  if (state === "used") return sql`${invitations.usedAt} is not null`;
  if (state === "revoked") return sql`${invitations.usedAt} is null and ${invitations.revokedAt} is not null`;
  const now = clock.now().toISOString();
  const open = sql`${invitations.usedAt} is null and ${invitations.revokedAt} is null`;
  if (state === "expired") return sql`${open} and ${invitations.expiresAt} <= ${now}`;
  const sent = wasSent(invitations.organizationId, invitations.invitationId);
  return sql`${open} and ${invitations.expiresAt} > ${now} and ${state === "sent" ? sent : sql`not ${sent}`}`;
}

/** @throws DomainError `conflict` for one that was used */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    const { invitationId } = await findInvitation(ctx, tx, id);
    const revoked = await tx
      .update(invitations)
      .set({ revokedAt: sql`coalesce(${invitations.revokedAt}, ${ctx.clock.now().toISOString()}::timestamptz)` })
      .where(and(ofInvitation(ctx, invitationId), isNull(invitations.usedAt)))
      .returning({ invitationId: invitations.invitationId });
    if (revoked.length === 0) throw new DomainError("conflict", { detail: "It was used already" });
  });
}

async function show(ctx: Context, tx: Transaction, rows: readonly InvitationRow[]): Promise<Invitation[]> {
  const now = ctx.clock.now();
  const names = await nameOfPeople(
    ctx,
    tx,
    rows.map(({ personId }) => personId),
  );
  const sentAt = await listSentAt(
    ctx,
    tx,
    rows.map(({ invitationId }) => invitationId),
  );
  return rows.map((row) => toInvitation(row, names.get(row.personId) ?? "", sentAt.get(row.invitationId) ?? null, now));
}

const ofInvitation = (ctx: Context, invitationId: string) =>
  and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.invitationId, invitationId));

async function findInvitation(ctx: Context, tx: Transaction, id: string): Promise<InvitationRow> {
  return only(
    await tx
      .select()
      .from(invitations)
      .where(ofInvitation(ctx, toUuid("invitation", id))),
  );
}
