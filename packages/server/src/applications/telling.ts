import type { MailKind } from "../delivery/mails.table.ts";
import { postMail } from "../delivery/outbox.ts";
import { findMemberInForce } from "../membership/members.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import type { ApplicationRow } from "./applications.table.ts";
import { isNews } from "./stages.rules.ts";

const dayMs = 24 * 3_600_000;

/** Where an applicant is written to: at the address they proved, and not at one that they only typed, where there is one. */
export const addressOf = (member: { email: string | null }, application: ApplicationRow): string =>
  member.email ?? application.email;

/** The applicant that it arrived; HR that there is something to read. */
export async function tellOfArrival(
  ctx: Context,
  tx: Transaction,
  application: ApplicationRow,
  member: { email: string | null; locale: "ja" | "en" },
): Promise<void> {
  const { applicationId } = application;
  const to = addressOf(member, application);
  await postMail(ctx, tx, { kind: "application_received", subjectId: applicationId, locale: member.locale, to });
  await tellHr(ctx, tx, applicationId, "application_arrived");
}

export const tellOfWithdrawal = (ctx: Context, tx: Transaction, { applicationId }: ApplicationRow): Promise<void> =>
  tellHr(ctx, tx, applicationId, "application_withdrawn");

export const tellOfStop = (ctx: Context, tx: Transaction, { applicationId }: ApplicationRow): Promise<void> =>
  tellHr(ctx, tx, applicationId, "application_stopped");

/**
 * That there is news, at most once a day: what comes sooner waits, and is one mail however much it is.
 * @returns when the applicant was or will be told last
 */
export async function tellOfStage(
  ctx: Context,
  tx: Transaction,
  application: ApplicationRow,
  stage: ApplicationRow["stage"],
): Promise<string | null> {
  const { applicationId, memberId, stageToldAt } = application;
  const now = ctx.clock.now();
  const last = stageToldAt === null ? null : new Date(stageToldAt);
  if (!isNews(stage) || (last !== null && last > now)) return stageToldAt;
  const member = await findMemberInForce(ctx, tx, memberId);
  if (!member) return stageToldAt;
  const next = last === null ? now : new Date(Math.max(now.getTime(), last.getTime() + dayMs));
  await postMail(ctx, tx, {
    kind: "application_moved",
    subjectId: applicationId,
    locale: member.locale,
    to: addressOf(member, application),
    ...(next > now && { after: next }),
  });
  return next.toISOString();
}

async function tellHr(ctx: Context, tx: Transaction, subjectId: string, kind: MailKind): Promise<void> {
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  if (organization.contactEmail !== null)
    await postMail(ctx, tx, { kind, subjectId, locale: "ja", to: organization.contactEmail });
}
