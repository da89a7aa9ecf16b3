import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { Mail } from "../platform/mail.ts";

export type Words = Omit<Mail, "id">;

export interface Recipient {
  email: string;
  locale: "ja" | "en";
  /** Of who proved to be behind the address; left out where a stranger may have typed it. */
  name?: { family: string; given: string };
}

const greet = ({ locale, name }: Recipient): string[] => {
  if (!name) return [];
  return [locale === "ja" ? `${name.family} ${name.given} 様` : `Dear ${name.given} ${name.family},`, ""];
};

export const write = (organization: Organization, to: Recipient, subject: string, lines: string[]): Words => ({
  to: to.email,
  replyTo: organization.contactEmail,
  subject,
  text: `${[...greet(to), ...lines].join("\n")}\n`,
});

/** What a code is asked for. */
export type CodePurpose = "sign_up" | "sign_in" | "email_change";

const codeTexts: Record<"ja" | "en", Record<CodePurpose, (name: string) => { first: string; where: string }>> = {
  ja: {
    sign_up: (name) => ({
      first: `${name}のアルムナイ登録にお申し込みいただき、ありがとうございます。`,
      where: "登録画面に、次の確認コードを入力してください。",
    }),
    sign_in: (name) => ({
      first: `${name}のアルムナイのページへのサインインを受け付けました。`,
      where: "サインインの画面に、次の確認コードを入力してください。",
    }),
    email_change: (name) => ({
      first: `${name}のアルムナイ登録で、このアドレスへの変更を受け付けました。`,
      where: "アカウントの画面に、次の確認コードを入力してください。",
    }),
  },
  en: {
    sign_up: (name) => ({
      first: `Thank you for asking to join the alumni of ${name}.`,
      where: "Please enter this code where you signed up:",
    }),
    sign_in: (name) => ({
      first: `Somebody, we hope you, is signing in to the alumni pages of ${name}.`,
      where: "Please enter this code there:",
    }),
    email_change: (name) => ({
      first: `Your registration with the alumni of ${name} is to use this address from now on.`,
      where: "Please enter this code on your account page:",
    }),
  },
};

/** The six-digit code. The mail says the same to everybody. */
export function codeMail(organization: Organization, to: Recipient, code: string, purpose: CodePurpose): Words {
  const { name } = organization;
  const { first, where } = codeTexts[to.locale][purpose](name);
  return to.locale === "ja"
    ? write(organization, to, `【${name}】確認コード ${code}`, [
        first,
        where,
        "",
        `    ${code}`,
        "",
        "コードは10分間有効です。",
        "お心当たりがない場合は、このメールを破棄してください。何も変わりません。",
      ])
    : write(organization, to, `${code} is your code for ${name}`, [
        first,
        where,
        "",
        `    ${code}`,
        "",
        "It is good for ten minutes.",
        "If this wasn't you, please ignore this mail. Nothing will change.",
      ]);
}

type Decision = "in_review" | "approved" | "declined";

const decisionTexts: Record<
  "ja" | "en",
  Record<Decision, (organization: Organization, url: string) => { subject: string; lines: string[] }>
> = {
  ja: {
    approved: ({ name, peopleTerm }, url) => ({
      subject: `【${name}】おかえりなさい`,
      lines: [
        `${name}の${peopleTerm.ja}として、登録が完了しました。またつながれたことを、うれしく思います。`,
        "次からは、このメールアドレスだけでサインインできます。パスワードはありません。",
        "",
        `    ${url}`,
        "",
        "登録は再入社をお約束するものではありません。求人への関心は、ご本人が伝えるまで人事には共有されません。",
      ],
    }),
    in_review: ({ name }) => ({
      subject: `【${name}】お申し込みを確認しています`,
      lines: [
        "メールアドレスの確認が終わりました。",
        "いただいた内容だけでは在籍を確認できなかったため、担当者がお申し込みの内容を確認しています。",
        "結果はこのアドレスにお知らせします。お待ちいただくあいだ、していただくことはありません。",
      ],
    }),
    declined: ({ name }) => ({
      subject: `【${name}】お申し込みについて`,
      lines: [
        "いただいた内容では、在籍を確認できませんでした。",
        "お名前の表記や社員番号が在籍時と異なる場合は、お手数ですがもう一度お申し込みください。",
      ],
    }),
  },
  en: {
    approved: ({ name, peopleTerm }, url) => ({
      subject: `Welcome back to ${name}`,
      lines: [
        `You are now registered among the ${peopleTerm.en} of ${name}. It is good to be in touch again.`,
        "From now on this mail address is all you need to sign in. There is no password.",
        "",
        `    ${url}`,
        "",
        "Registration is no promise of rehire. HR learns of your interest in a job only when you share it.",
      ],
    }),
    in_review: ({ name }) => ({
      subject: `We are looking at your request to join ${name}`,
      lines: [
        "Your mail address is confirmed.",
        "From what you sent alone we could not match you to our records, so somebody is looking at your request now.",
        "You will hear from us at this address. There is nothing you need to do until then.",
      ],
    }),
    declined: ({ name }) => ({
      subject: `About your request to join ${name}`,
      lines: [
        "From what you sent we could not confirm that you worked with us.",
        "If your name or employee number was written differently at the time, please apply once more.",
      ],
    }),
  },
};

/** Where an applicant stands. `url`: where to sign in. */
export function decisionMail(organization: Organization, to: Recipient, decision: Decision, url: string): Words {
  const { subject, lines } = decisionTexts[to.locale][decision](organization, url);
  return write(organization, to, subject, lines);
}

/** HR's own words; the answer goes to the organization. */
export const questionMail = (organization: Organization, to: Recipient, question: string): Words =>
  to.locale === "ja"
    ? write(organization, to, `【${organization.name}】お申し込みについてお伺いします`, [
        "お申し込みありがとうございます。確認のため、担当者から次のことをお伺いします。",
        "",
        question,
        "",
        "このメールにそのままご返信ください。",
      ])
    : write(organization, to, `A question about your request to join ${organization.name}`, [
        "Thank you for your request. To be sure, we would like to ask you this:",
        "",
        question,
        "",
        "Please simply answer this mail.",
      ]);
