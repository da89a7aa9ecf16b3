import { createClient } from "@okaeri/sdk";
import { pino } from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { describeError } from "../../packages/server/src/platform/log.ts";
import { startTestServer, testOrigin } from "../../packages/server/testing/server.ts";
import { type Answered, type Caller, createCrawler, vouchFor } from "./crawler.ts";

/** A value that can be told from all others, by the field it stands in. */
const canaries = {
  "Person.birthDate": "1931-07-19",
  "Person.formerFamilyName": "旧姓カナリア",
  "Person.earlierNames": "前名カナリア",
  "Person.contacts": "canary-contact@example.net",
  "Person.skills": "skill-canary",
  "Employment.employeeNumber": "CANARYNUMBER42",
  "Employment.separation": "ZQ9CANARY",
  "Employment.leavingReason": "leaving-canary",
  "Employment.ownReason": "own-canary",
  "Employment.rehireWishOn": "1999-09-08",
  "SignUp.birthDate": "1932-08-21",
  "SignUp.employeeNumber": "CANARYSIGNUP77",
} as const;
type Field = keyof typeof canaries;
const fields = Object.keys(canaries) as Field[];
/** What stands there after the second sowing: everything else is as it was. */
const changed: Record<Field, string> = {
  "Person.birthDate": "1944-02-03",
  "Person.formerFamilyName": "旧姓あとから",
  "Person.earlierNames": "前名あとから",
  "Person.contacts": "another-contact@example.net",
  "Person.skills": "skill-of-another",
  "Employment.employeeNumber": "ANOTHERNUMBER43",
  "Employment.separation": "ZQ8OTHER",
  "Employment.leavingReason": "reason-of-another",
  "Employment.ownReason": "own-of-another",
  "Employment.rehireWishOn": "1998-08-07",
  "SignUp.birthDate": "1945-03-04",
  "SignUp.employeeNumber": "ANOTHERSIGNUP78",
};
const ofPeople = "カナリアさん";
const person = fields.filter((field) => !field.startsWith("SignUp"));
/** By default: neither with a purpose nor without. */
const keptFromRecruiters: Field[] = [
  "Person.birthDate",
  "Employment.separation",
  "Employment.leavingReason",
  "Employment.ownReason",
];
const withPurposeOnly: Field[] = ["SignUp.birthDate", "SignUp.employeeNumber"];

const lines: string[] = [];
const log = pino(
  { level: "trace", base: null, serializers: { err: describeError } },
  { write: (line: string) => void lines.push(line) },
);
const server = await startTestServer({ log });
/** Past every guard: whoever holds the database. */
const owner = postgres(inject("ownerUrl"), { max: 1 });
afterAll(() => owner.end());

const founded = await server.foundOrganization();
const other = await server.foundOrganization();
const client = createClient({ baseUrl: server.baseUrl, fetch: server.fetch, secretKey: founded.secretKey });
const vouch = await vouchFor(server, founded);
const ids = new Map<string, string>();
const crawler = createCrawler(server, (name, prefix) => ids.get(name) ?? ids.get(prefix), [
  ...Object.values(canaries),
  ...Object.values(changed),
  ofPeople,
]);
const tally = { answers: 0, looks: 0, leaks: 0 };

beforeAll(async () => {
  await sow();
});

