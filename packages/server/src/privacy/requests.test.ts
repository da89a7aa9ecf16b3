import { randomUUID } from "node:crypto";
import { createClient } from "@okaeri/sdk";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { eventually, startTestServer } from "../../testing/server.ts";
import { recordAgreements, standingOf } from "../agreements/agreements.ts";
import { listAgreements } from "../agreements/texts.ts";
import { upsertPeople } from "../intake/upsert.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { listPeople } from "../registry/people.ts";
import { noteConsents } from "../registry/person-state.ts";
import { withdrawRequest } from "./request-decisions.ts";
import { dueOn, mayFollow } from "./requests.rules.ts";
import { createRequest, getRequest, listRequests } from "./requests.ts";

const server = await startTestServer();
type Founded = Awaited<ReturnType<typeof server.foundOrganization>>;
const hr = ({ secretKey }: Founded) =>
  createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });

async function addPerson({ ctx }: Founded, change: { email?: string } = {}) {
  const email = change.email ?? `${randomUUID()}@example.net`;
  await upsertPeople(ctx, { kind: "api", name: "人事" }, [
    {
      employeeNumber: randomUUID().slice(0, 8),
      name: { family: "山田", given: "花子" },
      birthDate: "1988-04-02",
      email,
      leftOn: "2021-03-31",
      leavingReason: "自己都合",
    },
  ]);
  const person = (await listPeople(ctx, {})).data.find(({ contacts }) => contacts.some(({ value }) => value === email));
  if (!person) throw new Error("nobody");
  return { ...person, email };
}

/** A member behind the person, active, with every consent. */
async function addMember(founded: Founded, personId: string, email: string): Promise<Context> {
  const { ctx } = founded;
  const memberId = newUuid(new Date());
  const texts = await listAgreements(ctx);
  await withOrganization(ctx, async (tx) => {
    await tx.execute(sql`
      insert into members (organization_id, member_id, person_id, display_name, email, email_key, joined_at)
      values (${ctx.organizationId}, ${memberId}, ${toUuid("person", personId)}, '山田 花子', ${email}, ${email}, now())`);
    await tx.execute(sql`update people set state = 'active' where person_id = ${toUuid("person", personId)}`);
    await noteConsents(ctx, tx, toUuid("person", personId), ["community", "jobs", "scouting"]);
    const given = texts.map(({ kind, version, texts }) => ({ kind, version, textHash: texts.ja.hash }));
    await recordAgreements(ctx, tx, memberId, given, "ja", "sign_up");
  });
  return { ...ctx, actor: { kind: "member", memberId, sessionId: newUuid(new Date()) } };
}

const mailsTo = async (to: string) =>
  (await server.mailbox.list()).filter((mail) => mail.to === to).map(({ text }) => text);

describe("the rules of requests", () => {
  it("count from the day in Japan, weekends and leap days too", () => {
    expect(dueOn("2026-11-22", 14)).toBe("2026-12-06");
    expect(dueOn("2028-02-28", 1)).toBe("2028-02-29");
    expect(dueOn("2026-12-31", 90)).toBe("2027-03-31");
  });

  it("let nothing be done before it is clear who asks, and nothing follow on an end", () => {
    expect(mayFollow("received", "fulfilled")).toBe(false);
    expect(mayFollow("received", "refused")).toBe(true);
    for (const end of ["fulfilled", "partly_refused", "refused", "withdrawn"] as const)
      for (const next of ["received", "open", "fulfilled", "refused", "withdrawn"] as const)
        expect(mayFollow(end, next)).toBe(false);
  });
});

