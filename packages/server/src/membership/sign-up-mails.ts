import { and, eq } from "drizzle-orm";
import { codeMail, decisionMail, questionMail, type Recipient } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { addressReplacedMail, signInUrlOf } from "../delivery/way-in-mails.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { codeEnd } from "./codes.rules.ts";
import { codeOf } from "./codes.ts";
import { type SignUpRow, signUps } from "./sign-ups.table.ts";
import { ofSignUp } from "./sign-ups.ts";

/** From now on the code is good for as long as the mail says. */
export const composeSignUpCode = async (
  ctx: Context,
  tx: Transaction,
  mail: Pick<Parameters<ComposeMail>[2], "subjectId" | "reference">,
): ReturnType<ComposeMail> => {
  const codeNumber = Number(mail.reference);
  const [row] = await tx
    .update(signUps)
    .set({ codeExpiresAt: codeEnd(ctx.clock.now()) })
    .where(and(ofSignUp(ctx, mail.subjectId), eq(signUps.status, "code_sent"), eq(signUps.codeNumber, codeNumber)))
    .returning();
  if (!row) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  const { email, locale } = row;
  return codeMail(organization, { email, locale }, codeOf(ctx, row.signUpId, row), "sign_up");
};

export const composeDecision =
  (publicUrl: string): ComposeMail =>
  async (ctx, tx, mail) => {
    const row = await find(ctx, tx, mail.subjectId);
    // What was decided since is told by a mail of its own.
    if (!row || row.status !== mail.reference) return null;
    if (row.status !== "in_review" && row.status !== "approved" && row.status !== "declined") return null;
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    return decisionMail(organization, recipient(row), row.status, signInUrlOf(organization, publicUrl, row.locale));
  };

export const composeQuestion: ComposeMail = async (ctx, tx, mail) => {
  const row = await find(ctx, tx, mail.subjectId);
  if (row?.status !== "asked" || row.question === null) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  return questionMail(organization, recipient(row), row.question);
};

export const composeSignUpAddressReplaced: ComposeMail = async (ctx, tx, mail) => {
  const row = await find(ctx, tx, mail.subjectId);
  if (!row || row.replacedEmail === null) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  return addressReplacedMail(organization, { email: row.replacedEmail, locale: mail.locale });
};

const recipient = ({ email, locale, familyName, givenName }: SignUpRow): Recipient => ({
  email,
  locale,
  name: { family: familyName, given: givenName },
});

async function find(ctx: Context, tx: Transaction, signUpId: string): Promise<SignUpRow | undefined> {
  const [row] = await tx.select().from(signUps).where(ofSignUp(ctx, signUpId));
  return row;
}
