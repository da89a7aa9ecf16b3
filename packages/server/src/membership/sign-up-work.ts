import { randomInt } from "node:crypto";
import { and, eq, gt, sql, sum } from "drizzle-orm";
import { codeMail, decisionMail } from "../delivery/mails.ts";
import { getOrganization, touchPublic } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import type { Mailer } from "../platform/mail.ts";
import { findFormerEmployee } from "../registry/evidence.ts";
import { advancePerson } from "../registry/person-state.ts";
import { admitMember, isMember } from "./members.ts";
import { signUps } from "./sign-ups.table.ts";
import { codeLifetimeSeconds, findSignUp, hashCode, ofSignUp } from "./sign-ups.ts";

const maxCodesPerHour = 3;
// With five tries each, what one sign-up can guess has an end.
const maxCodesPerSignUp = 6;

/**
 * Makes a code and mails it. The code itself is never stored; a repeated run makes a new one, and only the last counts.
 * More than three an hour to one address are not sent, silently.
 */
export async function sendCode(ctx: Context, mailer: Mailer, signUpId: string): Promise<void> {
  const { organization } = await getOrganization(ctx);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const now = ctx.clock.now();
  const mail = await withOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, toTypeId("signup", signUpId), "for update");
    if (row.status !== "code_sent") return null;
    const [recent] = await tx
      .select({ codes: sum(signUps.codesSent).mapWith(Number) })
      .from(signUps)
      .where(
        and(
          eq(signUps.organizationId, ctx.organizationId),
          eq(signUps.emailKey, row.emailKey),
          gt(signUps.lastCodeSentAt, new Date(now.getTime() - 3_600_000).toISOString()),
        ),
      );
    if ((recent?.codes ?? 0) >= maxCodesPerHour || row.codesSent >= maxCodesPerSignUp) return null;
    await tx
      .update(signUps)
      .set({
        codeHash: hashCode(signUpId, code),
        codeExpiresAt: new Date(now.getTime() + codeLifetimeSeconds * 1000).toISOString(),
        codeAttempts: 0,
      })
      .where(ofSignUp(ctx, signUpId));
    return codeMail(organization, row, code);
  });
  if (!mail) return;
  await mailer.send(mail);
  // Counted once it is out: a mail server that is down must not use the tries up.
  await withOrganization(ctx, (tx) =>
    tx
      .update(signUps)
      .set({ codesSent: sql`${signUps.codesSent} + 1`, lastCodeSentAt: now.toISOString() })
      .where(ofSignUp(ctx, signUpId)),
  );
}

/** Compares a proved sign-up with the registry: who stands there comes in, everybody else goes to HR. */
export async function matchSignUp(ctx: Context, signUpId: string): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    const row = await findSignUp(ctx, tx, toTypeId("signup", signUpId), "for update");
    if (row.status !== "matching") return;
    const found = await findFormerEmployee(ctx, tx, row);
    // Somebody who is in already does not come in again by what a former colleague may know as well: HR looks.
    const certain = found?.certain === true && !(await isMember(ctx, tx, found.evidence.personId));
    const [matched] = await tx
      .update(signUps)
      .set(
        certain
          ? { ...found?.evidence, status: "approved", decidedAt: ctx.clock.now().toISOString(), decidedBy: "registry" }
          : { ...found?.evidence, status: "in_review" },
      )
      .where(ofSignUp(ctx, signUpId))
      .returning();
    if (matched?.status === "in_review" && matched.personId !== null)
      await advancePerson(ctx, tx, matched.personId, "pending", "signed_up");
    if (matched?.status === "approved") {
      await admitMember(ctx, tx, matched);
      await touchPublic(ctx, tx);
    }
    await ctx.queue.send(tx, "sign-ups.send-decision", { organizationId: ctx.organizationId, signUpId });
  });
}

/** Tells the applicant where they stand: welcome, being looked at, or declined. */
export async function sendDecision(ctx: Context, mailer: Mailer, signUpId: string): Promise<void> {
  const { organization } = await getOrganization(ctx);
  const row = await withOrganization(ctx, (tx) => findSignUp(ctx, tx, toTypeId("signup", signUpId)));
  if (row.status === "in_review" || row.status === "approved" || row.status === "declined")
    await mailer.send(decisionMail(organization, row, row.status));
}
