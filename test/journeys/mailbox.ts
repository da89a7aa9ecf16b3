import { expect } from "vitest";
import { baseUrl } from "./browser.ts";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The newest mail to this address that says this in its subject, and that in its text. */
export async function mailTo(address: string, saying: RegExp, that = /./): Promise<Mail> {
  const find = async (): Promise<Mail | undefined> => {
    const answer = await fetch(`${baseUrl}/dev/mailbox`, { headers: { accept: "application/json" } });
    const mails: Mail[] = await answer.json();
    return mails.find((mail) => mail.to === address && saying.test(mail.subject) && that.test(mail.text));
  };
  await expect.poll(find, { timeout: 15_000, message: `a mail to ${address} saying ${saying}` }).toBeDefined();
  const mail = await find();
  if (!mail) throw new Error("The mail is gone");
  return mail;
}

export async function codeFor(address: string, purpose: "登録画面" | "サインインの画面" = "登録画面"): Promise<string> {
  const { text } = await mailTo(address, /確認コード/, new RegExp(purpose));
  const code = /\b\d{6}\b/.exec(text)?.[0];
  if (!code) throw new Error(`No code in: ${text}`);
  return code;
}
