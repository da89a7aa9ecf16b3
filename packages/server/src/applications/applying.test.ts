import type { OkaeriError } from "@okaeri/sdk";
import { describe, expect, it } from "vitest";
import { draftOf, foundHouse } from "../../testing/applicants.ts";
import { startTestServer } from "../../testing/server.ts";

// Tokens are signed by the real clock; here it stands still but for those who move it.
const now = { at: new Date() };
const server = await startTestServer({ clock: { now: () => now.at } });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    ({ code, errors }: OkaeriError) => ({ code, pointers: errors?.map(({ pointer }) => pointer) ?? [] }),
  );
const codeOf = async (call: Promise<unknown>) => (await failure(call))?.code ?? "";

async function open(more: object = {}) {
  const house = await foundHouse(server);
  const job = await house.publish({ title: "経理（再入社）", ...more });
  const member = await house.as("member", "1");
  const form = await member.applications.form(job.id);
  return { ...house, job, member, form, draft: draftOf(form.consent.hash) };
}

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
    const mails = await mailsSent();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["hanako@example.net", "【テスト株式会社】ご応募を受け取りました"],
      ["hr@house.example", "【テスト株式会社】応募が届きました"],
    ]);
    expect(/見本|花子/.test(mails[1]?.text ?? "")).toBe(false);
  });
});
