import { mkdirSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";

export interface Mail {
  /** The same for every try at the same mail: receivers know by it that they have it already. */
  id: string;
  /** One address, without a name. */
  to: string;
  /** Where an answer goes, if not to the sender. */
  replyTo: string | null;
  subject: string;
  text: string;
  /** An entry for the reader's calendar, as RFC 5546 has it. */
  calendar?: { method: "REQUEST" | "CANCEL"; text: string };
  /** Of what comes again and again: a POST to this address ends it, without signing in (RFC 2369, RFC 8058). */
  unsubscribeUrl?: string;
}

/** Nobody will ever take this mail as it is: the server said so for good (RFC 5321 4.2.1), or no server could. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

export interface Mailer {
  /** @throws MailRefused, or whatever went wrong for now */
  send(mail: Mail): Promise<void>;
}

/** A mail as the development mailbox keeps it. */
export interface KeptMail extends Mail {
  sentAt: string;
}

// A server that is there answers soon. After the last dot it may take ten minutes to say that it has the mail, and
// whoever hangs up before that is the one who sends it twice (RFC 5321 4.5.3.2.6).
const connectTimeoutMs = 15_000;
const answerTimeoutMs = 10 * 60_000;

/** `from` may have a name: `Okaeri <no-reply@example.com>`. */
export const createSmtpMailer = (smtpUrl: string, from: string): Mailer => {
  const transport = createTransport(
    {
      url: smtpUrl,
      connectionTimeout: connectTimeoutMs,
      dnsTimeout: connectTimeoutMs,
      greetingTimeout: connectTimeoutMs,
      socketTimeout: answerTimeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  const host = /@([^\s@>]+)>?$/.exec(from)?.[1] ?? "okaeri.invalid";
  return {
    async send({ id, to, replyTo, subject, text, calendar, unsubscribeUrl }) {
      await transport
        .sendMail({
          messageId: `<${id}@${host}>`,
          // As an object it is one address, whatever characters it has; as text it would be parsed as a list.
          to: { name: "", address: oneAddress(to) },
          ...(replyTo !== null && { replyTo: { name: "", address: oneAddress(replyTo) } }),
          subject: oneLine(subject),
          text,
          ...(calendar && {
            icalEvent: { method: calendar.method, filename: "talk.ics", content: calendar.text },
          }),
          headers: {
            // Nobody's autoresponder needs to thank for it (RFC 3834).
            "Auto-Submitted": "auto-generated",
            ...(unsubscribeUrl !== undefined && {
              "List-Unsubscribe": `<${unsubscribeUrl}>`,
              "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }),
          },
        })
        .catch((error: unknown) => {
          throw isRefusal(error) ? new MailRefused(error.message) : error;
        });
    },
  };
};

function oneAddress(text: string): string {
  if (!/^[^\s@<>,;:"()[\]\\\p{C}]+@[^\s@<>,;:"()[\]\\\p{C}]+$/u.test(text))
    throw new MailRefused("This is not one mail address");
  return text;
}

/** What stands in a header has no line ends; a name that has some loses them here. */
const oneLine = (text: string): string => text.replaceAll(/[\p{C}\u2028\u2029]+/gu, " ").trim();

// About this receiver or these words. A sender or password that is refused is the operator's to mend, and no mail's end.
const ofTheMail = /^(RCPT TO|DATA)$/;

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error &&
  "responseCode" in error &&
  typeof error.responseCode === "number" &&
  error.responseCode >= 500 &&
  "command" in error &&
  typeof error.command === "string" &&
  ofTheMail.test(error.command);

export interface Mailbox extends Mailer {
  /** The newest hundred, newest first. */
  list(): Promise<KeptMail[]>;
  /** Removes every mail to these addresses. */
  forget(addresses: readonly string[]): Promise<void>;
}

/** For development: one file a mail under the data folder, shown at `/dev/mailbox`. */
export function createMailbox(dataDir: string): Mailbox {
  const dir = join(dataDir, "mailbox");
  mkdirSync(dir, { recursive: true });
  return {
    async send(mail) {
      // Sent again, it is the same file.
      const file = join(dir, `${mail.id}.json`);
      const kept: KeptMail = { ...mail, subject: oneLine(mail.subject), sentAt: new Date().toISOString() };
      await writeFile(`${file}.${process.pid}.partial`, JSON.stringify(kept));
      await rename(`${file}.${process.pid}.partial`, file);
    },
    async list() {
      const names = (await readdir(dir)).filter((name) => name.endsWith(".json")).sort();
      const newest = names.slice(-100).reverse();
      return Promise.all(
        newest.map(async (name): Promise<KeptMail> => JSON.parse(await readFile(join(dir, name), "utf8"))),
      );
    },
    async forget(addresses) {
      if (addresses.length === 0) return;
      const folded = new Set(addresses.map((address) => address.toLowerCase()));
      for (const name of (await readdir(dir)).filter((name) => name.endsWith(".json"))) {
        const mail: KeptMail = JSON.parse(await readFile(join(dir, name), "utf8"));
        if (folded.has(mail.to.toLowerCase())) await rm(join(dir, name), { force: true });
      }
    },
  };
}
