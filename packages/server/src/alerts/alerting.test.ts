import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { foundBoard, memberOf, personOf } from "../../testing/board.ts";
import { startOwnCluster } from "../../testing/own-database.ts";
import { startTestServer } from "../../testing/server.ts";
import { mailDesk } from "../delivery/desk.ts";
import { sendMail } from "../delivery/outbox.ts";
import { leave } from "../membership/departures.ts";
import type { Context } from "../platform/context.ts";
import { openDatabase, readOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { createLog } from "../platform/log.ts";
import type { Mail } from "../platform/mail.ts";
import { startQueue } from "../platform/queue.ts";
import { alertMembers } from "./alerting.ts";
import { deleteSavedSearch, editSavedSearch, listSavedSearches, saveSearch } from "./saved-searches.ts";

// A Friday, 12:00 in Japan.
const friday = "2026-11-20T03:00:00.000Z";
const now = { at: new Date(friday) };
// Its own: no other file's work sends what is posted here.
const { ownerUrl, appUrl } = await startOwnCluster();
const server = await startTestServer({
  clock: { now: () => now.at },
  database: openDatabase(appUrl, 8),
  queue: await startQueue(appUrl, createLog("fatal")),
});
const composers = mailDesk("https://alumni.example.com");
/** Past every grant and policy. */
const owner = postgres(ownerUrl, { max: 1 });
afterAll(() => owner.end());
beforeEach(() => {
  now.at = new Date(friday);
});

const days = (count: number) => {
  now.at = new Date(now.at.getTime() + count * 86_400_000);
};

async function open() {
  const board = await foundBoard(server);
  const { ctx } = board;
  const asOwner = async (text: string) => {
    await owner`select set_config('okaeri.organization_id', ${ctx.organizationId}, false)`;
    return (await owner.unsafe(text)).count;
  };
  const agree = (...consents: string[]) => asOwner(`update people set consents = '{${consents.join(",")}}'`);
  const enter = async (number: string, departments: string[] = [], locale: "ja" | "en" = "ja") => {
    const member = await memberOf(ctx, number, departments);
    if (member.actor.kind !== "member") throw new Error("is no member");
    const { memberId } = member.actor;
    await asOwner(
      `update members set email = '${number}@example.net', locale = '${locale}' where member_id = '${memberId}'`,
    );
    await agree("community", "jobs");
    return member;
  };
  /** What a run posts, and the outbox then sends. */
  const send = async (): Promise<Omit<Mail, "id">[]> => {
    const sent: Omit<Mail, "id">[] = [];
    const rows = await readOrganization(ctx, (tx) =>
      tx.execute<{ mailId: string }>(`select mail_id as "mailId" from mails where status = 'waiting' order by mail_id`),
    );
    const mailer = { send: async (mail: Mail) => void sent.push(mail) };
    for (const { mailId } of rows) await sendMail(ctx, mailer, composers, mailId);
    return sent;
  };
  const run = async () => {
    await alertMembers(ctx);
    return send();
  };
  return { ...board, enter, agree, asOwner, run, send };
}

const titlesIn = (mails: readonly Omit<Mail, "id">[]) =>
  mails.map(({ text }) => [...text.matchAll(/^(?:■|\*) (.*)$/gm)].map(([, title]) => title).sort());

describe("a kept search", () => {
  it("tells of what was published since by one mail at its time, and never twice", async () => {
    const { enter, publish, run } = await open();
    const member = await enter("1");
    await publish({ title: "経理（前からある）" });
    await saveSearch(member, { filter: { q: "経理" }, alert: "daily" });
    await saveSearch(member, { filter: { q: "人事" }, alert: "weekly" });
    await publish({ title: "経理マネージャー", department: "経理部", location: "東京", closesOn: "2027-01-31" });
    await publish({ title: "人事", audience: "alumni" });
    await publish({ title: "営業" });
    expect(await run()).toEqual([]);
    days(1);
    const [mail, ...others] = await run();
    expect([others, titlesIn(mail ? [mail] : [])]).toEqual([[], [["経理マネージャー"]]]);
    expect(mail?.text).toContain("  経理部 · 東京 · 締切 2027年1月31日");
    expect(mail?.text).toMatch(/\/o\/t-[\w-]+\/jobs\/job_\w+\n/);
    expect(await run()).toEqual([]);
    // Monday morning at last; it is told once, however long nobody was there.
    days(2);
    await publish({ title: "経理スタッフ" });
    const [monday] = await run();
    expect(titlesIn(monday ? [monday] : [])).toEqual([["人事", "経理スタッフ"]]);
    expect(monday?.text).toContain("サインインしてご覧ください https://alumni.example.com/embed/");
    days(30);
    expect(await run()).toEqual([]);
    expect((await listSavedSearches(member)).map(({ alertedAt }) => alertedAt?.slice(0, 10))).toEqual([
      "2026-11-23",
      "2026-11-23",
    ]);
  });

  it("tells of a posting that came into sight later: widened, or by an invitation; not again when everybody sees it", async () => {
    const { ctx, hr, enter, publish, run } = await open();
    const [member, other] = [await enter("1"), await enter("2")];
    const hidden = await publish({ title: "秘密の求人", audience: "invited" });
    for (const who of [member, other]) await saveSearch(who, { filter: {}, alert: "daily" });
    days(1);
    expect(await run()).toEqual([]);
    const invite = async (...personIds: string[]) => {
      const { etag } = await hr.jobs.invitees(hidden.id);
      await hr.jobs.editInvitees(hidden.id, { personIds, segmentIds: [] }, { ifMatch: etag });
    };
    await invite(toTypeId("person", await personOf(member)));
    days(1);
    expect((await run()).map(({ to }) => to)).toEqual(["1@example.net"]);
    const { etag } = await hr.jobs.get(hidden.id);
    await hr.jobs.edit(hidden.id, { audience: "alumni" }, { ifMatch: etag });
    days(1);
    expect((await run()).map(({ to }) => to)).toEqual(["2@example.net"]);
    await hr.jobs.close(hidden.id);
    await hr.jobs.publish(hidden.id);
    days(1);
    expect(await run()).toEqual([]);
    expect(ctx.organizationId).toBeTruthy();
  });

  it("skips nothing that another transaction wrote before, and committed after", async () => {
    const { ctx, enter, hr, publish, run } = await open();
    const member = await enter("1");
    await saveSearch(member, { filter: {}, alert: "daily" });
    const late = await hr.jobs.post({ title: "ゆっくり" });
    const slow = postgres(appUrl, { max: 1 });
    const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = slow.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true), set_config('okaeri.sees', 'everything', true)`;
      const { count } = await tx`update job_postings set status = 'published', published_at = '2026-11-20T03:00:00Z'
        where status = 'draft'`;
      expect(count).toBe(1);
      begun.resolve();
      await go.promise;
    });
    await begun.promise;
    await publish({ title: "すばやい" });
    days(1);
    expect(titlesIn(await run())).toEqual([["すばやい"]]);
    go.resolve();
    await writing;
    await slow.end();
    days(1);
    expect([titlesIn(await run()), late.title]).toEqual([[["ゆっくり"]], "ゆっくり"]);
  });

  it("is told once, however many look at the same time, and whoever is killed between", async () => {
    const { ctx, enter, publish, send } = await open();
    for (const number of ["1", "2", "3"]) await saveSearch(await enter(number), { filter: {}, alert: "daily" });
    await publish({ title: "求人" });
    days(1);
    await Promise.all([alertMembers(ctx), alertMembers(ctx), alertMembers(ctx)]);
    expect((await send()).map(({ to }) => to).sort()).toEqual(["1@example.net", "2@example.net", "3@example.net"]);
    await publish({ title: "求人二" });
    days(1);
    const killed: Context = { ...ctx, queue: { ...ctx.queue, send: () => Promise.reject(new Error("killed")) } };
    await expect(alertMembers(killed)).rejects.toThrow("killed");
    await alertMembers(ctx);
    expect(titlesIn(await send())).toEqual([["求人二"], ["求人二"], ["求人二"]]);
  });

  it("names ten postings in one mail, from every search, and says that there are more", async () => {
    const { enter, publish, run } = await open();
    const member = await enter("1", [], "en");
    await saveSearch(member, { filter: {}, alert: "daily" });
    await saveSearch(member, { filter: { q: "経理" }, alert: "daily" });
    await saveSearch(member, { filter: { q: "営業" }, alert: "daily" });
    for (let nth = 0; nth < 12; nth++) await publish({ title: `開発 ${nth}` });
    await publish({ title: "経理" });
    days(1);
    const [mail] = await run();
    const [named = []] = titlesIn(mail ? [mail] : []);
    expect([named.length, new Set(named).size]).toEqual([10, 10]);
    expect(mail?.text).toContain("There are 3 more.");
    expect(mail?.subject).toMatch(/^New at テスト株式会社: .* and more$/);
  });

  it("is told to nobody who withdrew the consent, left, or has no address; what they keep stays", async () => {
    const { enter, publish, run, agree, asOwner } = await open();
    const member = await enter("1");
    await saveSearch(member, { filter: {}, alert: "daily" });
    await publish({ title: "一" });
    await agree("community");
    days(1);
    expect(await run()).toEqual([]);
    expect(await listSavedSearches(member)).toHaveLength(1);
    await agree("community", "jobs");
    await publish({ title: "二" });
    days(1);
    expect(titlesIn(await run())).toEqual([["二"]]);
    await asOwner("update members set email = null");
    await publish({ title: "三" });
    days(1);
    expect(await run()).toEqual([]);
    await leave(member, { erase: false });
    expect(await asOwner("select from saved_searches")).toBe(0);
  });

  it("says nothing of what closed, was taken back or silenced before its mail was sent", async () => {
    const { ctx, hr, enter, publish, send } = await open();
    const member = await enter("1");
    const { id } = await saveSearch(member, { filter: {}, alert: "daily" });
    const one = await publish({ title: "一" });
    days(1);
    await alertMembers(ctx);
    await hr.jobs.close(one.id);
    expect(await send()).toEqual([]);
    await publish({ title: "二" });
    days(1);
    await alertMembers(ctx);
    await editSavedSearch(member, id, { alert: "never" });
    expect(await send()).toEqual([]);
    // What came meanwhile is no news to whoever asks again.
    await publish({ title: "三" });
    await editSavedSearch(member, id, { alert: "daily" });
    days(1);
    await alertMembers(ctx);
    expect(await send()).toEqual([]);
    await deleteSavedSearch(member, id);
    expect(await listSavedSearches(member)).toEqual([]);
  });

  it("is told to nobody who ends it while the search is looked through", async () => {
    const { ctx, enter, publish, send } = await open();
    const member = await enter("1");
    const { id } = await saveSearch(member, { filter: { q: "求人" }, alert: "daily" });
    await publish({ title: "求人" });
    days(1);
    const { client } = ctx.database;
    const slowly = new Proxy(client, {
      get: (target, name) =>
        name === "unsafe"
          ? async (...args: Parameters<typeof client.unsafe>) => {
              await editSavedSearch(member, id, { alert: "never" });
              return target.unsafe(...args);
            }
          : Reflect.get(target, name),
    });
    await alertMembers({ ...ctx, database: { ...ctx.database, client: slowly } });
    expect([await send(), (await listSavedSearches(member))[0]?.alert]).toEqual([[], "never"]);
  });

  it("outlives a clock that jumped a year ahead and back, and filters that nobody can read any more", async () => {
    const { enter, publish, run, asOwner } = await open();
    const [member, other] = [await enter("1"), await enter("2")];
    for (const who of [member, other]) await saveSearch(who, { filter: { q: "求人" }, alert: "weekly" });
    days(365);
    expect(await run()).toEqual([]);
    days(-365);
    await publish({ title: "求人" });
    const { memberId } = other.actor.kind === "member" ? other.actor : { memberId: "" };
    expect(
      await asOwner(`update saved_searches set filter = '{"remote": "on the moon"}' where member_id = '${memberId}'`),
    ).toBe(1);
    expect((await run()).map(({ to }) => to)).toEqual(["1@example.net"]);
    expect(await listSavedSearches(other)).toHaveLength(1);
  });

  it("finds what the board finds: synonyms of the organization, the beginning of a word where no whole one is there", async () => {
    const { enter, hr, publish, run } = await open();
    const member = await enter("1");
    await publish({ title: "Java" });
    for (const q of ["つばめ便", "Java", "Kube"]) await saveSearch(member, { filter: { q }, alert: "daily" });
    const { etag } = await hr.jobs.synonyms();
    await hr.jobs.editSynonyms({ groups: [["つばめ便", "社内物流"]] }, { ifMatch: etag });
    for (const title of ["社内物流", "JavaScript", "Kubernetes"]) await publish({ title });
    days(1);
    expect(titlesIn(await run())).toEqual([["Kubernetes", "社内物流"]]);
  });
});
