import type { InvitationRequest } from "@okaeri/sdk/contract/invitations";
import type { SignUpReceived } from "@okaeri/sdk/contract/sign-ups";
import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { hashAddress, postMail } from "../delivery/outbox.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { emailKey } from "../registry/folding.rules.ts";
import { findPeopleByEmail } from "../registry/person-contacts.ts";
import { statesOf } from "../registry/person-state.ts";
import { invitationRequests, invitations } from "./invitations.table.ts";
import { addInvitation, mayAskForInvitation } from "./inviting.ts";
import { isMember } from "./members.ts";
import { received } from "./sign-ups.ts";

const keptMs = 24 * 3_600_000;

/** "Send me my invitation." Only writes: who it is, if anybody, is looked up in the background and told by mail. */
export async function requestInvitation(ctx: Context, request: InvitationRequest): Promise<SignUpReceived> {
  requireActor(ctx, "visitor");
  const now = ctx.clock.now();
  const invitationRequestId = newUuid(now);
  return withOrganization(ctx, async (tx) => {
    const { organizationId } = ctx;
    const tooOld = new Date(now.getTime() - keptMs).toISOString();
    await tx
      .delete(invitationRequests)
      .where(and(eq(invitationRequests.organizationId, organizationId), lt(invitationRequests.createdAt, tooOld)));
    await tx.insert(invitationRequests).values({
      organizationId,
      invitationRequestId,
      email: request.email,
      emailKey: emailKey(request.email),
      locale: request.locale,
      createdAt: now.toISOString(),
    });
    await ctx.queue.send(tx, "invitations.answer", { organizationId, requestId: invitationRequestId });
    return received;
  });
}

/** An invitation where exactly one person has the address and may be invited; else as many words to say that not. */
export async function answerInvitationRequest(ctx: Context, invitationRequestId: string): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    const [request] = await tx
      .select()
      .from(invitationRequests)
      .where(
        and(
          eq(invitationRequests.organizationId, ctx.organizationId),
          eq(invitationRequests.invitationRequestId, invitationRequestId),
        ),
      )
      .for("update");
    if (!request) return;
    const { locale, email } = request;
    const invitationId = await findOrMake(ctx, tx, request);
    await postMail(ctx, tx, {
      kind: invitationId === null ? "invitation_unknown" : "invitation_asked_for",
      subjectId: invitationId ?? invitationRequestId,
      locale,
      to: email,
    });
  });
}

/** One that was mailed there and is in force is mailed again: asking must not end what is on its way. */
async function findOrMake(
  ctx: Context,
  tx: Transaction,
  { email, emailKey: key, locale }: typeof invitationRequests.$inferSelect,
): Promise<string | null> {
  const [personId, another] = await findPeopleByEmail(ctx, tx, key);
  if (personId === undefined || another !== undefined || (await isMember(ctx, tx, personId))) return null;
  if (!mayAskForInvitation((await statesOf(ctx, tx, [personId])).get(personId))) return null;
  const addressHash = hashAddress(ctx, email);
  const [open] = await tx
    .select({ invitationId: invitations.invitationId })
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.personId, personId),
        eq(invitations.addressHash, addressHash),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.clock.now().toISOString()),
      ),
    )
    .limit(1);
  return open?.invitationId ?? (await addInvitation(ctx, tx, { personId, email, locale })).invitationId;
}
