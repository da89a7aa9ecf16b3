import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  anHourLater,
  callerOf,
  codePattern,
  type JoinedMember,
  joinAsMember,
  mailAfter,
  mailTo,
  newSignUpId,
  requestFor,
  signInAs,
} from "../../testing/joining.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { upsertPeople } from "../intake/upsert.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { enterMember } from "./members.ts";

const server = await startTestServer();
const jiro = { employeeNumber: "0043", name: { family: "鈴木", given: "次郎" }, birthDate: "1980-01-01" };

/** With an address of their own. */
async function signUp(joined: JoinedMember, who: { employeeNumber: string; birthDate: string }) {
  const email = `${randomUUID()}@example.net`;
  const id = newSignUpId();
  const request = await requestFor(joined.ctx, email, who);
  const code = await mailAfter(server, email, codePattern, () => joined.page("PUT", `/sign-ups/${id}`, request));
  await joined.page("POST", `/sign-ups/${id}/verification`, { code });
  return { id, email };
}

/** One human who was two records, and a member by each. */
async function joinTwice() {
  const first = await joinAsMember(server);
  await upsertPeople(first.ctx, { kind: "api", name: "test" }, [{ ...jiro, leftOn: "2020-03-31" }]);
  const { email } = await signUp(first, jiro);
  await mailTo(server, email, /おかえりなさい/);
  const second = { ...first, email };
  const { data } = (await first.hr("GET", "/registry/people")).json;
  const [keptId, mergedId] = data.map(({ id }: { id: string }) => id);
  const merged = await first.hr("POST", "/registry/merges", { keptId, mergedId, reason: "x" });
  expect(merged.status).toBe(201);
  return { first, second, keptId };
}

describe("whoever goes", () => {
  it("goes with every membership: also those of records that became one", async () => {
    const { first, second } = await joinTwice();
    const here = await signInAs(server, first);
    const there = await signInAs(server, second);
    expect((await here.own("POST", "/account/departure", { erase: false })).status).toBe(204);
    expect((await there.own("GET", "/account")).status).toBe(401);
    await expect(signInAs(server, second)).rejects.toThrow();
  }, 30_000);

  it("by HR's word is a member no more: no session, no consent, no code", async () => {
    const joined = await joinAsMember(server, ["community", "no_promise", "jobs"]);
    const { own } = await signInAs(server, joined);
    const [person] = (await joined.hr("GET", "/registry/people")).json.data;
    const withdraw = () =>
      joined.hr("POST", `/registry/people/${person.id}/state`, { state: "withdrawn", reason: "規約違反" });
    expect((await withdraw()).json).toMatchObject({ state: "withdrawn", consents: [] });
    expect((await own("GET", "/account")).status).toBe(401);
    expect((await joined.hr("GET", "/registry/people?consent=jobs")).json.data).toEqual([]);
    await expect(signInAs(server, joined)).rejects.toThrow();
    expect((await withdraw()).json.code).toBe("conflict");
  }, 30_000);
});

describe("whoever asked to be erased", () => {
  it("may leave all the same, and asks once", async () => {
    const joined = await joinAsMember(server);
    const { own } = await signInAs(server, joined);
    expect((await own("POST", "/privacy/requests", { kind: "erasure" })).status).toBe(201);
    expect((await own("POST", "/account/departure", { erase: true })).status).toBe(204);
    expect((await joined.hr("GET", "/privacy/requests")).json.data).toHaveLength(1);
  }, 30_000);
});

