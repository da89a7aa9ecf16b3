import { randomUUID } from "node:crypto";
import type { Person } from "@okaeri/sdk/contract/registry";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { listPeople } from "../registry/people.ts";
import { type ImportOptions, importRegistry } from "./import.ts";

const server = await startTestServer();
const url = `${server.baseUrl}/v1/registry`;

const bring = (ctx: Context, csv: string | Uint8Array, options: Partial<ImportOptions> = {}) =>
  importRegistry(ctx, fileOf(csv), { source: "file", encoding: "auto", dryRun: false, ...options });

const fileOf = (csv: string | Uint8Array) => ({
  async *bytes() {
    yield Buffer.from(csv);
  },
});

const counts = (created: number, updated: number, unchanged: number) => ({ created, updated, unchanged });

async function onlyPerson(ctx: Context): Promise<Person> {
  const [person, ...others] = (await listPeople(ctx, {})).data;
  if (!person || others.length > 0) throw new Error("not exactly one person");
  return person;
}

const header = "社員番号,氏名,旧姓,生年月日,入社日,退職日,部署,役職,メール";
const hanako = "0042,山田 花子,佐藤,1985/4/2,2010/4/1,H27.3.31,開発部,主任,hanako@example.com";
const jiro = "0043,鈴木 次郎,,1980/1/1,2005/4/1,9999-01-01,営業部,課長,";

