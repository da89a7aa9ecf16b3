import type { Organization } from "@okaeri/sdk/contract/organizations";
import { type Recipient, type Words, write } from "./mails.ts";

/** Where somebody joins: the organization's own page, or the one that Okaeri hosts. */
export const signUpUrlOf = ({ signUpUrl, slug }: Organization, publicUrl: string, locale: "ja" | "en"): string =>
  signUpUrl ?? `${publicUrl}/embed/${slug}/hosted.html?widget=sign-up&lang=${locale}`;

/** Where a member signs in; an organization with a page of its own has both behind one address. */
export const signInUrlOf = ({ signUpUrl, slug }: Organization, publicUrl: string, locale: "ja" | "en"): string =>
  signUpUrl ?? `${publicUrl}/embed/${slug}/hosted.html?widget=account&lang=${locale}`;

/** The token stands in the fragment, which no server and no log ever sees. */
export const invitationUrlOf = (organization: Organization, publicUrl: string, locale: "ja" | "en", token: string) =>
  `${signUpUrlOf(organization, publicUrl, locale).replace(/#.*$/, "")}#invitation=${token}`;

/** `days`: how long it is good. */
export const invitationMail = (organization: Organization, to: Recipient, url: string, days: number): Words =>
  to.locale === "ja"
    ? write(organization, to, `【${organization.name}】${organization.peopleTerm.ja}へのご招待`, [
        `${organization.name}から、${organization.peopleTerm.ja}の登録のご案内です。`,
        "次のリンクからお申し込みいただくと、社員番号や生年月日の入力なしで登録できます。",
        "",
        `    ${url}`,
        "",
        `リンクは${days}日間有効で、一度だけ使えます。ほかの方には転送しないでください。`,
        "登録は任意です。ご不要でしたら、このメールは破棄してください。",
      ])
    : write(organization, to, `${organization.name} invites you to its ${organization.peopleTerm.en}`, [
        `${organization.name} would like to stay in touch with you.`,
        "With this link you can join without giving an employee number or date of birth:",
        "",
        `    ${url}`,
        "",
        `It is good for ${days} days and works once. Please don't pass it on.`,
        "Joining is up to you. If you would rather not, simply ignore this mail.",
      ]);

/** To whoever asked for an invitation and can't be sent one: as many mails as to the others. */
export const noInvitationMail = (organization: Organization, to: Recipient, url: string): Words =>
  to.locale === "ja"
    ? write(organization, to, `【${organization.name}】招待のご依頼について`, [
        "このメールアドレスでは、お送りできる招待が見つかりませんでした。",
        "在籍していたときと別のアドレスをお使いの場合や、すでに登録がお済みの場合があります。次のページから、そのままお申し込みやサインインができます。",
        "",
        `    ${url}`,
        "",
        "お心当たりがない場合は、このメールを破棄してください。",
      ])
    : write(organization, to, `About the invitation you asked ${organization.name} for`, [
        "We could not match this mail address to an invitation that we could send.",
        "We may know you by another address, or you may have joined already. You can join or sign in here all the same:",
        "",
        `    ${url}`,
        "",
        "If this wasn't you, please ignore this mail.",
      ]);

/** To whoever asked for a code to sign in with and is nobody's address here. */
export const noMemberMail = (organization: Organization, to: Recipient, url: string): Words =>
  to.locale === "ja"
    ? write(organization, to, `【${organization.name}】サインインについて`, [
        `${organization.name}のアルムナイのページへのサインインを受け付けましたが、このメールアドレスの登録は見つかりませんでした。`,
        "別のアドレスでご登録の場合は、そのアドレスでお試しください。以前のアドレスが使えないときは、もう一度お申し込みいただくと担当者が確認します。",
        "",
        `    ${url}`,
        "",
        "お心当たりがない場合は、このメールを破棄してください。",
      ])
    : write(organization, to, `About signing in at ${organization.name}`, [
        `Somebody, we hope you, is signing in to the alumni pages of ${organization.name}, but we could not match this mail address to a member.`,
        "If you joined with another address, please try that one. If you can't read mail there any more, sign up once more, and somebody will look at it.",
        "",
        `    ${url}`,
        "",
        "If this wasn't you, please ignore this mail.",
      ]);

/** To the address that was in use until now. */
export const addressReplacedMail = (organization: Organization, to: Recipient): Words =>
  to.locale === "ja"
    ? write(organization, to, `【${organization.name}】メールアドレスが変更されました`, [
        `${organization.name}のアルムナイ登録のメールアドレスが、別のアドレスに変更されました。このアドレスではサインインできなくなります。`,
        "ご本人による変更でしたら、していただくことはありません。",
        organization.contactEmail === null
          ? "お心当たりがない場合は、すぐに人事の担当者にご連絡ください。"
          : "お心当たりがない場合は、このメールにそのままご返信ください。",
      ])
    : write(organization, to, `Your mail address at ${organization.name} was changed`, [
        `Your registration with the alumni of ${organization.name} now uses another mail address. This one can't be used to sign in any more.`,
        "If it was you, there is nothing to do.",
        organization.contactEmail === null
          ? "If it wasn't, please tell the HR team at once."
          : "If it wasn't, please answer this mail at once.",
      ]);
