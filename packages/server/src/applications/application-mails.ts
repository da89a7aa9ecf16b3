import type { Organization } from "@okaeri/sdk/contract/organizations";
import { and, eq } from "drizzle-orm";
import { write } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { signInUrlOf } from "../delivery/way-in-mails.ts";
import { findMemberInForce } from "../membership/members.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { type ApplicationRow, applications } from "./applications.table.ts";
import { isNews } from "./stages.rules.ts";
import { addressOf } from "./telling.ts";

interface Said {
  subject: string;
  lines: string[];
}

/** `url`: where the applicant signs in. */
type Words = Record<"ja" | "en", (organization: Organization, application: ApplicationRow, url: string) => Said>;

const received: Words = {
  ja: ({ name }, { jobTitle }, url) => ({
    subject: `【${name}】ご応募を受け取りました`,
    lines: [
      `「${jobTitle}」へのご応募、ありがとうございます。たしかに受け取りました。`,
      "担当者が拝見して、ご連絡します。",
      "",
      "いまの状況は、マイページでいつでもご覧になれます。取り下げも、理由なしにそこからできます。",
      "",
      `    ${url}`,
    ],
  }),
  en: ({ name }, { jobTitle }, url) => ({
    subject: `We received your application to ${name}`,
    lines: [
      `Thank you for applying for "${jobTitle}". Your application has arrived.`,
      "Somebody will read it and get in touch with you.",
      "",
      "You can see how it stands on your account page at any time, and withdraw it there without giving a reason:",
      "",
      `    ${url}`,
    ],
  }),
};

/** What it is, the house says itself: not a mail that anybody may look at in passing. */
const moved: Words = {
  ja: ({ name }, { jobTitle }, url) => ({
    subject: `【${name}】ご応募の状況が変わりました`,
    lines: [
      `「${jobTitle}」へのご応募に、動きがありました。`,
      "マイページでご覧ください。担当者からも、あらためてご連絡します。",
      "",
      `    ${url}`,
    ],
  }),
  en: ({ name }, { jobTitle }, url) => ({
    subject: `News about your application to ${name}`,
    lines: [
      `There is news about your application for "${jobTitle}".`,
      "Please have a look at your account page. Somebody will get in touch with you as well.",
      "",
      `    ${url}`,
    ],
  }),
};

export const composeApplicationReceived =
  (publicUrl: string): ComposeMail =>
  (ctx, tx, mail) =>
    composeForApplicant(ctx, tx, mail, publicUrl, received, () => true);

export const composeApplicationMoved =
  (publicUrl: string): ComposeMail =>
  (ctx, tx, mail) =>
    composeForApplicant(ctx, tx, mail, publicUrl, moved, ({ stage }) => isNews(stage));

async function composeForApplicant(
  ctx: Context,
  tx: Transaction,
  { subjectId, locale }: Parameters<ComposeMail>[2],
  publicUrl: string,
  words: Words,
  isTrue: (application: ApplicationRow) => boolean,
): ReturnType<ComposeMail> {
  const application = await find(ctx, tx, subjectId);
  if (!application || application.stage === "withdrawn" || !isTrue(application)) return null;
  const member = await findMemberInForce(ctx, tx, application.memberId);
  if (!member) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  const { familyName: family, givenName: given } = application;
  const email = addressOf(member, application);
  const { subject, lines } = words[locale](organization, application, signInUrlOf(organization, publicUrl, locale));
  return write(organization, { email, locale, name: { family, given } }, subject, lines);
}

/** To HR's address: that there is something to look at. Who it is stands in the console alone. */
export const composeApplicationArrived: ComposeMail = (ctx, tx, mail) =>
  composeForHr(ctx, tx, mail, ({ jobTitle, stage }) =>
    stage === "withdrawn" ? null : { subject: "応募が届きました", lines: [`「${jobTitle}」に応募がありました。`] },
  );

export const composeApplicationWithdrawn: ComposeMail = (ctx, tx, mail) =>
  composeForHr(ctx, tx, mail, ({ jobTitle }) => ({
    subject: "応募が取り下げられました",
    lines: [`「${jobTitle}」への応募が取り下げられました。お送りいただいた内容は、ここではもうご覧になれません。`],
  }));

export const composeApplicationStopped: ComposeMail = (ctx, tx, mail) =>
  composeForHr(ctx, tx, mail, ({ jobTitle, handOverState }) =>
    handOverState !== "stopped"
      ? null
      : {
          subject: "応募を採用管理システムに渡せていません",
          lines: [
            `「${jobTitle}」への応募を、採用管理システムが受け取りませんでした。応募の内容は、ここに残っています。`,
            "理由をご確認のうえ、もう一度お渡しください。",
          ],
        },
  );

async function composeForHr(
  ctx: Context,
  tx: Transaction,
  { subjectId }: Parameters<ComposeMail>[2],
  say: (application: ApplicationRow) => Said | null,
): ReturnType<ComposeMail> {
  const application = await find(ctx, tx, subjectId);
  const said = application && say(application);
  if (!said) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  if (organization.contactEmail === null) return null;
  const to = { email: organization.contactEmail, locale: "ja" as const };
  const lines = [...said.lines, "くわしくは、人事のコンソールでご覧ください。"];
  return write(organization, to, `【${organization.name}】${said.subject}`, lines);
}

async function find(ctx: Context, tx: Transaction, applicationId: string): Promise<ApplicationRow | null> {
  const [row] = await tx
    .select()
    .from(applications)
    .where(and(eq(applications.organizationId, ctx.organizationId), eq(applications.applicationId, applicationId)));
  return row ?? null;
}