describe("a registry file", () => {
  it("brings leavers only, and nothing the second time", async () => {
    const { ctx } = await server.foundOrganization();
    const csv = [header, hanako, jiro].join("\n");
    expect(await bring(ctx, csv)).toMatchObject({ read: 2, ...counts(1, 0, 0), rejected: [] });
    expect(await bring(ctx, csv)).toMatchObject({ read: 2, ...counts(0, 0, 1), rejected: [] });
    expect(await onlyPerson(ctx)).toEqual({
      id: expect.stringMatching(/^person_/),
      state: "noticed",
      stateSince: expect.any(String),
      name: { family: "山田", given: "花子" },
      kana: null,
      romaji: null,
      formerFamilyName: "佐藤",
      earlierNames: [],
      birthDate: "1985-04-02",
      contacts: [
        {
          id: expect.stringMatching(/^contact_/),
          kind: "email",
          value: "hanako@example.com",
          verifiedAt: null,
          confirmedAt: expect.any(String),
          source: { id: expect.stringMatching(/^source_/), kind: "file", name: "file" },
        },
      ],
      skills: [],
      consents: [],
      heldFields: [],
      withheld: [],
      updatedAt: expect.any(String),
      employments: [
        {
          id: expect.stringMatching(/^employment_/),
          employeeNumber: "0042",
          hiredOn: "2010-04-01",
          leftOn: "2015-03-31",
          lastWorkingOn: null,
          employmentType: null,
          separation: null,
          leavingReason: null,
          ownReason: null,
          rehireWishOn: null,
          departments: [{ value: "開発部", from: null, to: "2015-03-31" }],
          titles: [{ value: "主任", from: null, to: "2015-03-31" }],
          grades: [],
        },
      ],
    });
  });

  it("changes only what it has columns for", async () => {
    const { ctx } = await server.foundOrganization();
    await bring(ctx, [header, hanako].join("\n"));
    const before = await onlyPerson(ctx);
    expect(await bring(ctx, "社員番号,メール\n００４２,new@example.com\n")).toMatchObject(counts(0, 1, 0));
    expect(await bring(ctx, "社員番号,役職\n0042,部長\n")).toMatchObject(counts(0, 1, 0));
    expect(await bring(ctx, "社員番号,メール\n0042,\n")).toMatchObject(counts(0, 1, 0));
    const [employment] = before.employments;
    expect(await onlyPerson(ctx)).toEqual({
      ...before,
      contacts: [],
      updatedAt: expect.any(String),
      employments: [{ ...employment, titles: [{ value: "部長", from: null, to: "2015-03-31" }] }],
    });
  });

  it("names every row that can't go in, and takes the others", async () => {
    const { ctx } = await server.foundOrganization();
    const csv = [
      "社員番号,氏名,入社日,退職日,退職理由",
      '1,山田 花子,2010/4/1,2015/3/31,"家庭の\n事情"',
      "2,佐藤 一郎,2010/4/1,15/3/31,",
      "",
      "3,,2010/4/1,2015/3/31,",
      "4,高橋 次郎,2016/4/1,2015/3/31,",
      '5,"伊藤 三郎,2010/4/1,2015/3/31,',
      "1,別人 某,2010/4/1,2015/3/31,",
      "6,渡辺 四郎,2010/4/1",
      "7,中村 五郎,2010/4/1,2015/3/31,,,",
      "8,小林\0六郎,2010/4/1,2015/3/31,",
      "9,加藤 七郎,2010/4/1,2015/3/31,",
    ].join("\r\n");
    expect(await bring(ctx, csv)).toMatchObject({
      read: 10,
      ...counts(2, 0, 0),
      rejected: [
        { row: 3, column: "退職日", code: "date_ambiguous" },
        { row: 5, column: "氏名", code: "value_missing" },
        { row: 6, column: "退職日", code: "left_before_joining" },
        { row: 7, column: null, code: "quote_unclosed" },
        { row: 8, column: "社員番号", code: "duplicate_number" },
        { row: 9, column: null, code: "row_too_short" },
        { row: 10, column: null, code: "row_too_long" },
        { row: 11, column: "氏名", code: "value_unreadable" },
      ],
    });
    const { data } = await listPeople(ctx, {});
    expect(data.map((person) => person.employments[0]?.leavingReason)).toContain("家庭の\n事情");
  });

  it("without what a new person needs brings nobody new, and says so", async () => {
    const { ctx } = await server.foundOrganization();
    await bring(ctx, [header, hanako].join("\n"));
    expect(await bring(ctx, "社員番号,氏名\n0042,山田 花子\n0099,誰か 某\n")).toMatchObject({
      read: 2,
      ...counts(0, 0, 1),
      rejected: [{ row: 3, column: null, code: "value_missing" }],
    });
  });

  it("written when dry, writes nothing", async () => {
    const { ctx } = await server.foundOrganization();
    const csv = [header, hanako].join("\n");
    expect(await bring(ctx, csv, { dryRun: true })).toMatchObject(counts(1, 0, 0));
    expect((await listPeople(ctx, {})).data).toEqual([]);
  });

  it("reads the same in every encoding, and refuses what is none", async () => {
    const { ctx } = await server.foundOrganization();
    const csv = [header, hanako.replace("山田", "髙﨑①")].join("\r\n");
    expect(await bring(ctx, iconv.encode(csv, "cp932"))).toMatchObject(counts(1, 0, 0));
    expect(await bring(ctx, `\ufeff${csv}`)).toMatchObject(counts(0, 0, 1));
    expect(await bring(ctx, iconv.encode(csv, "cp932"), { encoding: "cp932" })).toMatchObject(counts(0, 0, 1));
    const broken = Buffer.concat([Buffer.from(csv), Buffer.from([0xff, 0xfd])]);
    await expect(bring(ctx, broken)).rejects.toMatchObject({ code: "registry_file_unreadable" });
    await expect(bring(ctx, iconv.encode(csv, "utf-16"))).rejects.toMatchObject({ code: "registry_file_unreadable" });
    expect(await bring(ctx, broken, { encoding: "utf-8" })).toMatchObject({
      created: 0,
      rejected: [{ row: 2, column: "メール", code: "value_unreadable" }],
    });
    for (const empty of ["", "\n\n", "氏名,退職日\n山田,2015/3/31\n"])
      await expect(bring(ctx, empty)).rejects.toMatchObject({ code: "registry_columns_missing" });
  });

  it("of histories replaces a history of the same kind, and leaves who is unknown alone", async () => {
    const { ctx } = await server.foundOrganization();
    await bring(ctx, [header, hanako].join("\n"));
    const history = [
      "Employee No,Kind,Value,From,To",
      "0042,department,開発部,2012-04-01,2015-03-31",
      "0042,department,営業部,2010-04-01,2012-03-31",
      "0043,department,営業部,2005-04-01,9999-01-01",
      "0042,office,東京,2010-04-01,",
    ];
    const rejected = [{ row: 5, column: "Kind", code: "kind_unknown" }];
    expect(await bring(ctx, history.join("\n"))).toMatchObject({ read: 4, ...counts(0, 1, 0), rejected });
    expect(await bring(ctx, history.join("\n"))).toMatchObject({ read: 4, ...counts(0, 0, 1), rejected });
    expect(await bring(ctx, [...history.slice(0, 3), "0042,title,係長,,"].join("\n"))).toMatchObject(counts(0, 1, 0));
    expect((await onlyPerson(ctx)).employments).toMatchObject([
      {
        departments: [
          { value: "営業部", from: "2010-04-01", to: "2012-03-31" },
          { value: "開発部", from: "2012-04-01", to: "2015-03-31" },
        ],
        titles: [{ value: "係長", from: null, to: null }],
      },
    ]);
    const both = await bring(ctx, [header, hanako].join("\n"), { assignments: fileOf(history.join("\n")) });
    expect(both).toMatchObject({ read: 5, ...counts(0, 0, 1), rejected: [{ ...rejected[0], file: "assignments" }] });
  });

  it("waits for no other: two at once are one and a conflict, or one after the other", async () => {
    const { ctx } = await server.foundOrganization();
    const csv = [header, hanako].join("\n");
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => bring(ctx, csv)));
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    expect(outcomes.filter((o) => o.status === "fulfilled" && o.value.created === 1)).toHaveLength(1);
    expect((await listPeople(ctx, {})).data).toHaveLength(1);
  });
});

