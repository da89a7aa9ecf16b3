import { type ConsentPurpose, consentPurpose } from "@okaeri/sdk/contract/agreements";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type {
  SignUp,
  SignUpApproval,
  SignUpDecisions,
  SignUpDecisionsMade,
  SignUpEvidence,
  SignUpQuery,
} from "@okaeri/sdk/contract/sign-ups";
import { and, desc, eq, sql } from "drizzle-orm";
import { readReceipts } from "../agreements/agreements.ts";
import { heldOf } from "../agreements/standing.rules.ts";
import { postMail } from "../delivery/outbox.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { invalidCursor, toTypeId, toUuid } from "../platform/ids.ts";
import { findFormerEmployees } from "../registry/evidence.ts";
import { findWholePersonId, readPeople } from "../registry/people.ts";
import { admit, secretsGone } from "./admission.ts";
import { comeIn } from "./comings.ts";
import { isMember } from "./members.ts";
import { postDecision } from "./sign-up-work.ts";
import { type SignUpRow, signUps, toSignUp } from "./sign-ups.table.ts";
import { findSignUp, ofSignUp } from "./sign-ups.ts";

const maxCandidates = 5;

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
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { data: await toSignUps(ctx, tx, page), nextCursor: last ? toTypeId("signup", last.signUpId) : null };
  });
}

function refuseCursor(error: unknown): never {
  throw error instanceof DomainError && error.code === "not_found" ? invalidCursor() : error;
}

export async function getSignUp(ctx: Context, id: string): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => show(ctx, tx, await findSignUp(ctx, tx, id)));
}

/** Whom the applicant may be, side by side. Once it was decided, whom they were taken for. */
export async function gatherEvidence(ctx: Context, id: string): Promise<SignUpEvidence> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, id);
    const found = await findFormerEmployees(ctx, tx, row, "strict");
    const known = found.filter(({ personId }) => personId === row.personId);
    const invited = { personId: row.personId ?? "", matchedOn: row.matchedOn, contradicts: [] };
    const first = row.personId !== null && known.length === 0 ? [invited] : known;
    const others = row.decidedAt === null ? found.filter(({ personId }) => personId !== row.personId) : [];
    const shown = [...first, ...others].slice(0, maxCandidates);
    const people = await readPeople(
      ctx,
      tx,
      shown.map(({ personId }) => personId),
    );
    const candidates: SignUpEvidence["candidates"] = [];
    for (const person of people) {
      const personId = toUuid("person", person.id);
      const one = shown.find((candidate) => candidate.personId === personId);
      const { matchedOn, contradicts } = one ?? invited;
      candidates.push({ person, matchedOn, contradicts, member: await isMember(ctx, tx, personId) });
    }
    return { candidates };
  });
}

/**
 * HR lets somebody in whom the registry could not match by itself, or back in with another mail address.
 * @throws DomainError `conflict` when it is not waiting for review, or the address is another member's
 */
export async function approveSignUp(ctx: Context, id: string, approval: SignUpApproval): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    await comeIn(ctx, tx);
    const row = await lockWaiting(ctx, tx, id);
    // Whom the sign-up resembles is HR's to say, but for a member who wants another address.
    const personId = approval.personId
      ? await findNamed(ctx, tx, approval.personId)
      : row.memberId === null
        ? null
        : row.personId;
    const admitted = await admit(
      ctx,
      tx,
      { ...row, personId },
      { personId, provedBy: "review", decidedBy: actorName(ctx.actor), decisionReason: approval.reason },
    );
    await postDecision(ctx, tx, admitted);
    return show(ctx, tx, admitted);
  });
}

async function findNamed(ctx: Context, tx: Transaction, id: string): Promise<string> {
  const personId = await findWholePersonId(ctx, tx, toUuid("person", id));
  if (personId !== null) return personId;
  throw new DomainError("invalid_input", {
    faults: [{ pointer: "#/personId", code: "not_found", detail: "is nobody in the registry" }],
  });
}

