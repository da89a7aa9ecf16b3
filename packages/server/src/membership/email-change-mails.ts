import { and, eq, isNull } from "drizzle-orm";
import { codeMail } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { addressReplacedMail } from "../delivery/way-in-mails.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { codeEnd } from "./codes.rules.ts";
import { codeOf } from "./codes.ts";
import { emailChanges } from "./email-changes.table.ts";
import { ofChange } from "./email-changes.ts";

export const composeEmailChangeCode: ComposeMail = async (ctx, tx, mail) => {
  const [row] = await tx
    .update(emailChanges)
    .set({ codeExpiresAt: codeEnd(ctx.clock.now()) })
    .where(
      and(
        ofChange(ctx, mail.subjectId),
        isNull(emailChanges.doneAt),
        eq(emailChanges.codeNumber, Number(mail.reference)),
      ),
    )
    .returning();
  if (!row) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  const { email, locale } = row;
  return codeMail(organization, { email, locale }, codeOf(ctx, row.emailChangeId, row), "email_change");
};

export const composeAddressReplaced: ComposeMail = async (ctx, tx, mail) => {
  const [row] = await tx.select().from(emailChanges).where(ofChange(ctx, mail.subjectId));
  if (!row || row.replacedEmail === null) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  return addressReplacedMail(organization, { email: row.replacedEmail, locale: mail.locale });
};