describe("whoever went", () => {
  it("isn't brought back by a code that was mailed to an address they had", async () => {
    const joined = await joinAsMember(server);
    const { own } = await signInAs(server, joined);
    const signInId = toTypeId("signin", newUuid(new Date()));
    const { email } = joined;
    await anHourLater(joined.ctx);
    const late = await mailAfter(server, email, codePattern, () =>
      joined.page("PUT", `/sign-ins/${signInId}`, { email, locale: "ja" }),
    );
    const next = `${randomUUID()}@example.net`;
    const code = await mailAfter(server, next, codePattern, () =>
      own("PUT", "/account/email", { email: next, locale: "ja" }),
    );
    await own("POST", "/account/email/verification", { code });
    await eventually(async () => (await own("GET", "/account")).json.email === next);
    expect((await joined.page("POST", `/sign-ins/${signInId}/verification`, { code: late })).status).toBe(422);
  }, 30_000);

  it("leaves no session, not even one that opens in the same moment", async () => {
    const joined = await joinAsMember(server);
    const { own } = await signInAs(server, joined);
    const signInId = toTypeId("signin", newUuid(new Date()));
    const { email, page, ctx } = joined;
    await anHourLater(ctx);
    const code = await mailAfter(server, email, codePattern, () =>
      page("PUT", `/sign-ins/${signInId}`, { email, locale: "ja" }),
    );
    const [, left] = await Promise.all([
      page("POST", `/sign-ins/${signInId}/verification`, { code }),
      own("POST", "/account/departure", { erase: false }),
    ]);
    expect(left.status).toBe(204);
    const open = await withOrganization(ctx, (tx) =>
      tx.execute(sql`select session_id from sessions where revoked_at is null`),
    );
    expect(open).toHaveLength(0);
  }, 30_000);

  it.each([
    ["wholly", []],
    ["in part", [{ what: "employments", reason: "労働基準法第109条" }]],
  ])(
    "and was erased %s isn't brought back by the HRIS's word",
    async (_, refused) => {
      const joined = await joinAsMember(server);
      const { own } = await signInAs(server, joined);
      const { ctx, hr } = joined;
      const vouched = { iss: "https://hris.example.com", sub: "0042" };
      const enter = () => withOrganization(ctx, (tx) => enterMember(ctx, tx, { ...vouched }));
      await enter();
      await own("POST", "/account/departure", { erase: true });
      const [request] = (await hr("GET", "/privacy/requests")).json.data;
      const done = await hr("POST", `/privacy/requests/${request.id}/fulfilment`, { note: "x", refused });
      expect(done.status).toBe(200);
      await expect(enter()).rejects.toMatchObject({ code: "forbidden" });
      // Another number is another human.
      await withOrganization(ctx, (tx) => enterMember(ctx, tx, { ...vouched, sub: "0099" }));
    },
    30_000,
  );
});

describe("whoever comes", () => {
  it("while HR erases them is erased, too", async () => {
    const { ctx, secretKey } = await server.foundOrganization();
    const hr = callerOf(server, secretKey);
    await upsertPeople(ctx, { kind: "api", name: "test" }, [{ ...jiro, leftOn: "2020-03-31" }]);
    const [person] = (await hr("GET", "/registry/people")).json.data;
    const { id } = (await hr("POST", "/privacy/requests", { kind: "erasure", personId: person.id })).json;
    await hr("POST", `/privacy/requests/${id}/identification`, { by: "document", note: "x" });
    const erasing = await withOrganization(ctx, async (tx) => {
      await enterMember(ctx, tx, { iss: "https://hris.example.com", sub: "0043" });
      const answer = hr("POST", `/privacy/requests/${id}/fulfilment`, { note: "x", refused: [] });
      // It has looked for memberships by now, unless it waits for this one.
      await new Promise((done) => setTimeout(done, 500));
      return { answer };
    });
    expect((await erasing.answer).status).toBe(200);
    expect(await withOrganization(ctx, (tx) => tx.execute(sql`select member_id from members`))).toHaveLength(0);
  }, 30_000);

  it("by the HRIS's word, a member twice since two records became one, is one of them", async () => {
    const { first, keptId } = await joinTwice();
    const enter = () =>
      withOrganization(first.ctx, (tx) => enterMember(first.ctx, tx, { iss: "https://hris.example.com", sub: "0042" }));
    expect(await enter()).toBe(await enter());
    expect((await first.hr("GET", `/registry/people/${keptId}`)).status).toBe(200);
  }, 30_000);

  it("with a member's number, birth date and another address isn't let in among many others", async () => {
    const joined = await joinAsMember(server);
    const { id } = await signUp(joined, { employeeNumber: "0042", birthDate: "1988-04-02" });
    await eventually(async () => (await joined.hr("GET", `/sign-ups/${id}`)).json.status === "in_review");
    const all = { signUpIds: [id], decision: "approve", reason: "まとめて" };
    expect((await joined.hr("POST", "/sign-ups/decisions", all)).json).toMatchObject({
      decided: [],
      refused: [{ signUpId: id, code: "conflict" }],
    });
    // The account is where it was.
    expect((await signInAs(server, joined)).entered.status).toBe(200);
  }, 30_000);
});
