import { describe, expect, it } from "vitest";
import { codeOf, draftOf, failure, foundHouse, openPosting } from "../../testing/applicants.ts";
import { startTestServer } from "../../testing/server.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { forgetUnused } from "./attachments.ts";

// Tokens are signed by the real clock; here it stands still but for those who move it.
const now = { at: new Date() };
const server = await startTestServer({ clock: { now: () => now.at } });
const open = (more: object = {}) => openPosting(server, more);

describe("applying", () => {
  it("is filled in, sent with a file, told to both sides, and read by HR as it was sent", async () => {
    const { hr, member, job, form, mailsSent } = await open();
    expect(form).toMatchObject({
      open: true,
      resume: "optional",
      questions: [],
      elsewhere: null,
      prefill: { name: { family: "見本", given: "花子" }, phone: "03-0000-0001" },
      applicationId: null,
    });
    expect(form.consent.texts.ja).toContain("テスト株式会社");
    const file = await member.applications.attach("履歴書.txt", "架空の経歴です。");
    expect(file).toMatchObject({ name: "履歴書.txt", type: "text/plain", bytes: 24 });
    const draft = draftOf(form.consent.hash, { attachments: [{ id: file.id, purpose: "resume" }] });
    const sent = await member.applications.submit(job.id, draft);
    expect(sent).toMatchObject({
      job: { id: job.id, title: "経理（再入社）" },
      submittedAt: now.at.toISOString(),
      stage: "received",
      handOver: { state: "none", at: null },
      attachments: [{ ...file, purpose: "resume" }],
    });
    expect((await member.applications.listOwn()).data).toEqual([sent]);
    expect((await member.applications.form(job.id)).applicationId).toBe(sent.id);
    const read = await hr.applications.get(sent.id);
    expect(read).toMatchObject({
      personId: expect.stringMatching(/^person_/),
      name: { family: "見本", given: "花子" },
      email: "hanako@example.net",
      message: "また一緒に働きたいです。",
      handOver: { state: "none", destination: null, attempts: 0, nextAttemptAt: null, lastError: null },
    });
    expect((await hr.applications.list()).data).toEqual([read]);
    const mails = (await mailsSent()).toSorted((one, other) => (one.to < other.to ? -1 : 1));
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["hanako@example.net", "【テスト株式会社】ご応募を受け取りました"],
      ["hr@house.example", "【テスト株式会社】応募が届きました"],
    ]);
    expect(mails[0]?.text).toMatch(/^ {4}https?:\/\/\S+widget=account&lang=ja$/m);
    expect(/見本|花子/.test(mails[1]?.text ?? "")).toBe(false);
  });

  it("asks what HR asks, and says which answer is wrong", async () => {
    const { hr, member, job } = await open();
    await hr.applications.setForm(job.id, {
      open: true,
      resume: "required",
      questions: [
        { key: "start", label: "いつから", kind: "short_text", required: true, options: [] },
        { key: "a[b]", label: "転勤", kind: "yes_no", required: true, options: [] },
        { key: "place", label: "勤務地", kind: "choice", required: false, options: [{ value: "t", label: "東京" }] },
        {
          key: "langs",
          label: "言語",
          kind: "choices",
          required: false,
          options: [
            { value: "ja", label: "日本語" },
            { value: "en", label: "英語" },
          ],
        },
      ],
    });
    const { consent } = await member.applications.form(job.id);
    const wrong = { "a[b]": "yes", place: "osaka", langs: ["ja", "ja"], "x/~y": "?" };
    expect(await failure(member.applications.submit(job.id, draftOf(consent.hash, { answers: wrong })))).toEqual({
      code: "invalid_input",
      pointers: [
        "#/answers/x~1~0y",
        "#/answers/start",
        "#/answers/a[b]",
        "#/answers/place",
        "#/answers/langs",
        "#/attachments",
      ],
    });
    const { id } = await member.applications.attach("職務経歴書.txt", "架空");
    const answers = { start: "来年の春", "a[b]": false, place: "t", langs: ["en", "ja"] };
    const attachments = [{ id, purpose: "resume" as const }];
    const sent = await member.applications.submit(job.id, draftOf(consent.hash, { answers, attachments }));
    // As they were asked then, whatever is asked later.
    await hr.applications.setForm(job.id, { open: false, resume: "none", questions: [] });
    expect((await hr.applications.get(sent.id)).answers).toEqual([
      { key: "start", label: "いつから", answer: "来年の春" },
      { key: "a[b]", label: "転勤", answer: "いいえ / No" },
      { key: "place", label: "勤務地", answer: "東京" },
      { key: "langs", label: "言語", answer: "英語、日本語" },
    ]);
    const other = await hr.applications.form(job.id);
    expect([other.open, other.prefill]).toEqual([false, undefined]);
  });

  it("asks nothing that could not be answered, by whatever key", async () => {
    const { hr, member, job } = await open();
    const ask = (...keys: string[]) => {
      const question = { label: "問", kind: "short_text" as const, required: true, options: [] };
      return hr.applications.setForm(job.id, {
        open: true,
        resume: "none",
        questions: keys.map((key) => ({ key, ...question })),
      });
    };
    expect(await failure(ask("__proto__"))).toEqual({ code: "invalid_input", pointers: ["#/questions/0/key"] });
    await ask("constructor", "toString", "a.b[0]");
    const { consent } = await member.applications.form(job.id);
    const submit = (answers: Record<string, string>) =>
      member.applications.submit(job.id, draftOf(consent.hash, { answers }));
    expect((await failure(submit({})))?.pointers).toEqual([
      "#/answers/constructor",
      "#/answers/toString",
      "#/answers/a.b[0]",
    ]);
    const { id } = await submit({ constructor: "一", toString: "二", "a.b[0]": "三" });
    expect((await hr.applications.get(id)).answers.map(({ answer }) => answer)).toEqual(["一", "二", "三"]);
  });

  it("is closed where the posting has a page of its own and nothing to hand over to, unless HR opens it", async () => {
    const applyUrl = "https://ats.example.com/jobs/1";
    const { hr, member, job, form, draft } = await open({ applyUrl });
    expect([form.open, form.elsewhere]).toEqual([false, applyUrl]);
    expect(await codeOf(member.applications.submit(job.id, draft))).toBe("conflict");
    await hr.applications.setForm(job.id, { open: true, resume: "optional", questions: [] });
    expect((await member.applications.form(job.id)).elsewhere).toBeNull();
    expect(await codeOf(member.applications.submit(job.id, draft))).toBe("");
  });

  it("takes the words that are in force, and no others", async () => {
    const { hr, member, job, draft, ctx, form } = await open();
    await withOrganization(ctx, (tx) => tx.execute("update organizations set name = '改名株式会社'"));
    expect(await codeOf(member.applications.submit(job.id, draft))).toBe("agreement_outdated");
    const { consent } = await member.applications.form(job.id);
    expect(consent.hash).not.toBe(form.consent.hash);
    const { id } = await member.applications.submit(job.id, draftOf(consent.hash));
    const [row] = await readOrganization(ctx, (tx) =>
      tx.execute<{ ja: string }>("select consent_ja as ja from applications"),
    );
    expect([row?.ja, (await hr.applications.get(id)).stage]).toEqual([consent.texts.ja, "received"]);
  });

  it("is for members alone, of postings that are open to them", async () => {
    const { hr, visitor, as, member, job, draft } = await open();
    const invited = await hr.jobs.publish((await hr.jobs.post({ title: "招待のみ", audience: "invited" })).id);
    const closed = await hr.jobs.close((await hr.jobs.publish((await hr.jobs.post({ title: "終了" })).id)).id);
    for (const { id } of [invited, closed]) {
      expect(await codeOf(member.applications.form(id))).toBe("not_found");
      expect(await codeOf(member.applications.submit(id, draft))).toBe("not_found");
    }
    expect(await codeOf(member.applications.form("job_none"))).toBe("not_found");
    expect(await codeOf(visitor.applications.form(job.id))).toBe("forbidden");
    for (const client of [
      visitor,
      hr,
      await as("recruiter", "r"),
      await as("employee", "e"),
      await as("auditor", "a"),
    ]) {
      expect(await codeOf(client.applications.submit(job.id, draft))).toBe("forbidden");
      expect(await codeOf(client.applications.attach("a.txt", "x"))).toBe("forbidden");
    }
    const sent = await member.applications.submit(job.id, draft);
    const other = await as("member", "2");
    expect((await other.applications.listOwn()).data).toEqual([]);
    expect(await codeOf(other.applications.withdraw(sent.id))).toBe("not_found");
    for (const client of [visitor, other, await as("employee", "e"), await as("auditor", "a")]) {
      expect(await codeOf(client.applications.get(sent.id))).toBe("forbidden");
      expect(await codeOf(client.applications.list())).toBe("forbidden");
      expect(await codeOf(client.applications.setStage(sent.id, { stage: "offer" }))).toBe("forbidden");
      expect(await codeOf(client.applications.attachment(sent.id, "attachment_x"))).toBe("forbidden");
      expect(await codeOf(client.applications.listDestinations())).toBe("forbidden");
    }
    expect(await codeOf((await as("recruiter", "r")).applications.get(sent.id))).toBe("");
    const stranger = await foundHouse(server);
    expect(await codeOf(stranger.hr.applications.get(sent.id))).toBe("not_found");
  });

  it("is one in force for a posting, however many are sent at once", async () => {
    const { hr, member, job, draft, mailsSent } = await open();
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(member.applications.submit(job.id, draft))));
    expect(codes.toSorted()).toEqual(["", "conflict", "conflict", "conflict", "conflict"]);
    expect((await hr.applications.list()).data).toHaveLength(1);
    expect(await mailsSent()).toHaveLength(2);
    const again = { idempotencyKey: "once" };
    const [own] = (await member.applications.listOwn()).data;
    await member.applications.withdraw(own?.id ?? "");
    const [first, second] = [
      await member.applications.submit(job.id, draft, again),
      await member.applications.submit(job.id, draft, again),
    ];
    expect(second).toEqual(first);
  });

  it("uses each file once, one's own alone, for a day", async () => {
    const { hr, as, member, ctx, job, draft } = await open();
    const other = await as("member", "2");
    const foreign = await other.applications.attach("a.txt", "x");
    const mine = await member.applications.attach("b.txt", "y");
    const using = (...ids: string[]) => ({
      ...draft,
      attachments: ids.map((id) => ({ id, purpose: "other" as const })),
    });
    const pointer = { code: "invalid_input", pointers: ["#/attachments/0/id"] };
    expect(await failure(member.applications.submit(job.id, using(foreign.id)))).toEqual(pointer);
    const twice = { code: "invalid_input", pointers: ["#/attachments/1/id"] };
    expect(await failure(member.applications.submit(job.id, using(mine.id, mine.id)))).toEqual(twice);
    await member.applications.submit(job.id, using(mine.id));
    const second = await hr.jobs.publish((await hr.jobs.post({ title: "二つ目" })).id);
    expect(await failure(member.applications.submit(second.id, using(mine.id)))).toEqual(pointer);
    const later = new Date(now.at.getTime() + 25 * 3_600_000);
    expect(await forgetUnused({ ...ctx, clock: { now: () => later } })).toBe(1);
    const [row] = await readOrganization(ctx, (tx) => tx.execute("select name from application_attachments"));
    expect(row).toEqual({ name: "b.txt" });
  });

  it("takes a file of ten megabytes and none larger, twenty in a day", async () => {
    const { member } = await open();
    const size = 10 * 1024 * 1024;
    expect((await member.applications.attach("a.txt", Buffer.alloc(size, "a"))).bytes).toBe(size);
    expect(await codeOf(member.applications.attach("a.txt", Buffer.alloc(size + 1, "a")))).toBe("payload_too_large");
    for (let sent = 1; sent < 20; sent++) await member.applications.attach("a.txt", `${sent}`);
    expect(await codeOf(member.applications.attach("a.txt", "x"))).toBe("rate_limited");
  });

  it("takes a file by the longest name that a file can have", async () => {
    const { member } = await open();
    const { name } = await member.applications.attach(`${"長".repeat(251)}.txt`, "x");
    expect(name).toBe(`${"長".repeat(146)}.txt`);
  });

  it("says why a file is refused", async () => {
    const { member } = await open();
    expect(await failure(member.applications.attach("a.pdf", "text"))).toEqual({
      code: "attachment_refused",
      pointers: ["#/query/name"],
    });
    expect(await failure(member.applications.attach("a.pdf", Buffer.from("4d5a90000300", "hex")))).toEqual({
      code: "attachment_refused",
      pointers: ["#"],
    });
    expect(await failure(member.applications.attach("../..", "x"))).toMatchObject({ pointers: ["#/query/name"] });
  });
});
