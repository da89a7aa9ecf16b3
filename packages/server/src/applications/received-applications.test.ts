import { describe, expect, it } from "vitest";
import { codeOf, openPosting } from "../../testing/applicants.ts";
import { startTestServer } from "../../testing/server.ts";
import { listAudit } from "../audit/audit.ts";
import { leave } from "../membership/departures.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { erasePerson } from "../privacy/erasure.ts";
import { collectPersonalData } from "../privacy/personal-data.ts";
import { listOwnApplications } from "./own-applications.ts";
import { setStage } from "./received-applications.ts";

// Tokens are signed by the real clock; here it stands still but for those who move it.
const now = { at: new Date() };
const server = await startTestServer({ clock: { now: () => now.at } });
const open = (more: object = {}) => openPosting(server, more);

describe("an application", () => {
  it("hands HR the file as a download that no browser opens, and writes down who looked", async () => {
    const { hr, member, ctx, job, secretKey, draft } = await open();
    const file = await member.applications.attach("履歴書.txt", "<b>架空</b>");
    const sent = await member.applications.submit(job.id, {
      ...draft,
      attachments: [{ id: file.id, purpose: "resume" }],
    });
    const url = `${server.baseUrl}/v1/applications/${sent.id}/attachments/${file.id}`;
    const answer = await server.fetch(url, { headers: { authorization: `Bearer ${secretKey}` } });
    expect(await answer.text()).toBe("<b>架空</b>");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename=\"___.txt\"; filename*=UTF-8''%E5%B1%A5%E6%AD%B4%E6%9B%B8.txt",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    const audit = (await listAudit(ctx, { limit: 5 })).data;
    const [entry] = audit.filter(({ action }) => action === "downloadApplicationAttachment");
    expect(entry).toMatchObject({ peopleCount: 1, fields: ["ReceivedApplication.attachments"] });
    expect(await codeOf(hr.applications.attachment(sent.id, sent.id.replace("application", "attachment")))).toBe(
      "not_found",
    );
  });

  it("is listed the latest first, page by page, by posting, stage and way", async () => {
    const { hr, as, member, job, draft } = await open();
    const other = await hr.jobs.publish((await hr.jobs.post({ title: "二つ目" })).id);
    const second = await as("member", "2");
    const sent = [
      await member.applications.submit(job.id, draft),
      await member.applications.submit(other.id, draft),
      await second.applications.submit(job.id, draft),
    ].map(({ id }) => id);
    await hr.applications.setStage(sent[0] ?? "", { stage: "offer" });
    const idsOf = async (query: Parameters<typeof hr.applications.list>[0]) =>
      (await hr.applications.list(query)).data.map(({ id }) => id);
    const pages: string[] = [];
    for await (const { id } of hr.applications.list({ limit: 1 })) pages.push(id);
    // Ids made in one millisecond are in no order that was meant.
    expect(pages).toEqual(sent.toSorted().toReversed());
    expect((await idsOf({ jobId: other.id })).join()).toBe(sent[1]);
    expect(await idsOf({ stage: "offer" })).toEqual([sent[0]]);
    expect(await idsOf({ handOver: "done" })).toEqual([]);
    expect(await codeOf(Promise.resolve(hr.applications.list({ cursor: "nonsense" })))).toBe("invalid_input");
  });

  it("is answered at the address that was proven, whatever address was typed", async () => {
    const { member, memberCtx, ctx, job, draft, mailsSent } = await open();
    const { memberId } = (await memberCtx("1")).actor;
    await withOrganization(ctx, (tx) =>
      tx.execute(`update members set email = 'proven@example.net' where member_id = '${memberId}'`),
    );
    await member.applications.submit(job.id, { ...draft, email: "stranger@example.org" });
    expect((await mailsSent()).map(({ to }) => to).toSorted()).toEqual(["hr@house.example", "proven@example.net"]);
  });

  it("moves on by HR's word: the applicant sees it, and is told at most once a day", async () => {
    const { hr, member, memberCtx, ctx, job, draft, mailsSent } = await open();
    const { id } = await member.applications.submit(job.id, draft);
    await mailsSent();
    await hr.applications.setStage(id, { stage: "in_review" });
    expect(await mailsSent()).toEqual([]);
    await hr.applications.setStage(id, { stage: "interview" });
    const [mail, ...more] = await mailsSent();
    expect([mail?.to, mail?.subject, more]).toEqual([
      "hanako@example.net",
      "【テスト株式会社】ご応募の状況が変わりました",
      [],
    ]);
    expect(mail?.text).not.toMatch(/面接|不採用/);
    const later = (hours: number) => ({ ...ctx, clock: { now: () => new Date(now.at.getTime() + hours * 3_600_000) } });
    await setStage(later(1), id, { stage: "declined" });
    await setStage(later(2), id, { stage: "offer" });
    const waiting = await readOrganization(ctx, (tx) =>
      tx.execute<{ count: number }>("select count(*)::int as count from mails where status = 'waiting'"),
    );
    expect(waiting).toEqual([{ count: 1 }]);
    const [own] = await listOwnApplications(await memberCtx("1"));
    expect([own?.stage, own?.stageAsOf]).toEqual(["offer", later(2).clock.now().toISOString()]);
  });

  it("is taken back: what was sent goes, HR is told, and the posting can be applied for anew", async () => {
    const { hr, member, ctx, job, draft, mailsSent } = await open();
    const file = await member.applications.attach("a.txt", "x");
    const { id } = await member.applications.submit(job.id, {
      ...draft,
      attachments: [{ id: file.id, purpose: "resume" }],
    });
    await mailsSent();
    await member.applications.withdraw(id);
    await member.applications.withdraw(id);
    expect((await mailsSent()).map(({ to, subject }) => [to, subject])).toEqual([
      ["hr@house.example", "【テスト株式会社】応募が取り下げられました"],
    ]);
    expect(await hr.applications.get(id)).toMatchObject({
      stage: "withdrawn",
      name: { family: "見本", given: "花子" },
      email: "",
      phone: null,
      message: "",
      attachments: [],
    });
    expect(await codeOf(hr.applications.attachment(id, file.id))).toBe("not_found");
    expect(await codeOf(hr.applications.setStage(id, { stage: "offer" }))).toBe("conflict");
    expect(await readOrganization(ctx, (tx) => tx.execute("select from application_attachments"))).toHaveLength(0);
    expect(await codeOf(member.applications.submit(job.id, draft))).toBe("");
  });

  it("ends with the membership, and is in what one is given of one's data", async () => {
    const { member, memberCtx, ctx, job, draft } = await open();
    const file = await member.applications.attach("履歴書.txt", "秘密の中身");
    await member.applications.attach("unused.txt", "x");
    await member.applications.submit(job.id, { ...draft, attachments: [{ id: file.id, purpose: "resume" }] });
    const actor = await memberCtx("1");
    const data = await collectPersonalData(ctx, { memberId: actor.actor.memberId });
    expect(data.parts.applications).toMatchObject([{ message: draft.message, job_title: job.title }]);
    expect(data.parts.application_attachments?.map(({ name }) => name).toSorted()).toEqual([
      "unused.txt",
      "履歴書.txt",
    ]);
    expect(JSON.stringify(data)).not.toContain(Buffer.from("秘密の中身").toString("hex"));
    await leave(actor, { erase: false });
    for (const table of ["applications", "application_attachments"])
      expect(await readOrganization(ctx, (tx) => tx.execute(`select from ${table}`))).toHaveLength(0);
  });

  it("is erased with its person, while a hold keeps it from everybody's eyes", async () => {
    const { hr, member, memberCtx, ctx, job, draft } = await open();
    const file = await member.applications.attach("a.txt", "x");
    const { id } = await member.applications.submit(job.id, {
      ...draft,
      attachments: [{ id: file.id, purpose: "resume" }],
    });
    const { personId } = await hr.applications.get(id);
    const hold = await hr.legalHolds.create({ personId: personId ?? "", reason: "訴訟", until: null });
    await member.applications.withdraw(id);
    expect(await hr.applications.get(id)).toMatchObject({ message: "", attachments: [] });
    expect(await codeOf(hr.applications.attachment(id, file.id))).toBe("not_found");
    expect(await readOrganization(ctx, (tx) => tx.execute("select from application_attachments"))).toHaveLength(1);
    await hr.legalHolds.lift(hold.id);
    const { memberId } = (await memberCtx("1")).actor;
    const outside = {
      ledger: { path: "", append: async () => undefined, read: async () => ({ entries: [], unreadable: 0 }) },
      mailbox: null,
    };
    const around = { before: async () => null, after: async () => null };
    await erasePerson(ctx, outside, { memberId }, around);
    for (const table of ["applications", "application_attachments"])
      expect(await readOrganization(ctx, (tx) => tx.execute(`select from ${table}`))).toHaveLength(0);
  });
});
