import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  anHourLater,
  codePattern,
  joinAsMember,
  mailAfter,
  mailTo,
  newSignUpId,
  requestFor,
  signInAs,
  yesTo,
} from "../../testing/joining.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { withOrganization } from "../platform/database.ts";

const server = await startTestServer();
const newAddress = () => `${randomUUID()}@example.net`;

async function open() {
  const joined = await joinAsMember(server, ["community", "no_promise", "jobs"]);
  const { own } = await signInAs(server, joined);
  const { data } = (await joined.hr("GET", "/registry/people")).json;
  const person = async () => (await joined.hr("GET", `/registry/people/${data[0].id}`, undefined, purpose)).json;
  return { ...joined, own, person, personId: data[0].id as string };
}
const purpose = { "okaeri-purpose": "identity_check" };

describe("one's own account", () => {
  it("is where the welcome mail leads, not back to joining", async () => {
    const { email } = await joinAsMember(server);
    expect(await mailTo(server, email, /hosted\.html\?widget=[a-z-]+/)).toBe("hosted.html?widget=account");
  });

  it("shows what the registry knows, and sets it there for good", async () => {
    const { own, person, hr, email } = await open();
    const read = await own("GET", "/account");
    expect(read.json).toMatchObject({
      name: { family: "山田", given: "花子" },
      birthDate: "1988-04-02",
      email,
      phone: null,
      visibility: { members: "hidden", employees: "hidden" },
      employments: [{ employeeNumber: "0042", leftOn: "2021-03-31" }],
    });
    expect(read.json.agreements.filter(({ act }: { act: string }) => act === "given")).toHaveLength(3);
    const edit = {
      name: { family: "佐藤", given: "花子" },
      formerFamilyName: "山田",
      phone: "090-1234-5678",
      visibility: { members: "name", employees: "profile" },
    };
    const etag = read.headers.get("etag") ?? "";
    const edited = await own("PATCH", "/account", edit, { "if-match": etag });
    expect(edited.json).toMatchObject(edit);
    expect((await own("PATCH", "/account", { phone: null }, { "if-match": etag })).status).toBe(412);
    expect(await person()).toMatchObject({
      name: edit.name,
      formerFamilyName: "山田",
      heldFields: ["formerFamilyName", "name", "phone"],
    });
    // What HR edits meanwhile is not overwritten unseen.
    const stale = edited.headers.get("etag") ?? "";
    const record = await hr("GET", `/registry/people/${(await person()).id}`);
    const byHr = { name: { family: "佐藤", given: "はな子" }, reason: "x" };
    await hr("PATCH", `/registry/people/${record.json.id}`, byHr, { "if-match": record.headers.get("etag") ?? "" });
    expect((await own("PATCH", "/account", { phone: null }, { "if-match": stale })).status).toBe(412);
  });

  it("gives and takes back consent, with a receipt each time, and at once in every list and segment", async () => {
    const { ctx, own, hr, person } = await open();
    const consenting = async (purpose: string) =>
      (await hr("GET", `/registry/people?consent=${purpose}`)).json.data.length;
    expect(await consenting("jobs")).toBe(1);
    expect((await own("DELETE", "/account/agreements/jobs")).status).toBe(204);
    expect([await consenting("jobs"), (await person()).consents]).toEqual([0, ["community"]]);
    const [yes] = await yesTo(ctx, ["scouting"]);
    const body = { version: yes?.version, textHash: yes?.textHash, locale: "ja" };
    const receipt = await own("PUT", "/account/agreements/scouting", body);
    expect(receipt.json).toMatchObject({ kind: "scouting", act: "given", way: "account", textHash: yes?.textHash });
    expect(await consenting("scouting")).toBe(1);
    const outdated = { ...body, textHash: "0".repeat(64) };
    expect((await own("PUT", "/account/agreements/scouting", outdated)).json.code).toBe("agreement_outdated");
    for (const kind of ["community", "no_promise"])
      expect((await own("DELETE", `/account/agreements/${kind}`)).json.code).toBe("conflict");
    const acts = (await own("GET", "/account/receipts")).json.data.map(
      ({ kind, act }: { kind: string; act: string }) => `${kind} ${act}`,
    );
    expect(acts.slice(0, 2)).toEqual(["scouting given", "jobs withdrawn"]);
    expect(acts).toHaveLength(5);
  });

  it("takes a new mail address once a code came back from there, and tells the old one", async () => {
    const { ctx, own, page, email } = await open();
    await anHourLater(ctx);
    const next = newAddress();
    const code = await mailAfter(server, next, codePattern, () =>
      own("PUT", "/account/email", { email: next, locale: "ja" }),
    );
    const wrong = code === "000000" ? "000001" : "000000";
    expect((await own("POST", "/account/email/verification", { code: wrong })).json.code).toBe("code_invalid");
    expect((await own("POST", "/account/email/verification", { code })).json).toEqual({ status: "received" });
    await mailTo(server, email, /メールアドレスが変更されました/);
    expect((await own("GET", "/account")).json.email).toBe(next);
    await anHourLater(ctx);
    await mailAfter(server, email, /登録は見つかりませんでした/, () =>
      page("PUT", `/sign-ins/signin_${newSignUpId().slice(7)}`, { email, locale: "ja" }),
    );
  });

  it("answers the same about an address that is another member's, and leaves that to HR", async () => {
    const { ctx, own, page, hr } = await open();
    const taken = newAddress();
    const id = newSignUpId();
    const other = await requestFor(ctx, taken, { employeeNumber: "9999", name: { family: "鈴木", given: "一郎" } });
    const joining = await mailAfter(server, taken, codePattern, () => page("PUT", `/sign-ups/${id}`, other));
    await page("POST", `/sign-ups/${id}/verification`, { code: joining });
    const status = async () => (await hr("GET", `/sign-ups/${id}`)).json.status;
    await eventually(async () => (await status()) === "in_review");
    expect((await hr("POST", `/sign-ups/${id}/approval`, { reason: "確認済み" })).json.status).toBe("approved");
    await anHourLater(ctx);
    const free = newAddress();
    const asked: unknown[] = [];
    const proved: unknown[] = [];
    for (const email of [free, taken]) {
      await anHourLater(ctx);
      const code = await mailAfter(server, email, codePattern, async () => {
        const { status, text } = await own("PUT", "/account/email", { email, locale: "ja" });
        asked.push([status, text]);
      });
      const { status, text } = await own("POST", "/account/email/verification", { code });
      proved.push([status, text]);
    }
    expect([asked[0], proved[0]]).toEqual([asked[1], proved[1]]);
    const waiting = await eventually(async () => (await hr("GET", "/sign-ups?status=in_review")).json.data[0]);
    expect(waiting).toMatchObject({ email: taken, recovery: true });
    expect((await own("GET", "/account")).json.email).toBe(free);
    expect((await hr("POST", `/sign-ups/${waiting.id}/approval`, { reason: "本人に電話で確認" })).json.status).toBe(
      "approved",
    );
    const emails = await withOrganization(ctx, (tx) =>
      tx.execute(sql`select email from members where left_at is null order by email nulls last`),
    );
    expect(emails.map(({ email }) => email)).toEqual([taken, null]);
  });

  it("holds everything about oneself, to take along", async () => {
    const { own, email } = await open();
    const answer = await own("GET", "/account/data");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    for (const text of ["0042", "1988-04-02", email, "山田", "花子"]) expect(answer.text).toContain(text);
  });

  it("ends at once and wholly, and nothing of the host's brings it back", async () => {
    const { ctx, own, hr, person, page, email } = await open();
    expect((await own("POST", "/account/departure", { erase: true, reason: "引っ越し" })).status).toBe(204);
    expect((await own("GET", "/account")).status).toBe(401);
    expect(await person()).toMatchObject({ state: "withdrawn", consents: [] });
    expect((await hr("GET", "/privacy/requests")).json.data).toMatchObject([{ kind: "erasure", state: "open" }]);
    await anHourLater(ctx);
    const id = `signin_${newSignUpId().slice(7)}`;
    await mailAfter(server, email, /登録は見つかりませんでした/, () =>
      page("PUT", `/sign-ins/${id}`, { email, locale: "ja" }),
    );
    const { enterMember } = await import("./members.ts");
    await expect(
      withOrganization(ctx, (tx) => enterMember(ctx, tx, { iss: "https://hris.example.com", sub: "0042" })),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is for members alone", async () => {
    const { hr, page } = await open();
    for (const call of [hr, page])
      for (const [method, path, body] of [
        ["GET", "/account"],
        ["PATCH", "/account", {}],
        ["DELETE", "/account/agreements/jobs"],
        ["GET", "/account/receipts"],
        ["PUT", "/account/email", { email: newAddress(), locale: "ja" }],
        ["POST", "/account/email/verification", { code: "000000" }],
        ["GET", "/account/data"],
        ["POST", "/account/departure", { erase: false }],
      ] as const)
        expect([
          path,
          (await call(method, path, body, method === "PATCH" ? { "if-match": '"1"' } : {})).status,
        ]).toEqual([path, 403]);
  });
});

describe("a way back in", () => {
  it("goes through HR, replaces the address, ends what was open, and the old address is told", async () => {
    const { ctx, own, page, hr, email } = await open();
    const next = newAddress();
    await anHourLater(ctx);
    const id = newSignUpId();
    const request = await requestFor(ctx, next);
    const code = await mailAfter(server, next, codePattern, () => page("PUT", `/sign-ups/${id}`, request));
    await page("POST", `/sign-ups/${id}/verification`, { code });
    const waiting = await eventually(async () => {
      const { json } = await hr("GET", `/sign-ups/${id}`);
      return json.status === "in_review" && json;
    });
    expect(waiting).toMatchObject({ recovery: true, employeeNumber: "0042", birthDate: "1988-04-02" });
    const evidence = (await hr("GET", `/sign-ups/${id}/evidence`, undefined, purpose)).json.candidates;
    expect(evidence).toMatchObject([
      { member: true, matchedOn: ["employee_number", "birth_date", "name"], contradicts: [] },
    ]);
    expect((await own("GET", "/account")).json.email).toBe(email);
    const approved = await hr("POST", `/sign-ups/${id}/approval`, { personId: waiting.personId, reason: "面談で確認" });
    expect(approved.json).toMatchObject({ status: "approved", recovery: true, provedBy: "review", birthDate: null });
    expect((await own("GET", "/account")).status).toBe(401);
    await mailTo(server, email, /メールアドレスが変更されました/);
    await mailTo(server, next, /おかえりなさい/);
    const { own: again } = await signInAs(server, { ...(await open()), ctx, page, email: next });
    expect((await again("GET", "/account")).json).toMatchObject({
      email: next,
      employments: [{ employeeNumber: "0042" }],
    });
  });
});
