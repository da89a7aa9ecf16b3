import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anHourLater, callerOf, joinWithoutWorkers, newSignUpId, requestFor } from "../../testing/joining.ts";
import { startOwnDatabase } from "../../testing/own-database.ts";
import { startTestServer } from "../../testing/server.ts";
import { mailDesk } from "../delivery/desk.ts";
import { sendMail } from "../delivery/outbox.ts";
import { upsertPeople } from "../intake/upsert.ts";
import { openDatabase, readOrganization } from "../platform/database.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { createLog } from "../platform/log.ts";
import type { Mail } from "../platform/mail.ts";
import { startQueue } from "../platform/queue.ts";
import { codeOf } from "./codes.ts";
import { answerInvitationRequest } from "./invitation-requests.ts";
import { invitationRequests } from "./invitations.table.ts";
import { matchSignUp } from "./sign-up-work.ts";

// A database of its own, where nobody works: what would be done is done here, so that all of it is seen.
const appUrl = await startOwnDatabase();
const server = await startTestServer({
  database: openDatabase(appUrl, 4),
  queue: await startQueue(appUrl, createLog("fatal")),
});
const desk = mailDesk("https://alumni.example.com");

describe("how many mails an address gets", () => {
  it("tells nothing about whether it is known", async () => {
    const { ctx, publishableKey } = await server.foundOrganization();
    const page = callerOf(server, publishableKey);
    const member = callerOf(server, await joinWithoutWorkers(ctx));
    const numbers = Array.from({ length: 5 }, (_, index) => String(1000 + index));
    await upsertPeople(
      ctx,
      { kind: "api", name: "test" },
      numbers.map((employeeNumber) => ({
        employeeNumber,
        name: { family: "山田", given: employeeNumber },
        birthDate: "1988-04-02",
        leftOn: "2021-03-31",
        email: `${employeeNumber}@example.net`,
      })),
    );
    const sent: Mail[] = [];
    const sendAll = async () => {
      await anHourLater(ctx);
      const rows = await readOrganization(ctx, (tx) =>
        tx.execute<{ mailId: string }>(sql`select mail_id as "mailId" from mails where status = 'waiting'`),
      );
      for (const { mailId } of rows) await sendMail(ctx, { send: async (mail) => void sent.push(mail) }, desk, mailId);
    };
    const addressOf = (number: string) => `${number}@example.net`;
    const strangers = numbers.map((number) => `9${number}`);
    const everybody = [...numbers, ...strangers];
    // In this order: who joined has no more need of an invitation.
    for (const number of everybody) {
      const email = addressOf(number);
      expect((await page("POST", "/invitations/requests", { email, locale: "ja" })).status).toBe(202);
    }
    const requests = await readOrganization(ctx, (tx) => tx.select().from(invitationRequests));
    for (const { invitationRequestId } of requests) await answerInvitationRequest(ctx, invitationRequestId);
    await sendAll();
    for (const number of everybody) {
      const id = newSignUpId();
      const change = { employeeNumber: number, name: { family: "山田", given: number } };
      await page("PUT", `/sign-ups/${id}`, await requestFor(ctx, addressOf(number), change));
      await page("POST", `/sign-ups/${id}/code`);
      await sendAll();
      const code = codeOf(ctx, toUuid("signup", id), { codeNumber: 1 });
      expect((await page("POST", `/sign-ups/${id}/verification`, { code })).status).toBe(200);
      await matchSignUp(ctx, toUuid("signup", id));
      await sendAll();
    }
    for (const number of everybody) {
      const path = `/sign-ins/${toTypeId("signin", newUuid(new Date()))}`;
      await page("PUT", path, { email: addressOf(number), locale: "ja" });
      await page("POST", `${path}/code`);
      await sendAll();
      await member("PUT", "/account/email", { email: addressOf(number), locale: "ja" });
      await sendAll();
    }
    const countOf = (number: string) => sent.filter(({ to }) => to === addressOf(number)).length;
    expect(new Set(everybody.map(countOf))).toEqual(new Set([7]));
    const words = (number: string) =>
      sent.filter(({ to }) => to === addressOf(number)).map(({ subject }) => subject.replace(/\d{6}/, "…"));
    // Canary: it is not that all of them were strangers.
    expect(words(numbers[0] ?? "")).not.toEqual(words(strangers[0] ?? ""));
    process.stdout.write(
      `mails to ${numbers.length} known and ${strangers.length} unknown addresses: ${countOf(numbers[0] ?? "")} each\n`,
    );
  });
});
