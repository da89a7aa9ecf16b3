import { createClient, type OkaeriError } from "@okaeri/sdk";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { listAudit } from "../audit/audit.ts";
import { mailDesk } from "../delivery/desk.ts";
import { sendMail } from "../delivery/outbox.ts";
import { importRegistry } from "../intake/import.ts";
import { enterMember } from "../membership/members.ts";
import { editOrganization, getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import type { Mail } from "../platform/mail.ts";
import { listInterests, listSharedInterests, shareInterest, takeBackShare } from "./interest-shares.ts";
import { expressInterest, withdrawInterest } from "./interests.ts";
import { closeJob, postJob, publishJob } from "./jobs.ts";

const now = { at: new Date("2026-11-22T03:00:00.000Z") };
const server = await startTestServer({ clock: { now: () => now.at } });
const composers = mailDesk("https://alumni.example.com");
const code = (call: Promise<unknown>) =>
  call.then(
    () => "",
    (error: OkaeriError) => error.code,
  );

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
    const memberId = await withOrganization(ctx, (tx) =>
      enterMember(ctx, tx, { iss: "https://hris.example.com", sub }),
    );
    return { ...ctx, actor: { kind: "member", memberId, sessionId: newUuid(now.at) } };
  };
  const publish = async (title: string, audience: "public" | "alumni" | "invited" = "public") =>
    (await publishJob(ctx, (await postJob(ctx, { title, audience })).job.id)).job.id;
  /** Sends what waits, as the queue would. */
  const mailsSent = async (): Promise<Omit<Mail, "id">[]> => {
    const sent: Omit<Mail, "id">[] = [];
    const rows = await readOrganization(ctx, (tx) =>
      tx.execute<{ mailId: string }>(
        `select mail_id as "mailId" from mails where status = 'waiting' order by created_at`,
      ),
    );
    for (const { mailId } of rows)
      await sendMail(ctx, { send: async (mail) => void sent.push(mail) }, composers, mailId);
    return sent;
  };
  return { ...founded, enter, publish, mailsSent };
}

