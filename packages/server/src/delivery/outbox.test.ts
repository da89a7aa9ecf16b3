import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { callerOf, newSignUpId, requestFor } from "../../testing/joining.ts";
import { startOwnDatabase } from "../../testing/own-database.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { startSmtp } from "../../testing/smtp.ts";
import { handleWork } from "../app.ts";
import type { Context } from "../platform/context.ts";
import { openDatabase, readOrganization, withOrganization } from "../platform/database.ts";
import { createLog } from "../platform/log.ts";
import { createSmtpMailer } from "../platform/mail.ts";
import { startQueue } from "../platform/queue.ts";
import { mailDesk } from "./desk.ts";
import { mails } from "./mails.table.ts";
import { type Composers, postMail, sendMail } from "./outbox.ts";

const appUrl = await startOwnDatabase();
const smtp = await startSmtp();
let now = new Date("2026-11-20T01:00:00Z");
const server = await startTestServer({
  database: openDatabase(appUrl, 8),
  queue: await startQueue(appUrl, createLog("fatal")),
  clock: { now: () => now },
});
const mailer = createSmtpMailer(smtp.url(), "Okaeri <no-reply@alumni.example.com>");
const composers = mailDesk("https://alumni.example.com");

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const rowsOf = (ctx: Context) => readOrganization(ctx, (tx) => tx.select().from(mails).orderBy(mails.createdAt));
/** Tries every mail once, as the queue does whenever one is due. */
const work = async (ctx: Context, desk: Composers = composers) => {
  for (const { mailId } of await rowsOf(ctx)) await sendMail(ctx, mailer, desk, mailId);
};
const takenFor = (email: string) => smtp.taken.filter(({ to }) => to.includes(email));

async function open() {
  const founded = await server.foundOrganization();
  const email = `${randomUUID()}@example.net`;
  const page = callerOf(server, founded.publishableKey);
  const signUp = async (address = email) => {
    const id = newSignUpId();
    expect((await page("PUT", `/sign-ups/${id}`, await requestFor(founded.ctx, address))).status).toBe(202);
    later(0.01);
    return id;
  };
  return { ...founded, email, page, signUp };
}

beforeEach(() => smtp.behave("takes it"));

