import { and, eq } from "drizzle-orm";
import { type ComposeMail, hashAddress } from "../delivery/outbox.ts";
import { invitationMail, invitationUrlOf, noInvitationMail, signUpUrlOf } from "../delivery/way-in-mails.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { findWholePersonId } from "../registry/people.ts";
import { listEmails } from "../registry/person-contacts.ts";
import { tokenOf } from "./invitation-tokens.ts";
import { invitationRequests, invitations } from "./invitations.table.ts";

const dayMs = 86_400_000;

/** To the address it was made for, as long as the registry has that and the invitation is in force. */
export const composeInvitation =
  (publicUrl: string): ComposeMail =>
  async (ctx, tx, mail) => {
    const [row] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.invitationId, mail.subjectId)));
    const leftMs = row ? new Date(row.expiresAt).getTime() - ctx.clock.now().getTime() : 0;
    if (!row || row.usedAt !== null || row.revokedAt !== null || leftMs <= 0) return null;
    const personId = await findWholePersonId(ctx, tx, row.personId);
    if (personId === null) return null;
    const emails = (await listEmails(ctx, tx, [personId])).get(personId) ?? [];
    const email = emails.find((one) => row.addressHash?.equals(hashAddress(ctx, one)));
    if (email === undefined) return null;
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    const url = invitationUrlOf(organization, publicUrl, mail.locale, tokenOf(ctx, row.invitationId));
    return invitationMail(organization, { email, locale: mail.locale }, url, Math.ceil(leftMs / dayMs));
  };

export const composeNoInvitation =
  (publicUrl: string): ComposeMail =>
  async (ctx, tx, mail) => {
    const [row] = await tx
      .select()
      .from(invitationRequests)
      .where(
        and(
          eq(invitationRequests.organizationId, ctx.organizationId),
          eq(invitationRequests.invitationRequestId, mail.subjectId),
        ),
      );
    if (!row) return null;
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    return noInvitationMail(organization, row, signUpUrlOf(organization, publicUrl, row.locale));
  };