describe("requests", () => {
  it("noted by HR wait until it is made sure who asks; the person is told of receipt and answer", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    const person = await addPerson(founded);
    const asked = await api.privacyRequests.create({ kind: "disclosure", personId: person.id, detail: "電話で" });
    expect(asked).toMatchObject({
      state: "received",
      personId: person.id,
      personName: "山田 花子",
      identifiedBy: null,
    });
    expect((await api.privacyRequests.list({ underWay: true })).data).toEqual([asked]);
    await expect(api.privacyRequests.fulfil(asked.id)).rejects.toMatchObject({ code: "conflict" });
    await expect(api.privacyRequests.data(asked.id)).rejects.toMatchObject({ code: "conflict" });
    const open = await api.privacyRequests.identify(asked.id, { by: "document", note: "運転免許証" });
    expect(open).toMatchObject({ state: "open", identifiedBy: "document", identificationNote: "運転免許証" });
    await expect(api.privacyRequests.identify(asked.id, { by: "document", note: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    const { parts } = await api.privacyRequests.data(asked.id);
    expect(JSON.stringify(parts)).toContain("自己都合");
    const done = await api.privacyRequests.fulfil(asked.id, {
      note: "郵送しました",
      refused: [{ what: "面接の評価", reason: "業務に支障があるため" }],
    });
    expect(done).toMatchObject({ state: "partly_refused", decidedBy: expect.stringContaining("admin") });
    expect((await api.privacyRequests.list({ underWay: true })).data).toEqual([]);
    expect((await api.privacyRequests.list()).data).toEqual([done]);
    const told = await eventually(async () => {
      const texts = await mailsTo(person.email);
      return texts.length === 2 && texts.join("\n");
    });
    expect(told).toContain("業務に支障があるため");
    expect(told).toContain("までに、このアドレスへお返事します");
  });

  it("of a member are theirs alone: known by the session, one of a kind at a time, taken back by them", async () => {
    const founded = await server.foundOrganization();
    const person = await addPerson(founded);
    const other = await addPerson(founded);
    const [me, somebody] = [
      await addMember(founded, person.id, person.email),
      await addMember(founded, other.id, other.email),
    ];
    const asked = await createRequest(me, { kind: "correction", detail: "ふりがな" });
    expect(asked).toMatchObject({ state: "open", identifiedBy: "session", personId: person.id });
    await expect(createRequest(me, { kind: "correction" })).rejects.toMatchObject({ code: "conflict" });
    await expect(createRequest(me, { kind: "erasure", personId: other.id })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await listRequests(me, {})).data).toHaveLength(1);
    expect((await listRequests(somebody, {})).data).toEqual([]);
    await expect(getRequest(somebody, asked.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(withdrawRequest(somebody, asked.id)).rejects.toMatchObject({ code: "not_found" });
    await withdrawRequest(me, asked.id);
    await expect(withdrawRequest(me, asked.id)).rejects.toMatchObject({ code: "conflict" });
    await createRequest(me, { kind: "correction" });
    const visitor = { ...founded.ctx, actor: { kind: "visitor" } } as const;
    await expect(createRequest(visitor, { kind: "erasure" })).rejects.toMatchObject({ code: "forbidden" });
    const recruiter = { ...founded.ctx, actor: { kind: "recruiter", subject: "r", sessionId: "s" } } as const;
    await expect(listRequests(recruiter, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("need a person when HR notes them, and come by due date in pages", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    await expect(api.privacyRequests.create({ kind: "erasure" })).rejects.toMatchObject({ code: "invalid_input" });
    const person = await addPerson(founded);
    await expect(
      api.privacyRequests.create({ kind: "erasure", personId: person.id.replace(/.{3}$/, "zzz") }),
    ).rejects.toMatchObject({ code: "not_found" });
    const ids: string[] = [];
    for (const kind of ["disclosure", "correction", "stop_use", "erasure"] as const)
      ids.push((await api.privacyRequests.create({ kind, personId: person.id })).id);
    await withOrganization(founded.ctx, (tx) =>
      tx.execute(sql`update privacy_requests set due_on = due_on - 1 where kind = 'erasure'`),
    );
    const listed: string[] = [];
    for await (const { id } of api.privacyRequests.list({ limit: 1 })) listed.push(id);
    expect(listed).toEqual([ids[3], ids[0], ids[1], ids[2]]);
  });

  it("to stop the use take every consent back at once, with receipts, in lists too; the membership stays", async () => {
    const founded = await server.foundOrganization();
    const person = await addPerson(founded);
    const me = await addMember(founded, person.id, person.email);
    const { id } = await createRequest(me, { kind: "stop_use" });
    await hr(founded).privacyRequests.fulfil(id);
    expect((await listPeople(founded.ctx, { consent: "jobs" })).data).toEqual([]);
    expect((await listPeople(founded.ctx, {})).data).toMatchObject([{ state: "dormant", consents: ["community"] }]);
    if (me.actor.kind !== "member") throw new Error("no member");
    const { memberId } = me.actor;
    const held = await readOrganization(me, (tx) => standingOf(me, tx, [memberId]));
    expect(held.filter(({ act }) => act === "given").map(({ kind }) => kind)).toEqual(["community", "no_promise"]);
  });

  it("to stop the use of who is no member keep the next invitation of everybody from them", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    const person = await addPerson(founded);
    const { id } = await api.privacyRequests.create({ kind: "stop_use", personId: person.id });
    await api.privacyRequests.identify(id, { by: "acquaintance", note: "元上司が確認" });
    await api.privacyRequests.fulfil(id);
    expect((await listPeople(founded.ctx, {})).data).toMatchObject([{ state: "withdrawn", consents: [] }]);
  });

  it("to erase, where a part is refused, leave the employment record and take the rest", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    const person = await addPerson(founded);
    const me = await addMember(founded, person.id, person.email);
    const { id } = await createRequest(me, { kind: "erasure" });
    const refused = [{ what: "労働者名簿", reason: "労働基準法109条により保存" }];
    expect(await api.privacyRequests.fulfil(id, { refused })).toMatchObject({ state: "partly_refused" });
    const { data } = await listPeople(founded.ctx, {});
    expect(data).toMatchObject([
      {
        state: "withdrawn",
        name: { family: "山田" },
        birthDate: null,
        contacts: [],
        consents: [],
        employments: [{ leavingReason: null }],
      },
    ]);
    const [members] = await readOrganization(founded.ctx, (tx) =>
      tx.execute(sql`select count(*)::integer as n from members`),
    );
    expect(members).toEqual({ n: 0 });
  });

  it("are refused with a reason, also before anybody was identified", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    const person = await addPerson(founded);
    const { id } = await api.privacyRequests.create({ kind: "erasure", personId: person.id });
    expect(await api.privacyRequests.refuse(id, { reason: "本人と確認できません" })).toMatchObject({
      state: "refused",
      note: "本人と確認できません",
    });
    await expect(api.privacyRequests.refuse(id, { reason: "x" })).rejects.toMatchObject({ code: "conflict" });
    await expect(api.privacyRequests.fulfil(id)).rejects.toMatchObject({ code: "conflict" });
  });
});
