import type { EmailChange } from "@okaeri/sdk/contract/account";
import type { CodeSent, SignUpReceived } from "@okaeri/sdk/contract/sign-ups";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { postMail } from "../delivery/outbox.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { emailKey } from "../registry/folding.rules.ts";
import { codeForAnother, isSameCode, refusalOf } from "./codes.rules.ts";
import { codeOf } from "./codes.ts";
import { type EmailChangeRow, emailChanges } from "./email-changes.table.ts";
import { codeSent, received } from "./sign-ups.ts";

/** Has a code mailed to a new address; for the same one again, the code again. Nobody is looked up by it. */
export async function changeEmail(ctx: Context, { email, locale }: EmailChange): Promise<CodeSent> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const before = await lockLatest(ctx, tx, memberId);
    const isSame = before?.email === email && before.doneAt === null;
    const next = isSame ? codeForAnother(before, now) : null;
    if (isSame && !next) return codeSent;
    const codeNumber = next?.codeNumber ?? 1;
    const emailChangeId = isSame ? before.emailChangeId : newUuid(now);
    if (isSame && next) await tx.update(emailChanges).set(stateIn(next)).where(ofChange(ctx, emailChangeId));
    else
      await tx.insert(emailChanges).values({
        organizationId: ctx.organizationId,
        emailChangeId,
        memberId,
        email,
        emailKey: emailKey(email),
        locale,
        createdAt: now.toISOString(),
      });
    const reference = String(codeNumber);
    await postMail(ctx, tx, { kind: "email_change_code", subjectId: emailChangeId, reference, locale, to: email });
    return codeSent;
  });
}

const stateIn = ({
  codeNumber,
  codeExpiresAt,
  codeAttempts,
}: Pick<EmailChangeRow, "codeNumber" | "codeExpiresAt" | "codeAttempts">) => ({
  codeNumber,
  codeExpiresAt,
  codeAttempts,
});

/**
 * Proves the new address. What becomes of it, should it be somebody else's here, is decided in the background.
 * @throws DomainError `code_invalid`, `code_expired` (also after five wrong tries, and where none was asked for)
 */
export async function confirmEmail(ctx: Context, code: string): Promise<SignUpReceived> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const refusal = await withOrganization(ctx, async (tx) => {
    const row = await lockLatest(ctx, tx, memberId);
    const now = ctx.clock.now();
    const refused = row ? refusalOf(row, now) : new DomainError("code_expired");
    if (!row || refused) return refused;
    const ofRow = ofChange(ctx, row.emailChangeId);
    if (!isSameCode(codeOf(ctx, row.emailChangeId, row), code)) {
      await tx
        .update(emailChanges)
        .set({ codeAttempts: sql`${emailChanges.codeAttempts} + 1` })
        .where(ofRow);
      return new DomainError("code_invalid");
    }
    const done = await tx
      .update(emailChanges)
      .set({ doneAt: now.toISOString() })
      .where(and(ofRow, isNull(emailChanges.doneAt)))
      .returning({ emailChangeId: emailChanges.emailChangeId });
    const { organizationId } = ctx;
    for (const { emailChangeId } of done)
      await ctx.queue.send(tx, "email-changes.settle", { organizationId, emailChangeId });
    return null;
  });
  if (refusal) throw refusal;
  return received;
}

export const ofChange = (ctx: Context, emailChangeId: string) =>
  and(eq(emailChanges.organizationId, ctx.organizationId), eq(emailChanges.emailChangeId, emailChangeId));

/** The one that counts: whoever asks for another address no longer wants the one before. */
async function lockLatest(ctx: Context, tx: Transaction, memberId: string): Promise<EmailChangeRow | null> {
  const [row] = await tx
    .select()
    .from(emailChanges)
    .where(and(eq(emailChanges.organizationId, ctx.organizationId), eq(emailChanges.memberId, memberId)))
    .orderBy(desc(emailChanges.createdAt), desc(emailChanges.emailChangeId))
    .limit(1)
    .for("update");
  return row ?? null;
}