/** Somebody with a canary in every restricted field, in the record, its history, a file's run and a sign-up. */
async function sow(): Promise<void> {
  const head =
    "社員番号,姓,名,セイ,メイ,旧姓,生年月日,入社日,退職日,部署,退職理由,本人退職理由,再雇用希望申出日,メール,スキル";
  const row = (number: string, family: string, reason: string) =>
    [
      ...[number, family, "花子", "カナリア", "ハナコ", canaries["Person.formerFamilyName"], "1931-07-18"],
      ...["2001-04-01", "2019-03-31", "開発部", reason, canaries["Employment.ownReason"]],
      ...[canaries["Employment.rehireWishOn"], canaries["Person.contacts"], canaries["Person.skills"]],
    ].join(",");
  const number = canaries["Employment.employeeNumber"];
  await client.registry.import([head, row(number, canaries["Person.earlierNames"], "before")].join("\n"));
  await client.registry.import(
    [head, row(number, ofPeople, canaries["Employment.leavingReason"]), row("0043", ofPeople, "x")].join("\n"),
  );
  const { data } = await client.registry.listPeople({ limit: 10 });
  const first = data.find(({ employments }) => employments.some(({ employeeNumber }) => employeeNumber === number));
  const second = data.find(({ id }) => id !== first?.id);
  const record = await client.registry.getPerson(first?.id ?? "");
  await client.registry.editPerson(
    record.id,
    { birthDate: canaries["Person.birthDate"], reason: "訂正" },
    { ifMatch: record.etag },
  );
  const segment = await client.segments.create({ name: "全員", filter: {} });
  await asOwner(async (sql) => {
    await sql`update employments set separation_code = ${canaries["Employment.separation"]}, separation_number = 77
      where employee_number = ${number}`;
    await sql`
      insert into sign_ups (organization_id, sign_up_id, status, request_hash, family_name, given_name, employee_number,
        birth_date, email, email_key, locale, created_at)
      values (${founded.ctx.organizationId}, gen_random_uuid(), 'in_review', '', ${ofPeople}, '花子',
        ${canaries["SignUp.employeeNumber"]}, ${canaries["SignUp.birthDate"]}, 'x@example.net', 'x@example.net', 'ja', now())`;
  });
  const [signUp] = (await client.signUps.list()).data;
  for (const [name, id] of [
    ["personId", first?.id],
    ["person", first?.id],
    ["mergedId", second?.id],
    ["segmentId", segment.id],
    ["signUpId", signUp?.id],
    ["duplicateId", (await client.duplicates.list()).data[0]?.id],
    ...(await applied()),
  ] as const)
    if (id !== undefined) ids.set(name, id);
}

/** What the second of them sent: their name, in an answer and in the name of a file. */
async function applied(): Promise<[string, string][]> {
  const { id: jobId } = await client.jobs.publish((await client.jobs.post({ title: "応募できる求人" })).id);
  const { authorization } = await vouch("member", "0043");
  const send: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set("authorization", authorization);
    request.headers.set("origin", testOrigin);
    return server.fetch(request);
  };
  const member = createClient({ baseUrl: server.baseUrl, fetch: send, publishableKey: founded.publishableKey });
  const file = await member.applications.attach(`${ofPeople}.txt`, ofPeople);
  const { consent } = await member.applications.form(jobId);
  const { id } = await member.applications.submit(jobId, {
    name: { family: ofPeople, given: "花子" },
    email: "applicant@example.net",
    attachments: [{ id: file.id, purpose: "resume" }],
    message: ofPeople,
    consent: consent.hash,
  });
  return [
    ["applicationId", id],
    ["attachmentId", file.id],
  ];
}

async function asOwner(work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  await owner`select set_config('okaeri.organization_id', ${founded.ctx.organizationId}, false)`;
  await work(owner);
}

/** The same people and history, with other values where the canaries were: by versions and times nothing happened. */
async function sowAgain(): Promise<void> {
  const number = canaries["Employment.employeeNumber"];
  await asOwner(async (sql) => {
    await sql`update people set birth_date = ${changed["Person.birthDate"]}, former_family_name = ${changed["Person.formerFamilyName"]},
      former_family_name_key = ${changed["Person.formerFamilyName"]}, skills = array[${changed["Person.skills"]}]`;
    await sql`update person_skills set skill_key = ${changed["Person.skills"]}`;
    await sql`update earlier_names set family_name = ${changed["Person.earlierNames"]}, name_key = ${`${changed["Person.earlierNames"]}花子`}`;
    await sql`update contacts set value = ${changed["Person.contacts"]}, value_key = ${changed["Person.contacts"]}`;
    await sql`update employments set employee_number = ${changed["Employment.employeeNumber"]},
      employee_number_key = lower(${changed["Employment.employeeNumber"]}), separation_code = ${changed["Employment.separation"]}
      where employee_number = ${number}`;
    await sql`update employments set leaving_reason = ${changed["Employment.leavingReason"]}, own_reason = ${changed["Employment.ownReason"]},
      rehire_wish_on = ${changed["Employment.rehireWishOn"]}`;
    await sql`update person_changes set before = case when before is null then null else 'x' end, after = case when after is null then null else 'y' end
      where field in ('birthDate', 'leavingReason', 'familyName')`;
    await sql`update sign_ups set employee_number = ${changed["SignUp.employeeNumber"]}, birth_date = ${changed["SignUp.birthDate"]}`;
  });
}

