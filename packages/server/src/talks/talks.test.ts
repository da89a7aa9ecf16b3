import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type OkaeriError } from "@okaeri/sdk";
import { describe, expect, it } from "vitest";
import { personOf } from "../../testing/board.ts";
import { startTestServer } from "../../testing/server.ts";
import { mailDesk } from "../delivery/desk.ts";
import { sendMail } from "../delivery/outbox.ts";
import { importRegistry } from "../intake/import.ts";
import { postJob, publishJob } from "../jobs/jobs.ts";
import { leave } from "../membership/departures.ts";
import { enterMember } from "../membership/members.ts";
import { editOrganization, getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import type { Mail } from "../platform/mail.ts";
import { erasePerson } from "../privacy/erasure.ts";
import { createErasureLedger } from "../privacy/erasure-ledger.ts";
import { bookTalk, listBookings, listOwnTalks } from "./bookings.ts";
import { cancelTalk, withdrawSlot } from "./cancellations.ts";
import { listSlots, offerTalk } from "./slots.ts";

const now = { at: new Date("2026-11-22T03:00:00.000Z") };
const server = await startTestServer({ clock: { now: () => now.at } });
const composers = mailDesk("https://alumni.example.com");
const code = (call: Promise<unknown>) =>
  call.then(
    () => "",
    (error: OkaeriError) => error.code,
  );
const offer = { startsAt: "2026-12-01T01:00:00Z", host: "開発部 架空 一郎", place: "https://meet.example.com/abc" };

async function open() {
  const founded = await server.foundOrganization();
  const { ctx } = founded;
  const { version } = await getOrganization(ctx);
  await editOrganization(ctx, { contactEmail: "hr@house.example" }, version);
  const file = {
    async *bytes() {
      yield Buffer.from("社員番号,氏名,退職日\n1,見本 花子,2021-03-31\n2,例示 太郎,2021-03-31");
    },
  };
  await importRegistry(ctx, file, { source: "file", encoding: "utf-8", dryRun: false });
  const enter = async (sub: string): Promise<Context> => {
    const identity = { iss: "https://hris.example.com", sub, email: `${sub}@example.net` };
    const memberId = await withOrganization(ctx, (tx) => enterMember(ctx, tx, identity));
    await withOrganization(ctx, (tx) =>
      tx.execute(`update members set email = '${sub}@example.net', locale = 'ja' where member_id = '${memberId}'`),
    );
    return { ...ctx, actor: { kind: "member", memberId, sessionId: newUuid(now.at) } };
  };
  /** Sends what waits, as the queue would. */
  const mailsSent = async (): Promise<Omit<Mail, "id">[]> => {
    const sent: Omit<Mail, "id">[] = [];
    const rows = await readOrganization(ctx, (tx) =>
      tx.execute<{ mailId: string }>(
        `select mail_id as "mailId" from mails where status = 'waiting' order by created_at, mail_id`,
      ),
    );
    for (const { mailId } of rows)
      await sendMail(ctx, { send: async (mail) => void sent.push(mail) }, composers, mailId);
    return sent;
  };
  return { ...founded, member: await enter("1"), other: await enter("2"), mailsSent };
}

const startsOf = async (ctx: Context) => (await listSlots(ctx, {})).data.map(({ startsAt }) => startsAt.slice(0, 10));

describe("a casual talk", () => {
  it("is booked without an application; where it is, only those know who are there", async () => {
    const { ctx, member, other, mailsSent } = await open();
    const slot = await offerTalk(ctx, offer);
    expect(slot).toMatchObject({ endsAt: "2026-12-01T01:30:00.000Z", timeZone: "Asia/Tokyo", place: offer.place });
    expect((await listSlots(member, {})).data).toEqual([{ ...slot, place: undefined }]);
    const booked = await bookTalk(member, slot.id, { message: "近況を" });
    expect(booked).toEqual({ ...slot, booked: true });
    expect([await startsOf(member), await startsOf(other)]).toEqual([[], []]);
    expect([await listOwnTalks(member), await listOwnTalks(other)]).toEqual([[booked], []]);
    expect((await listBookings(ctx, {})).data).toEqual([
      {
        slot,
        personId: expect.stringMatching(/^person_/),
        name: { family: "見本", given: "花子" },
        message: "近況を",
        bookedAt: "2026-11-22T03:00:00.000Z",
      },
    ]);
    const [forMember, forHr] = (await mailsSent()).toSorted((a, b) => (a.to < b.to ? -1 : 1));
    expect(forMember).toMatchObject({ to: "1@example.net", calendar: { method: "REQUEST" } });
    expect(forMember?.text).toMatch(/2026年12月1日火曜日 10:00から30分（Asia\/Tokyo）/);
    expect(forMember?.calendar?.text).toContain("DTSTART:20261201T010000Z\r\n");
    expect([forHr?.to, forHr?.calendar, /花子|見本/.test(forHr?.text ?? "")]).toEqual([
      "hr@house.example",
      undefined,
      false,
    ]);
  });

  it("is one member's, however many want it at once, and theirs however often they ask", async () => {
    const { ctx, member, other, mailsSent } = await open();
    const slot = await offerTalk(ctx, offer);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => code(bookTalk(nth % 2 ? member : other, slot.id, {}))),
    );
    expect(answers.filter((answer) => answer === "")).toHaveLength(5);
    expect(answers.filter((answer) => answer === "conflict")).toHaveLength(5);
    expect((await listBookings(ctx, {})).data).toHaveLength(1);
    expect((await mailsSent()).filter(({ calendar }) => calendar)).toHaveLength(1);
  });

  it("is free again once it is cancelled, until it begins", async () => {
    const { ctx, member, other, mailsSent } = await open();
    const slot = await offerTalk(ctx, offer);
    await bookTalk(member, slot.id, {});
    await mailsSent();
    expect(await code(cancelTalk(other, slot.id))).toBe("not_found");
    await cancelTalk(member, slot.id);
    expect(await code(cancelTalk(member, slot.id))).toBe("not_found");
    const sent = await mailsSent();
    expect(sent.map(({ to, calendar }) => [to, calendar?.method]).toSorted()).toEqual([
      ["1@example.net", "CANCEL"],
      ["hr@house.example", undefined],
    ]);
    expect(sent.find(({ calendar }) => calendar)?.calendar?.text).toContain("SEQUENCE:1");
    await bookTalk(other, slot.id, {});
    now.at = new Date("2026-12-01T01:00:00Z");
    expect([await code(cancelTalk(other, slot.id)), await listOwnTalks(other)]).toEqual(["not_found", []]);
    now.at = new Date("2026-11-22T03:00:00Z");
  });

  it("that the house takes back is nobody's, and whoever booked it is told", async () => {
    const { ctx, member, mailsSent } = await open();
    const slot = await offerTalk(ctx, offer);
    await bookTalk(member, slot.id, {});
    expect((await mailsSent()).map(({ text }) => text).join()).toContain("widget=account&lang=ja");
    await withdrawSlot(ctx, slot.id);
    expect((await mailsSent()).map(({ to, subject, calendar }) => [to, subject, calendar?.method])).toEqual([
      ["1@example.net", "【テスト株式会社】カジュアル面談の取り消し", "CANCEL"],
    ]);
    expect([await listOwnTalks(member), (await listBookings(ctx, {})).data, await startsOf(member)]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await code(bookTalk(member, slot.id, {}))).toBe("not_found");
    expect(await code(withdrawSlot(ctx, slot.id))).toBe("not_found");
  });

  it("is one of five that a member may have ahead, and about nothing that is over", async () => {
    const { ctx, member, other } = await open();
    const days = ["01", "02", "03", "04", "05", "06"];
    const slots = [];
    for (const day of days) slots.push((await offerTalk(ctx, { ...offer, startsAt: `2026-12-${day}T01:00:00Z` })).id);
    const answers = await Promise.all(slots.map((slot) => code(bookTalk(member, slot, {}))));
    expect(answers.filter((answer) => answer === "conflict")).toHaveLength(1);
    expect(await listOwnTalks(member)).toHaveLength(5);
    expect(await startsOf(other)).toHaveLength(1);
    await leave(member, { erase: false });
    expect(await startsOf(other)).toHaveLength(6);
    const { job } = await postJob(ctx, { title: "期限", closesOn: "2026-11-22" });
    await publishJob(ctx, job.id);
    const last = await offerTalk(ctx, { ...offer, startsAt: "2026-12-20T01:00:00Z", jobId: job.id });
    expect(await startsOf(other)).toHaveLength(7);
    now.at = new Date("2026-11-22T15:00:00Z");
    expect([(await startsOf(other)).length, await code(bookTalk(other, last.id, {}))]).toEqual([6, "not_found"]);
    now.at = new Date("2026-11-22T03:00:00.000Z");
  });

  it("is given back when the member leaves", async () => {
    const { ctx, member, other } = await open();
    const slot = await offerTalk(ctx, offer);
    await bookTalk(member, slot.id, {});
    await leave(member, { erase: false });
    expect((await listBookings(ctx, {})).data).toEqual([]);
    expect(await startsOf(other)).toEqual(["2026-12-01"]);
  });

  it("is free again for HR to know when whoever had it leaves or is erased, without a name", async () => {
    const { ctx, member, other, mailsSent } = await open();
    const outside = { ledger: createErasureLedger(join(tmpdir(), `erasures-${newUuid(now.at)}.jsonl`)), mailbox: null };
    const erase = (personId: string) =>
      erasePerson(ctx, outside, { personId }, { before: async () => null, after: async () => null });
    const ways: [Context, () => Promise<unknown>][] = [
      [member, () => leave(member, { erase: false })],
      [other, async () => erase(await personOf(other))],
    ];
    for (const [who, go] of ways) {
      const slot = await offerTalk(ctx, offer);
      await bookTalk(who, slot.id, {});
      await mailsSent();
      await go();
      const sent = await mailsSent();
      expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
        ["hr@house.example", "【テスト株式会社】カジュアル面談の取り消し"],
      ]);
      expect(sent[0]?.text).not.toMatch(/見本|花子|例示|太郎/);
      await withdrawSlot(ctx, slot.id);
      // One address is spared more than three mails an hour.
      now.at = new Date(now.at.getTime() + 3_600_000);
    }
    now.at = new Date("2026-11-22T03:00:00.000Z");
  });

  it("is booked ten times a day, so that nobody keeps HR busy with it", async () => {
    const { ctx, member, other } = await open();
    const slot = await offerTalk(ctx, offer);
    for (let nth = 0; nth < 10; nth++) {
      await bookTalk(member, slot.id, {});
      await cancelTalk(member, slot.id);
    }
    expect([await code(bookTalk(member, slot.id, {})), await code(bookTalk(other, slot.id, {}))]).toEqual([
      "rate_limited",
      "",
    ]);
  });

  it("about a posting is for whoever may see it", async () => {
    const { ctx, member } = await open();
    const publish = async (audience: "alumni" | "invited") =>
      (await publishJob(ctx, (await postJob(ctx, { title: "経理", audience })).job.id)).job.id;
    const [alumni, invited] = [await publish("alumni"), await publish("invited")];
    const slots = [
      await offerTalk(ctx, { ...offer, jobId: alumni }),
      await offerTalk(ctx, { ...offer, startsAt: "2026-12-02T01:00:00Z" }),
    ];
    const hidden = await offerTalk(ctx, { ...offer, jobId: invited });
    expect((await listSlots(member, { jobId: alumni })).data.map(({ id }) => id)).toEqual(slots.map(({ id }) => id));
    expect(await code(listSlots(member, { jobId: invited }))).toBe("not_found");
    expect(await code(bookTalk(member, hidden.id, {}))).toBe("not_found");
    expect((await listSlots(member, {})).data.map(({ id }) => id)).not.toContain(hidden.id);
  });

  it("is offered by HR, for a time that is still to come, to members", async () => {
    const { ctx, member, secretKey } = await open();
    const hr = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
    for (const wrong of [
      { startsAt: "2026-11-22T03:00:00Z" },
      { startsAt: "9999-12-31T23:59:00Z" },
      { timeZone: "Tokyo" },
      { minutes: 5 },
      { place: "" },
    ])
      expect(await code(hr.talks.offer({ ...offer, ...wrong }))).toBe("invalid_input");
    for (const kind of ["visitor", "employee"] as const) {
      const actor = kind === "visitor" ? { kind } : { kind, subject: "E1", sessionId: newUuid(now.at) };
      const stranger: Context = { ...ctx, actor };
      expect([await code(listSlots(stranger, {})), await code(offerTalk(stranger, offer))]).toEqual([
        "forbidden",
        "forbidden",
      ]);
    }
    expect(await code(offerTalk(member, offer))).toBe("forbidden");
    const slots = ["2026-12-03", "2026-12-01", "2026-12-02"].map((day) => ({ ...offer, startsAt: `${day}T01:00:00Z` }));
    for (const slot of slots) await hr.talks.offer(slot);
    const pages: string[][] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listSlots(member, { limit: 2, ...(cursor && { cursor }) });
      pages.push(page.data.map(({ startsAt }) => startsAt.slice(0, 10)));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([["2026-12-01", "2026-12-02"], ["2026-12-03"]]);
    const elsewhere = await open();
    expect(await startsOf(elsewhere.member)).toEqual([]);
  });
});