describe("the registry over HTTP", () => {
  const post = (secretKey: string, body: BodyInit, query = "", headers: Record<string, string> = {}) =>
    server.fetch(`${url}/imports${query}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "text/csv", ...headers },
      body,
    });

  it("imports a file far larger than JSON may be, once per idempotency key", async () => {
    const { secretKey, ctx } = await server.foundOrganization();
    const rows = Array.from({ length: 30_000 }, (_, n) => `${n},${n % 2 ? "山田" : "鈴木"} 太郎第${n}号,2015/3/31`);
    const csv = ["社員番号,氏名,退職日", ...rows].join("\n");
    expect(Buffer.byteLength(csv)).toBeGreaterThan(1024 * 1024);
    const headers = { "idempotency-key": randomUUID() };
    const first = await post(secretKey, csv, "", headers);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ read: 30_000, ...counts(30_000, 0, 0), rejected: [] });
    expect(await (await post(secretKey, csv, "", headers)).json()).toMatchObject(counts(30_000, 0, 0));
    expect((await (await post(secretKey, `${csv}\n`, "", headers)).json()).code).toBe("idempotency_key_reused");
    expect(await (await post(secretKey, csv)).json()).toMatchObject(counts(0, 0, 30_000));
    expect((await listPeople(ctx, { q: "0029" })).data).toEqual([]);
  });

  it("takes mapping, encoding and dryRun from the query, and refuses what it can't use", async () => {
    const { secretKey } = await server.foundOrganization();
    const mapping = encodeURIComponent(JSON.stringify({ 連番: "employeeNumber" }));
    const csv = iconv.encode("連番,氏名,退職日\n1,山田,2015/3/31\n", "cp932");
    const dry = await post(secretKey, new Uint8Array(csv), `?dryRun=true&encoding=cp932&mapping=${mapping}`);
    expect(await dry.json()).toMatchObject(counts(1, 0, 0));
    const refusals = await Promise.all([
      post(secretKey, "x", "?mapping=%7B"),
      post(secretKey, "x", `?mapping=${encodeURIComponent('{"a":"salary"}')}`),
      post(secretKey, "x", "?encoding=latin1"),
      post(secretKey, "{}", "", { "content-type": "application/json" }),
      post(secretKey, ""),
    ]);
    expect(await Promise.all(refusals.map(async (answer) => [answer.status, (await answer.json()).code]))).toEqual([
      [422, "invalid_input"],
      [422, "invalid_input"],
      [422, "invalid_input"],
      [415, "unsupported_media_type"],
      [422, "registry_columns_missing"],
    ]);
  });

  it("is closed to pages", async () => {
    const { publishableKey } = await server.foundOrganization();
    const headers = { origin: testOrigin };
    expect((await post(publishableKey, "社員番号\n1\n", "", headers)).status).toBe(403);
    expect((await server.fetch(`${url}/people?key=${publishableKey}`, { headers })).status).toBe(403);
  });

  it("lists people by reading, page after page, and finds them in any script and width", async () => {
    const { secretKey, ctx } = await server.foundOrganization();
    const authorization = `Bearer ${secretKey}`;
    const lines = ["A-1,髙橋,花子,タカハシ,ハナコ,渡邉", "A-2,佐藤,一郎,サトウ,イチロウ,", "B%3,Facello,Georgi,,,"];
    await bring(ctx, ["社員番号,姓,名,セイ,メイ,旧姓,退職日", ...lines.map((line) => `${line},2015/3/31`)].join("\n"));
    const list = async (query: string) => {
      const answer = await server.fetch(`${url}/people?${query}`, { headers: { authorization } });
      return answer.json();
    };
    const familiesOf = async (query: string) => (await list(query)).data.map((person: Person) => person.name.family);
    const first = await list("limit=2");
    expect(first.data.map((person: Person) => person.name.family)).toEqual(["Facello", "佐藤"]);
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([second.data.map((person: Person) => person.name.family), second.nextCursor]).toEqual([["髙橋"], null]);
    for (const q of ["高橋", "髙橋花", "高橋　花子", "たかはし", "ﾀｶ", "渡辺", "ａ－１"])
      expect([q, await familiesOf(`q=${encodeURIComponent(q)}`)]).toEqual([q, ["髙橋"]]);
    expect(await familiesOf("q=a-")).toEqual(["髙橋", "佐藤"]);
    expect(await familiesOf(`q=${encodeURIComponent("b%")}`)).toEqual(["Facello"]);
    for (const q of ["%", "_", "橋", "・", "'"])
      expect([q, await familiesOf(`q=${encodeURIComponent(q)}`)]).toEqual([q, []]);
    expect((await list("cursor=nonsense")).code).toBe("invalid_input");

    const one = await server.fetch(`${url}/people/${second.data[0].id}`, { headers: { authorization } });
    expect(await one.json()).toMatchObject(second.data[0]);
    const other = await server.foundOrganization();
    const foreign = await server.fetch(`${url}/people/${second.data[0].id}`, {
      headers: { authorization: `Bearer ${other.secretKey}` },
    });
    expect(foreign.status).toBe(404);
  });
});
