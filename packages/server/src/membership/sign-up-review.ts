import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { ConsentPurpose, SignUp, SignUpApproval, SignUpQuery } from "@okaeri/sdk/contract/sign-ups";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import { admitMember } from "./members.ts";
import { type SignUpRow, signUpConsents, signUps, toSignUp } from "./sign-ups.table.ts";
import { findSignUp, ofSignUp } from "./sign-ups.ts";

/** HR's queue, newest first. */
export async function listSignUps(ctx: Context, query: SignUpQuery): Promise<Page<SignUp>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const after = query.cursor === undefined ? null : await findSignUp(ctx, tx, query.cursor).catch(refuseCursor);
    const rows = await tx
      .select()
      .from(signUps)
      .where(
        and(
          eq(signUps.organizationId, ctx.organizationId),
          query.status && eq(signUps.status, query.status),
          after
            ? sql`(${signUps.createdAt}, ${signUps.signUpId}) < (${after.createdAt}, ${after.signUpId})`
            : undefined,
        ),
      )
      .orderBy(desc(signUps.createdAt), desc(signUps.signUpId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const consents = await consentsOf(ctx, tx, page);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: page.map((row) => toSignUp(row, consents(row))),
      nextCursor: last ? toTypeId("signup", last.signUpId) : null,
    };
  });
}

function refuseCursor(error: unknown): never {
  if (!(error instanceof DomainError) || error.code !== "not_found") throw error;
  throw new DomainError("invalid_input", {
    faults: [{ pointer: "#/query/cursor", code: "invalid_format", detail: "is not a cursor from an answer" }],
  });
}

export async function getSignUp(ctx: Context, id: string): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, id);
    return toSignUp(row, (await consentsOf(ctx, tx, [row]))(row));
  });
}

/**
 * HR lets somebody in whom the registry could not match by itself.
 * @throws DomainError `conflict` when it is not waiting for review
 */
export async function approveSignUp(ctx: Context, id: string, approval: SignUpApproval): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  const personId = approval.personId ? toUuid("person", approval.personId) : null;
  return decide(ctx, id, { status: "approved", personId, decisionReason: approval.reason ?? null });
}

/** @throws DomainError `conflict` when it is not waiting for review */
export async function declineSignUp(ctx: Context, id: string, reason: string): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  return decide(ctx, id, { status: "declined", decisionReason: reason });
}

async function decide(
  ctx: Context,
  id: string,
  decision: { status: "approved" | "declined"; decisionReason: string | null; personId?: string | null },
): Promise<SignUp> {
  return withOrganization(ctx, async (tx) => {
    const before = await findSignUp(ctx, tx, id);
    const [row] = await tx
      .update(signUps)
      .set({ ...decision, decidedAt: ctx.clock.now().toISOString(), decidedBy: nameOf(ctx) })
      .where(and(ofSignUp(ctx, before.signUpId), eq(signUps.status, "in_review")))
      .returning();
    if (!row) throw new DomainError("conflict", { detail: "This sign-up is not waiting for review" });
    if (row.status === "approved") {
      await admitMember(ctx, tx, row);
      await touchPublic(ctx, tx);
    }
    await ctx.queue.send(tx, "sign-ups.send-decision", { organizationId: ctx.organizationId, signUpId: row.signUpId });
    return toSignUp(row, (await consentsOf(ctx, tx, [row]))(row));
  });
}

const nameOf = ({ actor }: Context): string => ("subject" in actor ? actor.subject : actor.kind);

async function consentsOf(
  ctx: Context,
  tx: Transaction,
  rows: SignUpRow[],
): Promise<(row: SignUpRow) => ConsentPurpose[]> {
  if (rows.length === 0) return () => [];
  const consents = await tx
    .select()
    .from(signUpConsents)
    .where(
      and(
        eq(signUpConsents.organizationId, ctx.organizationId),
        inArray(
          signUpConsents.signUpId,
          rows.map((row) => row.signUpId),
        ),
      ),
    );
  return (row) => consents.filter(({ signUpId }) => signUpId === row.signUpId).map(({ purpose }) => purpose);
}