describe("an interest", () => {
  it("is nobody's to know until it is shared, and HR's no more once it is taken back", async () => {
    const { ctx, enter, publish, mailsSent } = await open();
    const [member, other] = [await enter("1"), await enter("2")];
    const job = await publish("経理");
    await expressInterest(member, job);
    expect((await listSharedInterests(ctx, {})).data).toEqual([]);
    expect(await listInterests(other)).toEqual([]);
    const share = await shareInterest(member, job, { with: "hr", message: "春から" });
    expect((await listSharedInterests(ctx, {})).data).toEqual([
      {
        id: share.id,
        jobId: job,
        jobTitle: "経理",
        personId: expect.stringMatching(/^person_/),
        name: { family: "見本", given: "花子" },
        message: "春から",
        sharedAt: "2026-11-22T03:00:00.000Z",
      },
    ]);
    const [mail] = await mailsSent();
    expect([mail?.to, mail?.text.includes("経理"), /見本|花子/.test(`${mail?.subject}${mail?.text}`)]).toEqual([
      "hr@house.example",
      true,
      false,
    ]);
    // Said again it is one, with what was said last.
    expect((await shareInterest(member, job, { with: "hr", message: "夏から" })).id).toBe(share.id);
    expect(await mailsSent()).toEqual([]);
    expect((await listSharedInterests(ctx, {})).data.map(({ message }) => message)).toEqual(["夏から"]);
    expect(await code(takeBackShare(other, job, share.id))).toBe("not_found");
    await takeBackShare(member, job, share.id);
    expect((await listSharedInterests(ctx, {})).data).toEqual([]);
    expect((await listInterests(member)).map(({ job: { id }, shares }) => [id, shares])).toEqual([[job, []]]);
  });

  it("stands in no trail that an auditor reads, unless HR was told", async () => {
    const { ctx, enter, publish } = await open();
    const member = await enter("1");
    const job = await publish("経理");
    const entries = async () => (await listAudit(ctx, { limit: 100 })).data.length;
    const before = await entries();
    await expressInterest(member, job);
    const told = await shareInterest(member, job, { with: "colleague", email: "friend@house.example" });
    await takeBackShare(member, job, told.id);
    await withdrawInterest(member, job);
    expect(await entries()).toBe(before);
    const share = await shareInterest(member, job, { with: "hr" });
    await takeBackShare(member, job, share.id);
    expect(await entries()).toBe(before + 2);
  });

  it("goes from HR's list with the interest itself, and when the member leaves", async () => {
    const { ctx, enter, publish } = await open();
    const member = await enter("1");
    const [first, second] = [await publish("経理"), await publish("営業")];
    for (const job of [first, second]) await shareInterest(member, job, { with: "hr" });
    await withdrawInterest(member, first);
    expect((await listSharedInterests(ctx, {})).data.map(({ jobTitle }) => jobTitle)).toEqual(["営業"]);
    await withOrganization(ctx, (tx) => tx.execute("update members set left_at = now()"));
    expect((await listSharedInterests(ctx, {})).data).toEqual([]);
  });

  it("can be told to one colleague at the house's own addresses, who is told who it is and that HR doesn't know", async () => {
    const { ctx, enter, publish, mailsSent } = await open();
    const member = await enter("1");
    const job = await publish("経理");
    const told = (email: string) => shareInterest(member, job, { with: "colleague", email, message: "久しぶり\nです" });
    for (const email of ["a@elsewhere.example", "a@house.example.net", "a@nothouse.example"])
      expect(await code(told(email))).toBe("invalid_input");
    const share = await told("Friend@HOUSE.example");
    const [mail] = await mailsSent();
    expect(mail?.to).toBe("Friend@HOUSE.example");
    expect(mail?.text).toMatch(/見本 花子[\s\S]*「経理」[\s\S]*人事にはまだ[\s\S]*> 久しぶり\n> です/);
    expect((await listSharedInterests(ctx, {})).data).toEqual([]);
    expect((await listInterests(member))[0]?.shares).toEqual([share]);
    for (let nth = 0; nth < 4; nth++) await told(`c${nth}@house.example`);
    expect(await code(told("c5@house.example"))).toBe("rate_limited");
    now.at = new Date(now.at.getTime() + 86_400_000);
    expect(await code(told("c5@house.example"))).toBe("");
  });

  it("that was taken back before its mail went out is told to nobody", async () => {
    const { enter, publish, mailsSent } = await open();
    const member = await enter("1");
    const job = await publish("経理");
    const share = await shareInterest(member, job, { with: "colleague", email: "friend@house.example" });
    await takeBackShare(member, job, share.id);
    expect(await mailsSent()).toEqual([]);
  });

  it("is only in what is open to the member, and shared by members alone with HR alone", async () => {
    const { ctx, enter, publish, secretKey } = await open();
    const member = await enter("1");
    const [invited, closed] = [await publish("招待", "invited"), await publish("終了")];
    const share = (who: Context, job: string) => code(shareInterest(who, job, { with: "hr" }));
    expect(await share(member, invited)).toBe("not_found");
    await shareInterest(member, closed, { with: "hr" });
    const over = (await publishJob(ctx, (await postJob(ctx, { title: "期限", closesOn: "2026-11-25" })).job.id)).job.id;
    await shareInterest(member, over, { with: "hr" });
    const today = now.at;
    now.at = new Date("2026-11-25T15:00:00Z");
    expect([await share(member, over), (await listInterests(member)).map(({ job }) => job.id)]).toEqual([
      "not_found",
      [closed],
    ]);
    now.at = today;
    const own = (await listInterests(member)).find(({ job }) => job.id === over);
    await takeBackShare(member, over, own?.shares[0]?.id ?? "");
    await closeJob(ctx, closed);
    expect((await listInterests(member)).map(({ job }) => job.id)).toEqual([over]);
    expect(await share(member, closed)).toBe("not_found");
    expect(await share(member, toTypeId("job", newUuid(now.at)))).toBe("not_found");
    const employee: Context = { ...member, actor: { kind: "employee", subject: "E1", sessionId: newUuid(now.at) } };
    for (const who of [employee, { ...member, actor: { kind: "visitor" } } as Context]) {
      expect(await share(who, closed)).toBe("forbidden");
      expect(await code(listSharedInterests(who, {}))).toBe("forbidden");
    }
    expect(await code(listSharedInterests(member, {}))).toBe("forbidden");
    const hr = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
    const { data } = await hr.jobInterests.listShared({ jobId: closed });
    expect(data.map(({ jobTitle }) => jobTitle)).toEqual(["終了"]);
    const elsewhere = await open();
    expect((await listSharedInterests(elsewhere.ctx, {})).data).toEqual([]);
  });

  it("is listed for HR page by page, each once", async () => {
    const { ctx, enter, publish } = await open();
    const member = await enter("1");
    for (let nth = 0; nth < 7; nth++) {
      now.at = new Date(now.at.getTime() + 1);
      await shareInterest(member, await publish(`${nth}`), { with: "hr" });
    }
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listSharedInterests(ctx, { limit: 3, ...(cursor && { cursor }) });
      found.push(...page.data.map(({ jobTitle }) => jobTitle));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(found).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
  });
});
