import { write } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { listMemberNames } from "../membership/member-names.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { findShare } from "./interest-shares.ts";

/** To the colleague whom a member trusts: who it is, and what they wrote. */
export const composeInterestTold: ComposeMail = async (ctx, tx, { subjectId, locale }) => {
  const found = await findShare(ctx, tx, subjectId);
  const email = found?.share.colleagueEmail;
  if (!found || !email) return null;
  const { share, title } = found;
  const member = (await listMemberNames(ctx, tx, [share.memberId])).get(share.memberId);
  if (!member) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  const to = { email, locale };
  const name = `${member.name.family} ${member.name.given}`;
  const said = share.message === "" ? [] : ["", ...share.message.split(/\r?\n/).map((line) => `> ${line}`)];
  return locale === "ja"
    ? write(organization, to, `【${organization.name}】${name}さんから、求人への関心が届きました`, [
        `以前ご一緒に働いていた${name}さんが、「${title}」に関心をお持ちです。`,
        "あなたにだけ伝えたいとのことで、人事にはまだ知らせていません。",
        ...said,
        "",
        "よろしければ、ご本人に直接お声がけください。",
      ])
    : write(organization, to, `${name} is interested in a job at ${organization.name}`, [
        `${name}, who used to work with you, is interested in "${title}".`,
        "They wanted you alone to know. HR has not been told.",
        ...said,
        "",
        "If you like, please get in touch with them yourself.",
      ]);
};

/** To HR's address: that there is something to read. Whom it is about stands in the console alone. */
export const composeInterestReceived: ComposeMail = async (ctx, tx, { subjectId }) => {
  const found = await findShare(ctx, tx, subjectId);
  if (!found) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  if (organization.contactEmail === null) return null;
  const to = { email: organization.contactEmail, locale: "ja" as const };
  return write(organization, to, `【${organization.name}】アルムナイから、求人への関心が届きました`, [
    `「${found.title}」に、関心を伝えた方がいます。`,
    "どなたかは、人事のコンソールでご覧ください。",
  ]);
};
