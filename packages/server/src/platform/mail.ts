import { mkdirSync } from "node:fs";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { newUuid } from "./ids.ts";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** @throws when the mail could not be handed over; the queue tries again */
  send(mail: Mail): Promise<void>;
}

/** A mail as the development mailbox keeps it. */
export interface KeptMail extends Mail {
  sentAt: string;
}

export const createSmtpMailer = (smtpUrl: string, from: string): Mailer => {
  const transport = createTransport(smtpUrl, { from });
  return {
    async send(mail) {
      await transport.sendMail(mail);
    },
  };
};

export interface Mailbox extends Mailer {
  /** The newest hundred, newest first. */
  list(): Promise<KeptMail[]>;
}

/** For development: one file a mail under the data folder, shown at `/dev/mailbox`. */
export function createMailbox(dataDir: string): Mailbox {
  const dir = join(dataDir, "mailbox");
  mkdirSync(dir, { recursive: true });
  return {
    async send(mail) {
      const now = new Date();
      const file = join(dir, `${newUuid(now)}.json`);
      const kept: KeptMail = { ...mail, sentAt: now.toISOString() };
      await writeFile(`${file}.partial`, JSON.stringify(kept));
      await rename(`${file}.partial`, file);
    },
    async list() {
      const names = (await readdir(dir)).filter((name) => name.endsWith(".json")).sort();
      const newest = names.slice(-100).reverse();
      return Promise.all(
        newest.map(async (name): Promise<KeptMail> => JSON.parse(await readFile(join(dir, name), "utf8"))),
      );
    },
  };
}
