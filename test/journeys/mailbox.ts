import { expect } from "vitest";
import { baseUrl } from "./browser.ts";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The newest mail to this address that says this. */
export async function mailTo(address: string, saying: RegExp): Promise<Mail> {
  const find = async (): Promise<Mail | undefined> => {
    const answer = await fetch(`${baseUrl}/dev/mailbox`, { headers: { accept: "application/json" } });
    const mails: Mail[] = await answer.json();
    return mails.find((mail) => mail.to === address && saying.test(mail.subject));
  };
  await expect.poll(find, { timeout: 15_000, message: `a mail to ${address} saying ${saying}` }).toBeDefined();
  const mail = await find();
  if (!mail) throw new Error("The mail is gone");
  return mail;
}

export async function codeFor(address: string, saying = /確認コード/): Promise<string> {
  const { text } = await mailTo(address, saying);
  const code = /\b\d{6}\b/.exec(text)?.[0];
  if (!code) throw new Error(`No code in: ${text}`);
  return code;
}
