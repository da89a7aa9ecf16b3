import { expect, it } from "vitest";
import { startSmtp } from "../../testing/smtp.ts";
import { createSmtpMailer } from "./mail.ts";

it("says in the headers how what comes again and again is ended by one click, and of no other mail", async () => {
  const smtp = await startSmtp();
  const mailer = createSmtpMailer(smtp.url(), "Okaeri <no-reply@alumni.example.com>");
  const mail = { to: "hanako@example.net", replyTo: null, subject: "新しい求人", text: "本文\n" };
  const unsubscribeUrl = `https://alumni.example.com/o/${"a".repeat(40)}/alerts/off/${"Zz_-".repeat(16)}?lang=en`;
  await mailer.send({ id: "mail_1", ...mail, unsubscribeUrl });
  await mailer.send({ id: "mail_2", ...mail });
  const [ending, other] = smtp.taken.map(({ raw }) => raw.replaceAll(/\r\n[ \t]+/g, " "));
  expect(ending).toContain(`List-Unsubscribe: <${unsubscribeUrl}>\r\n`);
  expect(ending).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  expect(other).not.toContain("List-Unsubscribe");
});