function leaksIn(answers: readonly Answered[], hidden: readonly string[], who: string): string[] {
  const found: string[] = [];
  for (const { operation, wire } of answers) {
    tally.answers += 1;
    for (const canary of hidden) {
      tally.looks += 1;
      // A search is answered with what was asked for in its address alone.
      if (wire.includes(canary)) found.push(`${who}: ${operation.slice(0, 90)} shows ${canary}`);
    }
  }
  tally.leaks += found.length;
  return found;
}

const values = (of: readonly Field[]): string[] => of.map((field) => canaries[field]);

interface Reader {
  caller: Caller;
  hidden: readonly Field[];
  /** Not even that there is such a person. */
  nobody: boolean;
}

async function readers(): Promise<Reader[]> {
  const visitor = { name: "visitor", authorization: `Bearer ${founded.publishableKey}` };
  const stranger = { name: "another organization's key", authorization: `Bearer ${other.secretKey}` };
  return [
    { caller: visitor, hidden: fields, nobody: true },
    { caller: stranger, hidden: fields, nobody: true },
    { caller: await vouch("member", "0099"), hidden: fields, nobody: true },
    { caller: await vouch("employee", "e-1"), hidden: fields, nobody: true },
    { caller: await vouch("auditor", "a-1"), hidden: fields, nobody: true },
    { caller: await vouch("recruiter", "r-1"), hidden: [...keptFromRecruiters, ...withPurposeOnly], nobody: false },
    { caller: await vouch("recruiter", "r-1", "hiring"), hidden: keptFromRecruiters, nobody: false },
    { caller: await vouch("admin", "b-1"), hidden: [...keptFromRecruiters, ...withPurposeOnly], nobody: false },
  ];
}

