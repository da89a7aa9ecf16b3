import { randomUUID } from "node:crypto";
import type { SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { callerOf, newSignUpId, requestFor } from "../../testing/joining.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { upsertPeople } from "../intake/upsert.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { listPeople } from "../registry/people.ts";
import { countMembers } from "./members.ts";

const server = await startTestServer();

type Founded = Awaited<ReturnType<typeof server.foundOrganization>>;

const addLeaver = (ctx: Context, leaver: { number: string; family: string; given: string; born: string }) =>
  upsertPeople(ctx, { kind: "api", name: "test" }, [
    {
      employeeNumber: leaver.number,
      name: { family: leaver.family, given: leaver.given },
      birthDate: leaver.born,
      leftOn: "2021-03-31",
    },
  ]);

const call = (key: string, method: string, path: string, body?: unknown) =>
  callerOf(server, key)(method, `/sign-ups${path}`, body);

const codeFor = (email: string, not?: string) =>
  eventually(async () => {
    const mails = (await server.mailbox.list()).filter((mail) => mail.to === email);
    const code = mails.map((mail) => /\s(\d{6})\s/.exec(mail.text)?.[1]).find((found) => found !== undefined);
    return code !== not && code;
  });

async function signUpWholly({ publishableKey }: Founded, request: SignUpRequest) {
  const id = newSignUpId();
  const asked = await call(publishableKey, "PUT", `/${id}`, request);
  const code = await codeFor(request.email);
  const proved = await call(publishableKey, "POST", `/${id}/verification`, { code });
  return { id, asked, proved };
}

const settled = ({ secretKey }: Founded, id: string) =>
  eventually(async () => {
    const { json } = await call(secretKey, "GET", `/${id}`);
    return json.status !== "code_sent" && json.status !== "matching" && json;
  });

const mailTo = () => `${randomUUID()}@example.net`;

describe("sign-up", () => {
  it("lets in whom the registry knows, and leaves everybody else to HR, with the same bytes to both", async () => {
    const founded = await server.foundOrganization();
    await addLeaver(founded.ctx, { number: "0042", family: "山田", given: "花子", born: "1988-04-02" });
    const known = await signUpWholly(founded, await requestFor(founded.ctx, mailTo()));
    const unknown = await signUpWholly(
      founded,
      await requestFor(founded.ctx, mailTo(), {
        employeeNumber: "9999",
        birthDate: null,
        name: { family: "鈴木", given: "一郎" },
      }),
    );
    const shown = ({ asked, proved }: typeof known) =>
      [asked, proved].map(({ status, text, headers }) => [
        status,
        text,
        [...headers].filter(([name]) => name !== "x-request-id"),
      ]);
    expect(shown(known)).toEqual(shown(unknown));
    expect(await settled(founded, known.id)).toMatchObject({
      status: "approved",
      provedBy: "registry",
      // Evidence is kept, the secret values are not.
      employeeNumber: null,
      birthDate: null,
      matchedOn: ["employee_number", "birth_date", "name"],
    });
    expect(await settled(founded, unknown.id)).toMatchObject({ status: "in_review", personId: null });
    expect((await listPeople(founded.ctx, { consent: "community" })).data).toMatchObject([
      {
        state: "active",
        consents: ["community"],
        contacts: [{ kind: "email", verifiedAt: expect.any(String), source: { kind: "person" } }],
        employments: [{ employeeNumber: "0042" }],
      },
    ]);
  });

  it("does not let a second applicant into a place that is taken: HR looks, and the member stays as they were", async () => {
    const founded = await server.foundOrganization();
    await addLeaver(founded.ctx, { number: "0042", family: "山田", given: "花子", born: "1988-04-02" });
    const first = mailTo();
    const { id } = await signUpWholly(founded, await requestFor(founded.ctx, first));
    expect(await settled(founded, id)).toMatchObject({ status: "approved" });
    const second = await signUpWholly(founded, await requestFor(founded.ctx, mailTo()));
    expect(await settled(founded, second.id)).toMatchObject({ status: "in_review" });
    expect((await listPeople(founded.ctx, {})).data).toMatchObject([{ state: "active" }]);
    const emails = await withOrganization(founded.ctx, (tx) => tx.execute(sql`select email from members`));
    expect(emails.map(({ email }) => email)).toEqual([first]);
  });

  it("is decided by HR once, and the member is counted", async () => {
    const founded = await server.foundOrganization();
    const { id } = await signUpWholly(founded, await requestFor(founded.ctx, mailTo()));
    await settled(founded, id);
    expect((await call(founded.secretKey, "POST", `/${id}/approval`, { reason: "人事台帳で確認" })).json).toMatchObject(
      { status: "approved" },
    );
    expect((await call(founded.secretKey, "POST", `/${id}/decline`, { reason: "x" })).json).toMatchObject({
      code: "conflict",
    });
    expect(await withOrganization(founded.ctx, (tx) => countMembers(founded.ctx, tx))).toBe(1);
  });

  it("is no business of visitors", async () => {
    const founded = await server.foundOrganization();
    const id = newSignUpId();
    await call(founded.publishableKey, "PUT", `/${id}`, await requestFor(founded.ctx, mailTo()));
    for (const [method, path, body] of [
      ["GET", ""],
      ["GET", `/${id}`],
      ["POST", `/${id}/approval`, { reason: "x" }],
      ["POST", `/${id}/decline`, { reason: "x" }],
      ["GET", `/${id}/evidence`],
      ["POST", `/${id}/question`, { question: "x" }],
      ["POST", "/decisions", { signUpIds: [id], decision: "approve", reason: "x" }],
    ] as const)
      expect((await call(founded.publishableKey, method, path, body)).status).toBe(403);
  });

  it("refuses a wrong code five times, then every code until a new one is mailed", async () => {
    const founded = await server.foundOrganization();
    const email = mailTo();
    const id = newSignUpId();
    await call(founded.publishableKey, "PUT", `/${id}`, await requestFor(founded.ctx, email));
    const code = await codeFor(email);
    const wrong = code === "000000" ? "000001" : "000000";
    const enter = async (entered: string) =>
      (await call(founded.publishableKey, "POST", `/${id}/verification`, { code: entered })).json;
    for (let tries = 0; tries < 5; tries++) expect(await enter(wrong)).toMatchObject({ code: "code_invalid" });
    expect(await enter(code)).toMatchObject({ code: "code_expired" });
    await call(founded.publishableKey, "POST", `/${id}/code`);
    const fresh = await codeFor(email, code);
    expect(await enter(fresh)).toEqual({ status: "received" });
    expect(await enter(fresh)).toEqual({ status: "received" });
  });

  it("is the same sign-up when the same request comes again, and a conflict when another one takes its id", async () => {
    const { publishableKey, secretKey, ctx } = await server.foundOrganization();
    const id = newSignUpId();
    const request = await requestFor(ctx, mailTo());
    const answers = await Promise.all([1, 2, 3].map(() => call(publishableKey, "PUT", `/${id}`, request)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await call(publishableKey, "PUT", `/${id}`, { ...request, email: mailTo() })).json.code).toBe("conflict");
    expect((await call(secretKey, "GET", "")).json.data).toHaveLength(1);
  });

  it("mails at most three codes an hour to one address", async () => {
    const { publishableKey, ctx } = await server.foundOrganization();
    let last = "";
    const email = mailTo();
    for (let times = 0; times < 5; times++) {
      last = newSignUpId();
      await call(publishableKey, "PUT", `/${last}`, await requestFor(ctx, email));
      await eventually(
        async () => (await server.mailbox.list()).filter((mail) => mail.to === email).length >= Math.min(times + 1, 3),
      );
    }
    await new Promise((done) => setTimeout(done, 1_500));
    const sent = async () => (await server.mailbox.list()).filter((mail) => mail.to === email).length;
    expect(await sent()).toBe(3);
    // What was asked for long ago counts by when it was mailed, not by when it was asked for.
    await withOrganization(ctx, (tx) =>
      tx.execute(sql`update sign_ups set created_at = created_at - interval '2 hours'`),
    );
    for (let times = 0; times < 3; times++) await call(publishableKey, "POST", `/${last}/code`);
    await new Promise((done) => setTimeout(done, 1_500));
    expect(await sent()).toBe(3);
  });

  it("names what is missing", async () => {
    const { publishableKey, ctx } = await server.foundOrganization();
    const body = { ...(await requestFor(ctx, "nobody")), employeeNumber: null, birthDate: null };
    const put = async (change: object) =>
      (await call(publishableKey, "PUT", `/${newSignUpId()}`, { ...body, ...change })).json;
    const pointers = (json: { errors: { pointer: string }[] }) => json.errors.map(({ pointer }) => pointer);
    expect(pointers(await put({}))).toEqual(["#/email", "#/employeeNumber"]);
    expect(pointers(await put({ email: mailTo() }))).toEqual(["#/employeeNumber"]);
    const nothingSaid = await put({ email: mailTo(), employeeNumber: "1", agreements: [] });
    expect(nothingSaid.errors).toMatchObject([
      { pointer: "#/agreements", detail: expect.stringContaining("community") },
      { pointer: "#/agreements", detail: expect.stringContaining("no_promise") },
    ]);
    const [yes] = body.agreements;
    const others = await put({ email: mailTo(), employeeNumber: "1", agreements: [{ ...yes, version: 2 }] });
    expect(others.code).toBe("agreement_outdated");
    const applied = await withOrganization(ctx, (tx) => tx.execute(sql`select 1 from sign_ups`));
    expect(applied).toHaveLength(0);
  });
});