describe("a mail", () => {
  it("waits for a mail server that is dead, and comes once when it is back", async () => {
    const { ctx, email, signUp } = await open();
    await signUp();
    await smtp.stop();
    for (let tries = 0; tries < 6; tries++) {
      await work(ctx);
      expect((await rowsOf(ctx))[0]).toMatchObject({ status: "waiting", attempts: tries + 1 });
      later(60);
    }
    expect((await rowsOf(ctx))[0]?.lastError).toMatch(/ECONNREFUSED/);
    await smtp.start();
    await work(ctx);
    await work(ctx);
    expect(takenFor(email)).toHaveLength(1);
    expect((await rowsOf(ctx))[0]).toMatchObject({ status: "sent", attempts: 7, lastError: null, leasedUntil: null });
  });

  it("comes again with the same words and the same Message-ID when nobody can tell whether it came", async () => {
    const { ctx, email, page, signUp } = await open();
    const id = await signUp();
    for (const behaviour of ["hangs up", "is busy", "takes it and hangs up", "takes it"] as const) {
      smtp.behave(behaviour);
      await work(ctx);
      later(31);
    }
    const copies = takenFor(email);
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    expect(copies[0]?.messageId).toMatch(/^<mail_[0-9a-z]{26}@alumni\.example\.com>$/);
    later(-31);
    const codes = copies.map(({ raw }) => Buffer.from(raw.split("\r\n\r\n")[1] ?? "", "base64").toString() + raw);
    const [code] = codes.map((text) => /^\s{4}(\d{6})\s*$/m.exec(text)?.[1]);
    expect((await page("POST", `/sign-ups/${id}/verification`, { code })).json).toEqual({ status: "received" });
  });

  it.each(["knows nobody", "refuses it"] as const)(
    "ends where the mail server %s, and the reason is kept without the address",
    async (behaviour) => {
      const { ctx, email, signUp } = await open();
      await signUp();
      smtp.behave(behaviour);
      await work(ctx);
      later(60);
      smtp.behave("takes it");
      await work(ctx);
      expect(takenFor(email)).toEqual([]);
      const [row] = await rowsOf(ctx);
      expect(row).toMatchObject({ status: "failed", attempts: 1 });
      expect(row?.lastError).toMatch(/5\d\d/);
      expect(JSON.stringify(row)).not.toContain(email);
    },
  );

  it("is given up after three days", async () => {
    const { ctx, email, signUp } = await open();
    await signUp();
    smtp.behave("is busy");
    await work(ctx);
    later(3 * 24 * 60 + 1);
    smtp.behave("takes it");
    await work(ctx);
    expect([(await rowsOf(ctx))[0]?.status, takenFor(email).length]).toEqual(["failed", 0]);
  });

  it("is sent by one worker at a time, however slow the mail server is, and by another one when that was killed", async () => {
    const { ctx, email, signUp } = await open();
    await signUp();
    smtp.behave("is slow");
    await Promise.all(Array.from({ length: 5 }, () => work(ctx)));
    expect(takenFor(email)).toHaveLength(1);
    const second = await open();
    await second.signUp();
    const killed: Composers = {
      ...composers,
      sign_up_code: { compose: composers.sign_up_code.compose, mayWait: false },
    };
    // It took the mail up, and nobody heard from it again.
    void sendMail(
      second.ctx,
      { send: () => new Promise(() => undefined) },
      killed,
      (await rowsOf(second.ctx))[0]?.mailId ?? "",
    );
    await eventually(async () => (await rowsOf(second.ctx))[0]?.status === "sending");
    await work(second.ctx);
    expect(takenFor(second.email)).toEqual([]);
    later(2);
    await work(second.ctx);
    expect(takenFor(second.email)).toHaveLength(1);
  });

  it("is one of three an hour to one address, of all kinds together: codes go without, decisions wait", async () => {
    const { ctx, email, signUp } = await open();
    for (let times = 0; times < 2; times++) await signUp();
    await work(ctx);
    const decided = {
      kind: "sign_up_decision",
      subjectId: randomUUID(),
      locale: "ja",
      to: email.toUpperCase(),
    } as const;
    const told: Composers = {
      ...composers,
      sign_up_decision: { compose: async () => ({ to: email, replyTo: null, subject: "x", text: "x" }), mayWait: true },
    };
    for (let times = 0; times < 2; times++) await withOrganization(ctx, (tx) => postMail(ctx, tx, decided));
    await signUp();
    await Promise.all([work(ctx, told), work(ctx, told)]);
    const statuses = async () => (await rowsOf(ctx)).map(({ kind, status }) => `${kind} ${status}`).sort();
    expect(await statuses()).toEqual([
      "sign_up_code dropped",
      "sign_up_code sent",
      "sign_up_code sent",
      "sign_up_decision sent",
      "sign_up_decision waiting",
    ]);
    later(59);
    await work(ctx, told);
    expect(takenFor(email)).toHaveLength(3);
    later(2);
    await work(ctx, told);
    expect(takenFor(email)).toHaveLength(4);
  });

  it("goes to one receiver under one subject, whatever stands in names and addresses", async () => {
    const { ctx } = await open();
    const evil = "x\r\nBcc: victim@example.com\r\n\r\n\u2028改行";
    const send = async (to: string, subject: string) => {
      const id = `mail_${randomUUID().replaceAll("-", "").slice(0, 26)}`;
      await mailer.send({ id, to, replyTo: null, subject, text: evil }).catch((error: Error) => error.name);
      return smtp.taken.find(({ messageId }) => messageId.includes(id));
    };
    const sent = await send("one@example.net", evil);
    expect(sent?.to).toEqual(["one@example.net"]);
    const headers = sent?.raw.split("\r\n\r\n")[0] ?? "";
    expect(headers).not.toMatch(/^Bcc:/im);
    expect(headers.match(/^Subject:/gim)).toHaveLength(1);
    const before = smtp.taken.length;
    for (const to of [
      "a@example.com, b@example.com",
      "a@example.com\r\nRCPT TO:<b@example.com>",
      "<a@example.com> b@example.com",
      "a@b@example.com",
      "group:a@example.com;",
      "a@example.com ",
      "",
    ])
      await send(to, "x");
    expect(smtp.taken).toHaveLength(before);
    expect(await rowsOf(ctx)).toEqual([]);
  });

  it("is there when what decided on it commits, and not otherwise", async () => {
    const { ctx, email } = await open();
    const draft = { kind: "sign_up_code", subjectId: randomUUID(), locale: "ja", to: email } as const;
    await expect(
      withOrganization(ctx, async (tx) => {
        await postMail(ctx, tx, draft);
        throw new Error("changed its mind");
      }),
    ).rejects.toThrow();
    expect(await rowsOf(ctx)).toEqual([]);
  });
});

describe("the queue", () => {
  it("brings every mail once, through a mail server that was dead", { timeout: 60_000 }, async () => {
    const { ctx, signUp } = await open();
    now = new Date();
    const ticking = { now: () => new Date() };
    const platform = { ...server.platform, mailer, clock: ticking };
    await smtp.stop();
    const addresses = Array.from({ length: 8 }, () => `${randomUUID()}@example.net`);
    for (const address of addresses) await signUp(address);
    await handleWork(platform);
    await eventually(async () => (await rowsOf(ctx)).every(({ attempts }) => attempts > 0));
    await smtp.start();
    await eventually(async () => (await rowsOf(ctx)).every(({ status }) => status === "sent"), 40_000);
    process.stdout.write(
      `mails through a dead server: ${addresses.length} asked for, ${addresses.flatMap(takenFor).length} came\n`,
    );
    for (const address of addresses) expect(takenFor(address)).toHaveLength(1);
  });
});
