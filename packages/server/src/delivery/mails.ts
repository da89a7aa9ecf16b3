import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { Mail } from "../platform/mail.ts";

export interface Recipient {
  email: string;
  locale: "ja" | "en";
  familyName: string;
  givenName: string;
}

type Decision = "in_review" | "approved" | "declined";

const greet = ({ locale, familyName, givenName }: Recipient): string =>
  locale === "ja" ? `${familyName} ${givenName} 様` : `Dear ${givenName} ${familyName},`;

const toMail = (recipient: Recipient, subject: string, lines: string[]): Mail => ({
  to: recipient.email,
  subject,
  text: `${[greet(recipient), "", ...lines].join("\n")}\n`,
});

/** The six-digit code. The mail says the same to everybody. */
export const codeMail = ({ name }: Organization, to: Recipient, code: string): Mail =>
  to.locale === "ja"
    ? toMail(to, `【${name}】確認コード ${code}`, [
        `${name}のアルムナイ登録にお申し込みいただき、ありがとうございます。`,
        "登録画面に、次の確認コードを入力してください。",
        "",
        `    ${code}`,
        "",
        "コードは10分間有効です。",
        "お心当たりがない場合は、このメールを破棄してください。何も登録されません。",
      ])
    : toMail(to, `${code} is your code for ${name}`, [
        `Thank you for asking to join the alumni of ${name}.`,
        "Please enter this code where you signed up:",
        "",
        `    ${code}`,
        "",
        "It is good for ten minutes.",
        "If this wasn't you, please ignore this mail. Nothing will be registered.",
      ]);

const decisionTexts: Record<
  "ja" | "en",
  Record<Decision, (organization: Organization) => { subject: string; lines: string[] }>
> = {
  ja: {
    approved: ({ name, peopleTerm }) => ({
      subject: `【${name}】おかえりなさい`,
      lines: [
        `${name}の${peopleTerm.ja}として、登録が完了しました。またつながれたことを、うれしく思います。`,
        "登録は再入社をお約束するものではありません。求人への関心は、ご本人が伝えるまで人事には共有されません。",
      ],
    }),
    in_review: ({ name }) => ({
      subject: `【${name}】お申し込みを確認しています`,
      lines: [
        "メールアドレスの確認が終わりました。ただいま担当者がお申し込みの内容を確認しています。",
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
    approved: ({ name, peopleTerm }) => ({
      subject: `Welcome back to ${name}`,
      lines: [
        `You are now registered among the ${peopleTerm.en} of ${name}. It is good to be in touch again.`,
        "Registration is no promise of rehire. HR learns of your interest in a job only when you share it.",
      ],
    }),
    in_review: ({ name }) => ({
      subject: `We are looking at your request to join ${name}`,
      lines: [
        "Your mail address is confirmed, and somebody is looking at your request now.",
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

/** Where an applicant stands. */
export function decisionMail(organization: Organization, to: Recipient, decision: Decision): Mail {
  const { subject, lines } = decisionTexts[to.locale][decision](organization);
  return toMail(to, subject, lines);
}