/** @throws DomainError `conflict` when it is not waiting for review */
export async function declineSignUp(ctx: Context, id: string, reason: string): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const { signUpId } = await lockWaiting(ctx, tx, id);
    const decided = { decidedAt: ctx.clock.now().toISOString(), decidedBy: actorName(ctx.actor) };
    const rows = await tx
      .update(signUps)
      .set({ ...secretsGone, ...decided, status: "declined", decisionReason: reason })
      .where(ofSignUp(ctx, signUpId))
      .returning();
    await postDecision(ctx, tx, only(rows));
    return show(ctx, tx, only(rows));
  });
}

/**
 * Asks the applicant something by mail and waits.
 * @throws DomainError `conflict` when it is not waiting for review, or there is no address to answer to
 */
export async function askApplicant(ctx: Context, id: string, question: string): Promise<SignUp> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const { signUpId, locale, email } = await lockWaiting(ctx, tx, id);
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    if (organization.contactEmail === null)
      throw new DomainError("conflict", { detail: "Set the organization's contactEmail first: answers go there" });
    const rows = await tx.update(signUps).set({ status: "asked", question }).where(ofSignUp(ctx, signUpId)).returning();
    await postMail(ctx, tx, { kind: "sign_up_question", subjectId: signUpId, locale, to: email });
    return show(ctx, tx, only(rows));
  });
}

/** Many at once, each by itself: what can't be decided is named, the rest is. */
export async function decideSignUps(ctx: Context, decisions: SignUpDecisions): Promise<SignUpDecisionsMade> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { decision, reason } = decisions;
  const made: SignUpDecisionsMade = { decided: [], refused: [] };
  for (const signUpId of new Set(decisions.signUpIds)) {
    const refusal = await withOrganization(ctx, (tx) =>
      // A transaction of its own within the caller's: one refusal leaves the others as they are.
      tx.transaction((each) => decideOne({ ...ctx, transaction: each }, signUpId, decision, reason)),
    ).catch(refused);
    if (refusal) made.refused.push({ signUpId, code: refusal.code, detail: refusal.detail ?? refusal.code });
    else made.decided.push(signUpId);
  }
  return made;
}

async function decideOne(
  ctx: Context,
  signUpId: string,
  decision: SignUpDecisions["decision"],
  reason: string,
): Promise<null> {
  if (decision === "decline") await declineSignUp(ctx, signUpId, reason);
  else {
    const { personId, recovery } = await getSignUp(ctx, signUpId);
    // It ends a member's sessions and passkeys and gives the account to another address.
    if (recovery) throw new DomainError("conflict", { detail: "They are a member already: open it and look" });
    if (personId === null)
      throw new DomainError("conflict", { detail: "Nobody of the registry fits: open it and choose" });
    await approveSignUp(ctx, signUpId, { personId, reason });
  }
  return null;
}

function refused(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}

async function lockWaiting(ctx: Context, tx: Transaction, id: string): Promise<SignUpRow> {
  const row = await findSignUp(ctx, tx, id, "for update");
  if (row.status !== "in_review" && row.status !== "asked")
    throw new DomainError("conflict", { detail: "This sign-up is not waiting for review" });
  return row;
}

const show = async (ctx: Context, tx: Transaction, row: SignUpRow): Promise<SignUp> =>
  only(await toSignUps(ctx, tx, [row]));

/** With what each applicant says yes to. */
async function toSignUps(ctx: Context, tx: Transaction, rows: readonly SignUpRow[]): Promise<SignUp[]> {
  const receipts = await readReceipts(
    ctx,
    tx,
    rows.map(({ signUpId }) => signUpId),
  );
  const consentsOf = (row: SignUpRow): ConsentPurpose[] => {
    const held = heldOf(receipts.filter(({ holderId }) => holderId === row.signUpId));
    return consentPurpose.options.filter((purpose) => held.get(purpose)?.act === "given");
  };
  return rows.map((row) => toSignUp(row, consentsOf(row)));
}