describe("a value in a restricted field", () => {
  it("is seen by whoever may: the crawler is not blind", async () => {
    const key: Caller = { name: "key", authorization: `Bearer ${founded.secretKey}` };
    const wires = (await crawler.read(key)).map(({ wire }) => wire);
    const admin = await crawler.read(await vouch("admin", "b-2", "inquiry"));
    for (const field of fields) {
      expect(
        wires.some((wire) => wire.includes(canaries[field])),
        `${field} by the key`,
      ).toBe(true);
      expect(
        admin.some(({ wire }) => wire.includes(canaries[field])),
        `${field} with a purpose`,
      ).toBe(true);
    }
    expect(crawler.operations).toBeGreaterThan(60);
  });

  it("is in no answer, header, export or search hit of whoever may not", async () => {
    const leaks: string[] = [];
    for (const { caller, hidden, nobody } of await readers()) {
      const answers = [...(await crawler.read(caller)), ...(await crawler.write(caller))];
      leaks.push(...leaksIn(answers, [...values(hidden), ...(nobody ? [ofPeople] : [])], caller.name));
      expect(answers.filter(({ status }) => status >= 500).map(({ operation }) => operation)).toEqual([]);
    }
    expect(leaks).toEqual([]);
  });

  it("is in no answer of a role that the organization took every field from", async () => {
    const table = await client.access.get();
    const changes = table.data
      .filter(({ adjustable, roles }) => adjustable && roles.recruiter?.read !== "none")
      .map(({ resource, field }) => ({
        resource,
        field,
        role: "recruiter" as const,
        read: "none" as const,
        write: false,
      }));
    expect(changes.length).toBeGreaterThan(5);
    await client.access.edit({ changes }, { ifMatch: table.etag });
    const recruiter = await vouch("recruiter", "r-2", "hiring");
    const answers = [...(await crawler.read(recruiter)), ...(await crawler.write(recruiter))];
    expect(leaksIn(answers, values(fields), recruiter.name)).toEqual([]);
    expect(answers.some(({ wire }) => wire.includes(ofPeople))).toBe(true);
  });

  it("changes nothing in what others are answered: no hit, no order, no byte", async () => {
    const callers = [await vouch("recruiter", "r-3"), await vouch("employee", "e-2"), await vouch("member", "0098")];
    const before = new Map<string, Answered[]>();
    for (const caller of callers) before.set(caller.name, await crawler.read(caller));
    await sowAgain();
    for (const caller of callers) {
      const after = await crawler.read(caller);
      const differing = after.filter(({ wire }, index) => wire !== before.get(caller.name)?.[index]?.wire);
      expect(
        differing.map(({ operation }) => operation),
        caller.name,
      ).toEqual([]);
    }
    const key: Caller = { name: "key", authorization: `Bearer ${founded.secretKey}` };
    const seen = await crawler.read(key);
    for (const field of person)
      expect(
        seen.some(({ wire }) => wire.includes(changed[field])),
        `${field} was really changed`,
      ).toBe(true);
  });

  it("is in no line of the log, not even of a statement that failed with it", async () => {
    const record = await client.registry.getPerson(ids.get("personId") ?? "");
    await owner`alter table contacts rename to contacts_away`;
    const edit = { email: canaries["Person.contacts"], birthDate: canaries["Person.birthDate"], skills: [ofPeople] };
    await expect(client.registry.editPerson(record.id, edit, { ifMatch: record.etag })).rejects.toMatchObject({
      code: "internal",
    });
    await owner`alter table contacts_away rename to contacts`;
    expect(lines.filter((line) => line.includes("unforeseen")).length).toBeGreaterThan(0);
    for (const canary of [...values(fields), ofPeople])
      expect(lines.filter((line) => line.includes(canary))).toEqual([]);
    console.info(
      `canaries ${fields.length}, operations ${crawler.operations}, answers ${tally.answers}, looks ${tally.looks}, leaks ${tally.leaks}`,
    );
  });
});

describe("the audit trail", () => {
  it("has an entry for every operation that changed something, and for every look at somebody", async () => {
    const key: Caller = { name: "key", authorization: `Bearer ${founded.secretKey}` };
    const visitor: Caller = { name: "visitor", authorization: `Bearer ${founded.publishableKey}` };
    // Before what is written makes of two people one.
    await crawler.read(await vouch("recruiter", "r-4"));
    const done = [...(await crawler.write(key)), ...(await crawler.write(visitor))]
      // Of several decisions or invitations each may have been refused: then nothing was done.
      .filter(({ status, wire }) => status < 300 && !/"(decided|data)":\[\]/.test(wire))
      .map(({ operation }) => operation.split(" ")[0] ?? "");
    const actions = new Map<string, { actor: string; fields: string[]; peopleCount: number }[]>();
    for await (const entry of client.audit.list({ limit: 100 }))
      actions.set(entry.action, [...(actions.get(entry.action) ?? []), entry]);
    const unwritten = done.filter((operation) => !actions.has(operation) && !onlyReads.has(operation));
    expect(unwritten).toEqual([]);
    expect(new Set(done).size).toBeGreaterThan(20);
    for (const read of [
      "listPeople",
      "getPerson",
      "listPersonChanges",
      "exportPeople",
      "checkExport",
      "listSignUps",
      "listApplications",
      "getApplication",
      "downloadApplicationAttachment",
    ]) {
      const looks = (actions.get(read) ?? []).filter(({ actor, fields }) => actor.includes("r-4") && fields.length > 0);
      expect(looks.length, read).toBeGreaterThan(0);
      if (read !== "listSignUps")
        expect(Math.max(...looks.map(({ peopleCount }) => peopleCount)), read).toBeGreaterThan(0);
    }
    console.info(`operations that changed something ${new Set(done).size}, without an entry ${unwritten.length}`);
  });
});

/** Sent as a POST for the size of what is asked. */
const onlyReads = new Set(["verifyAudit"]);
