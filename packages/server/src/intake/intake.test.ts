import { createClient } from "@okaeri/sdk";
import type { RegistryImport } from "@okaeri/sdk/contract/registry-imports";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { settleDue } from "../registry/people-settle.ts";

const server = await startTestServer();

async function found() {
  const { ctx, secretKey } = await server.foundOrganization();
  const client = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  const bring = (csv: string[] | string, options: Parameters<typeof client.registry.import>[1] = {}) =>
    client.registry.import([csv].flat().join("\n"), options);
  const people = async () => (await client.registry.listPeople({ limit: 100 })).data;
  const first = async () => {
    const [person, ...others] = await people();
    if (!person || others.length > 0)
      throw new Error(`${others.length + Number(Boolean(person))} people instead of one`);
    return person;
  };
  return { ctx, client, bring, people, first };
}

const counts = ({ created, updated, unchanged, here, rejectedCount }: RegistryImport) => ({
  created,
  updated,
  unchanged,
  here,
  rejectedCount,
});
const outcome = (created: number, updated: number, unchanged: number, here = 0, rejectedCount = 0) => ({
  created,
  updated,
  unchanged,
  here,
  rejectedCount,
});

const header = "社員番号,氏名,入社日,退職日";
const tomorrow = (ctx: Context, days = 1) =>
  new Date(ctx.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe("several employments", () => {
  it("of one person stand in several rows of one file, and make one record", async () => {
    const { bring, first } = await found();
    const csv = [header, "7,森 葉子,2001-04-01,2005-03-31", "7,森 葉子,2010-04-01,2020-03-31"];
    expect(counts(await bring(csv))).toEqual(outcome(1, 0, 0));
    expect(counts(await bring(csv))).toEqual(outcome(0, 0, 1));
    const person = await first();
    expect(person.state).toBe("noticed");
    expect(person.employments.map(({ hiredOn, leftOn }) => [hiredOn, leftOn])).toEqual([
      ["2001-04-01", "2005-03-31"],
      ["2010-04-01", "2020-03-31"],
    ]);
  });

  it("come one after the other: left, rehired, left again", async () => {
    const { bring, first, client } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    expect(counts(await bring([header, "7,森 葉子,2010-04-01,"]))).toEqual(outcome(0, 1, 0));
    expect(await first()).toMatchObject({
      state: "rehired",
      employments: [{}, { hiredOn: "2010-04-01", leftOn: null }],
    });
    expect(counts(await bring([header, "7,森 葉子,2010-04-01,"]))).toEqual(outcome(0, 0, 1));
    expect(counts(await bring([header, "7,森 葉子,2010-04-01,2020-03-31"]))).toEqual(outcome(0, 1, 0));
    const person = await first();
    expect(person).toMatchObject({
      state: "noticed",
      employments: [{ leftOn: "2005-03-31" }, { leftOn: "2020-03-31" }],
    });
    const history = (await client.registry.listPersonChanges(person.id)).data;
    expect(
      history.filter(({ kind }) => kind === "state").map(({ before, after, reason }) => [before, after, reason]),
    ).toEqual([
      ["rehired", "noticed", "left"],
      ["noticed", "rehired", "rehired"],
    ]);
  });

  it("that overlap are one that was corrected, or a contradiction within one file", async () => {
    const { bring, first } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    expect(counts(await bring([header, "7,森 葉子,2001-04-02,2005-03-31"]))).toEqual(outcome(0, 1, 0));
    expect((await first()).employments).toMatchObject([{ hiredOn: "2001-04-02" }]);
    const both = await bring([
      header,
      "8,林 一,2001-04-01,2005-03-31",
      "8,林 一,2004-04-01,2008-03-31",
      "8,林 一,,2008-03-31",
    ]);
    expect(both).toMatchObject({
      created: 1,
      rejected: [
        { row: 3, column: "社員番号", code: "duplicate_number" },
        { row: 4, column: "社員番号", code: "duplicate_number" },
      ],
    });
  });

  it("are not guessed: a last day alone belongs to one of them or to none", async () => {
    const { bring } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31", "7,森 葉子,2010-04-01,2020-03-31"]);
    expect(counts(await bring(["社員番号,氏名,退職日", "7,森 葉子,2005-03-31"]))).toEqual(outcome(0, 0, 1));
    expect((await bring(["社員番号,氏名,退職日", "7,森 葉子,2007-03-31"])).rejected).toEqual([
      { row: 2, column: null, code: "employment_ambiguous" },
    ]);
  });

  it("a number given to somebody else is not the same person", async () => {
    const { bring, people } = await found();
    const wide = "社員番号,氏名,生年月日,退職日";
    await bring([wide, "7,森 葉子,1980-01-01,2005-03-31"]);
    expect((await bring([wide, "7,田中 一郎,1990-02-02,2015-03-31"])).rejected).toEqual([
      { row: 2, column: "社員番号", code: "number_of_another" },
    ]);
    expect(await people()).toHaveLength(1);
  });
});

describe("a leaving", () => {
  it("that is announced is one to come, can be called off, and happens when its day has come", async () => {
    const { bring, first, ctx, client } = await found();
    const day = tomorrow(ctx, 30);
    await bring([header, `7,森 葉子,2001-04-01,${day}`]);
    expect(await first()).toMatchObject({ state: "leaving", employments: [{ leftOn: day }] });
    await bring([header, "7,森 葉子,2001-04-01,在職中"]);
    expect(await first()).toMatchObject({ state: "rehired", employments: [{ leftOn: null }] });
    await bring([header, `7,森 葉子,2001-04-01,${day}`]);
    const later: Context = { ...ctx, clock: { now: () => new Date(`${day}T23:00:00Z`) } };
    await settleDue(later);
    const person = await first();
    expect(person.state).toBe("noticed");
    const states = (await client.registry.listPersonChanges(person.id)).data.filter(({ kind }) => kind === "state");
    expect(states.map(({ reason, actor }) => [reason, actor.replace(/:.*/, "")])).toEqual([
      ["left", "system"],
      ["leaving_announced", "admin"],
      ["leaving_called_off", "admin"],
    ]);
  });

  it("that is past can't be called off by a blank: that contradicts the registry", async () => {
    const { bring, first } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    expect((await bring([header, "7,森 葉子,2001-04-01,"])).rejected).toEqual([
      { row: 2, column: "退職日", code: "status_contradicts_registry" },
    ]);
    expect((await first()).employments).toMatchObject([{ leftOn: "2005-03-31" }]);
  });

  it.each(["", "null", "NULL", "－", "9999-01-01", "31.12.9999", "9999年12月31日", "在職中", "Still here"])(
    "is none for %j",
    async (text) => {
      const { bring } = await found();
      expect(counts(await bring([header, `7,森 葉子,2001-04-01,${text}`]))).toEqual(outcome(0, 0, 0, 1));
    },
  );
});

describe("what somebody set by hand", () => {
  it("stays whatever a file says, until it is released; the preview says so", async () => {
    const { bring, first, client } = await found();
    const csv = ["社員番号,姓,名,生年月日,退職日,メール", "7,森,葉子,1980-01-01,2005-03-31,old@example.com"];
    await bring(csv);
    const person = await client.registry.getPerson((await first()).id);
    const edited = await client.registry.editPerson(
      person.id,
      { name: { family: "杜", given: "葉子" }, birthDate: "1981-01-01", reason: "戸籍で確認" },
      { ifMatch: person.etag },
    );
    expect(edited).toMatchObject({ name: { family: "杜" }, heldFields: ["birthDate", "name"] });
    await expect(
      client.registry.editPerson(person.id, { birthDate: null }, { ifMatch: person.etag }),
    ).rejects.toMatchObject({ code: "precondition_failed" });

    const preview = await bring(csv, { dryRun: true });
    expect(counts(preview)).toEqual(outcome(0, 0, 1));
    expect(preview.changes).toMatchObject([
      { field: "birthDate", before: "1981-01-01", after: "1980-01-01", held: true },
      { field: "familyName", before: "杜", after: "森", held: true },
    ]);
    expect(counts(await bring([csv[0] ?? "", "7,森,葉子,1980-01-01,2005-03-31,new@example.com"]))).toEqual(
      outcome(0, 1, 0),
    );
    const kept = await client.registry.getPerson(person.id);
    expect(kept).toMatchObject({
      name: { family: "杜" },
      birthDate: "1981-01-01",
      contacts: [{ value: "new@example.com" }],
    });
    const originOf = (field: string) => kept.origins.find((origin) => origin.field === field)?.source?.kind;
    expect([originOf("*"), originOf("familyName"), originOf("email")]).toEqual(["file", "hand", "file"]);

    await client.registry.editPerson(person.id, { release: ["name"] }, { ifMatch: kept.etag });
    await bring(csv);
    expect(await first()).toMatchObject({ name: { family: "森" }, birthDate: "1981-01-01", heldFields: ["birthDate"] });
  });
});

describe("a name", () => {
  it("that changed leaves the earlier one behind, to be found by; another way to write it does not", async () => {
    const { bring, first, client } = await found();
    const head = "社員番号,姓,名,退職日";
    await bring([head, "7,髙橋,花子,2005-03-31"]);
    await bring([head, "7,高橋,花子,2005-03-31"]);
    expect(await first()).toMatchObject({ name: { family: "高橋" }, earlierNames: [] });
    await bring([head, "7,渡邉,花子,2005-03-31"]);
    expect(await first()).toMatchObject({ earlierNames: [{ name: { family: "高橋", given: "花子" } }] });
    for (const q of ["髙橋", "渡辺 花子", "花子", "花子 渡邊", "7"])
      expect([q, (await client.registry.listPeople({ q })).data.length]).toEqual([q, 1]);
  });
});

describe("a preview", () => {
  it("shows what would be created, changed field by field, and rejected, and writes nothing", async () => {
    const { bring, client, first } = await found();
    const head = "社員番号,氏名,退職日,部署,役職";
    await bring([head, "7,森 葉子,2005-03-31,開発部,主任"]);
    const before = await first();
    const runs = (await client.registry.listRuns()).data.length;
    const preview = await bring([head, "7,森 葉子,2006-03-31,開発部,", "8,林 一,2010-03-31,,", "9,谷 二,いつか,,"], {
      dryRun: true,
      source: "その他",
    });
    expect(preview).toMatchObject({
      runId: null,
      ...outcome(1, 1, 0, 0, 1),
      createdPeople: [{ row: 3, name: "林 一", employeeNumber: "8" }],
      changes: [
        { row: 2, name: "森 葉子", field: "leftOn", before: "2005-03-31", after: "2006-03-31", held: false },
        { row: 2, name: "森 葉子", field: "title", before: "主任", after: null, held: false },
      ],
      rejected: [{ row: 4, column: "退職日", code: "date_unreadable" }],
    });
    expect(await first()).toEqual(before);
    expect((await client.registry.listRuns()).data).toHaveLength(runs);
    expect((await client.registry.listSources()).data.map(({ name }) => name)).toEqual(["file"]);
  });
});

describe("a source", () => {
  it("remembers what its columns and dates mean", async () => {
    const { bring, client } = await found();
    const csv = ["No.,氏名,退職", "7,森 葉子,98/3/31"];
    const mapping = { "No.": "employeeNumber", 退職: "leftOn" } as const;
    await expect(bring(csv, { source: "人事" })).rejects.toMatchObject({ code: "registry_columns_missing" });
    expect((await bring(csv, { source: "人事", mapping })).rejected).toMatchObject([{ code: "date_ambiguous" }]);
    const dateRules = { twoDigitYearsFrom: 1950, dateOrder: null };
    expect(counts(await bring(csv, { source: "人事", mapping, dateRules }))).toEqual(outcome(1, 0, 0));
    const again = await bring(csv, { source: "人事" });
    expect(counts(again)).toEqual(outcome(0, 0, 1));
    expect(again.columns).toEqual([
      { name: "No.", field: "employeeNumber", guessed: false, sample: "7" },
      { name: "氏名", field: "name", guessed: true, sample: "森 葉子" },
      { name: "退職", field: "leftOn", guessed: false, sample: "98/3/31" },
    ]);
    expect((await client.registry.listSources()).data).toMatchObject([
      { kind: "file", name: "人事", mapping, dateRules, lastRunAt: expect.any(String) },
    ]);
    const runs = (await client.registry.listRuns()).data;
    expect(runs.map(({ status, error }) => [status, error])).toEqual([
      ["done", null],
      ["done", null],
      ["done", null],
      ["failed", "registry_columns_missing"],
    ]);
  });

  it("may have blank headers and the same one twice: each has a name of its own", async () => {
    const { bring, first } = await found();
    const csv = ["社員番号,,氏名,備考,備考,氏名,退職日", "0007,,森 葉子,a,部長,もり,2005-03-31"];
    const result = await bring(csv, { mapping: { "備考#5": "title", "#2": null } });
    expect(result.columns.map(({ name, field }) => [name, field])).toEqual([
      ["社員番号", "employeeNumber"],
      ["#2", null],
      ["氏名", "name"],
      ["備考", null],
      ["備考#5", "title"],
      ["氏名#6", null],
      ["退職日", "leftOn"],
    ]);
    expect(await first()).toMatchObject({ employments: [{ employeeNumber: "0007", titles: [{ value: "部長" }] }] });
  });

  it("is waited for: two files at once go in one after the other", async () => {
    const { bring, people } = await found();
    const csv = [header, ...Array.from({ length: 500 }, (_, n) => `${n},山田 ${n}号,2001-04-01,2005-03-31`)];
    const results = await Promise.all([bring(csv), bring(csv), bring(csv)]);
    expect(results.map(({ created, unchanged }) => created + unchanged)).toEqual([500, 500, 500]);
    expect(results.map(({ created }) => created).toSorted((a, b) => a - b)).toEqual([0, 0, 500]);
    expect((await people()).length).toBe(100);
  });
});

describe("what the registry doesn't take", () => {
  it.each([
    ["社員番号,氏名,退職日,マイナンバー", "7,森 葉子,2005-03-31,123456789018", "my_number_refused"],
    ["社員番号,氏名,退職日,個人番号", "7,森 葉子,2005-03-31,", "my_number_refused"],
    ["社員番号,氏名,退職日,健康診断結果", "7,森 葉子,2005-03-31,A", "health_data_refused"],
    ["社員番号,氏名,退職日,障がい者手帳", "7,森 葉子,2005-03-31,", "health_data_refused"],
  ])("is known by the column's name in %s", async (head, line, code) => {
    const { bring, people } = await found();
    await expect(bring([head, line])).rejects.toMatchObject({
      code: "registry_data_forbidden",
      errors: [{ pointer: "#/columns/3", code }],
    });
    expect(await people()).toEqual([]);
    const name = head.split(",")[3] ?? "";
    const left = await bring([head, line], { mapping: { [name]: null } });
    expect(counts(left)).toEqual(outcome(1, 0, 0));
    expect(left.columns.at(-1)).toEqual({ name, field: null, guessed: false, sample: null });
  });

  it("is known by the value itself: the row stays out and says why", async () => {
    const { bring, client } = await found();
    const result = await bring([
      "社員番号,氏名,退職日,退職理由,部署",
      "1,森 葉子,2005-03-31,うつ病の療養に専念するため,",
      "2,林 一,2005-03-31,自己都合,1234-5678-9018",
      "3,谷 二,2005-03-31,家庭の事情,障害対応チーム",
    ]);
    expect(result.rejected).toEqual([
      { row: 2, column: "退職理由", code: "health_data_refused" },
      { row: 3, column: "部署", code: "my_number_refused" },
    ]);
    expect((await client.registry.listPeople()).data.map(({ name }) => name.family)).toEqual(["谷"]);
  });

  it("is known by a whole column: マイナンバー as employee numbers", async () => {
    const { bring } = await found();
    await expect(bring(["社員番号,氏名,退職日", "123456789018,森 葉子,2005-03-31"])).rejects.toMatchObject({
      code: "registry_data_forbidden",
    });
    // Twelve digits of a company's own are right by chance only.
    const own = Array.from({ length: 40 }, (_, n) => `${100000000000 + n},森 ${n}号,2005-03-31`);
    expect(counts(await bring(["社員番号,氏名,退職日", ...own]))).toEqual(outcome(40, 0, 0));
  });
});

describe("the reasons for leaving", () => {
  it("are three, and the certificate's is one of the organization's table", async () => {
    const { bring, first, client } = await found();
    const head = "社員番号,氏名,退職日,離職区分,退職理由,本人退職理由,再雇用希望申出日";
    await client.registry.putSeparationCode(60, {
      code: "6A",
      label: { ja: "独自の区分", en: "Our own" },
      inUse: true,
    });
    await client.registry.putSeparationCode(34, {
      code: "3D",
      label: { ja: "使わない", en: "Not in use" },
      inUse: false,
    });
    const result = await bring([
      head,
      "7,森 葉子,2005-03-31,4D(40),組織の再編,独立のため,令和7年4月1日",
      "8,林 一,2005-03-31,9Z,,,",
      "9,谷 二,2005-03-31,3D,,,",
    ]);
    expect(result.rejected).toEqual([
      { row: 3, column: "離職区分", code: "separation_code_unknown" },
      { row: 4, column: "離職区分", code: "separation_code_unknown" },
    ]);
    expect((await first()).employments).toMatchObject([
      {
        separation: { code: "4D", number: 40 },
        leavingReason: "組織の再編",
        ownReason: "独立のため",
        rehireWishOn: "2025-04-01",
      },
    ]);
    await bring([head, "7,森 葉子,2005-03-31,６Ａ,,,"]);
    expect((await first()).employments).toMatchObject([{ separation: { code: "6A", number: 60 } }]);
    expect((await client.registry.listSeparationCodes()).data).toHaveLength(16);
  });
});

describe("a batch of people", () => {
  it("has a result for each, and brings the good ones", async () => {
    const { client, people } = await found();
    const good = {
      externalId: "w-1",
      employeeNumber: "007",
      name: { family: "森", given: "葉子" },
      leftOn: "2020-03-31",
    };
    const batch = {
      source: "hris",
      people: [
        good,
        { ...good, externalId: "w-2", employeeNumber: "8", leftOn: "2020-13-01" },
        { ...good, externalId: "w-3", employeeNumber: "9", hiredOn: "2021-01-01" },
        { ...good, externalId: "w-4", employeeNumber: "10", leftOn: null },
        { ...good, externalId: "w-1" },
        { name: good.name, leftOn: "2020-03-31" },
        { ...good, externalId: "w-5", employeeNumber: null, skills: ["会計"], salary: 100 },
        { externalId: "w-6", leftOn: "2020-03-31" },
      ],
    };
    const result = await client.registry.upsertPeople(batch);
    expect(result).toMatchObject({ read: 8, created: 1, here: 1, rejectedCount: 6 });
    expect(result.results.map(({ outcome, errors }) => [outcome, errors[0]?.pointer, errors[0]?.code])).toEqual([
      ["created", undefined, undefined],
      ["rejected", "#/people/1/leftOn", "invalid_format"],
      ["rejected", "#/people/2/leftOn", "left_before_joining"],
      ["here", undefined, undefined],
      ["rejected", "#/people/4/employeeNumber", "duplicate_number"],
      ["rejected", "#/people/5", "custom"],
      ["rejected", "#/people/6", "unrecognized_keys"],
      ["rejected", "#/people/7", "value_missing"],
    ]);
    const again = await client.registry.upsertPeople({ source: "hris", people: [good] });
    expect(again.results).toMatchObject([{ outcome: "unchanged", personId: result.results[0]?.personId }]);
    // What an entry leaves out stays; null erases.
    await client.registry.upsertPeople({
      source: "hris",
      people: [{ externalId: "w-1", leftOn: "2020-03-31", department: "開発部", skills: ["会計", "Go"] }],
    });
    expect(await people()).toMatchObject([
      { name: { family: "森" }, skills: ["会計", "Go"], employments: [{ employeeNumber: "007" }] },
    ]);
    await client.registry.upsertPeople({
      source: "hris",
      people: [{ externalId: "w-1", leftOn: "2020-03-31", department: null }],
    });
    expect(await people()).toMatchObject([{ employments: [{ departments: [] }] }]);
  });

  it("of a system that knows the person by id may take a leaving back, and means another employment long after", async () => {
    const { client, people, ctx } = await found();
    const entry = { externalId: "w-1", employeeNumber: "7", name: { family: "森", given: "葉子" } };
    const say = async (leftOn: string | null) =>
      (await client.registry.upsertPeople({ source: "hris", people: [{ ...entry, leftOn }] })).results[0]?.outcome;
    const stints = async () => (await people())[0]?.employments.map(({ leftOn }) => leftOn);
    expect(await say(tomorrow(ctx, -2))).toBe("created");
    expect(await say(null)).toBe("updated");
    expect([await stints(), (await people())[0]?.state]).toEqual([[null], "rehired"]);
    expect(await say("2020-03-31")).toBe("updated");
    expect(await say(null)).toBe("updated");
    expect(await stints()).toEqual(["2020-03-31", null]);
    expect(await say(tomorrow(ctx, -1))).toBe("updated");
    expect(await stints()).toEqual(["2020-03-31", tomorrow(ctx, -1)]);
    expect(await say(tomorrow(ctx, -1))).toBe("unchanged");
  });

  it("is refused as a whole beyond 1,000, and empty", async () => {
    const { client } = await found();
    for (const length of [0, 1001])
      await expect(
        client.registry.upsertPeople({ source: "hris", people: Array.from({ length }, () => ({})) }),
      ).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("a state", () => {
  it("leads only where it may, and each change has its actor, time and reason", async () => {
    const { bring, first, client } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    const { id } = await first();
    await expect(client.registry.changePersonState(id, { state: "active", reason: "早すぎる" })).rejects.toMatchObject({
      code: "conflict",
    });
    for (const state of ["invited", "pending", "verified", "active", "dormant", "withdrawn"] as const)
      expect((await client.registry.changePersonState(id, { state, reason: `to ${state}` })).state).toBe(state);
    const [last] = (await client.registry.listPersonChanges(id)).data;
    expect(last).toMatchObject({
      kind: "state",
      before: "dormant",
      after: "withdrawn",
      reason: "to withdrawn",
      actor: expect.stringMatching(/^admin:key:/),
    });
    // A file brings nobody back into what they left.
    await bring([header, "7,森 葉子,2001-04-01,2006-03-31"]);
    expect((await first()).state).toBe("withdrawn");
  });
});

describe("filters and segments", () => {
  it("narrow lists and counts, live", async () => {
    const { bring, client, ctx } = await found();
    const year = Number(tomorrow(ctx).slice(0, 4));
    await bring([
      "社員番号,姓,名,セイ,メイ,退職日,部署,等級,スキル",
      `1,青木,一,アオキ,ハジメ,${year - 1}-01-15,経理部,G3,簿記、英語`,
      `2,井上,二,イノウエ,ジ,${year - 5}-01-15,経理部,G4,英語`,
      `3,上田,三,ウエダ,ゾウ,${year - 9}-01-15,営業部,G3,Ｐｙｔｈｏｎ`,
    ]);
    const names = async (query: Parameters<typeof client.registry.listPeople>[0]) => {
      const list = (await client.registry.listPeople(query)).data.map(({ name }) => name.family);
      expect((await client.registry.countPeople(query)).count).toBe(list.length);
      return list;
    };
    expect(await names({ department: "経理部" })).toEqual(["青木", "井上"]);
    expect(await names({ department: "経理部", grade: "G4" })).toEqual(["井上"]);
    expect(await names({ minYearsSinceLeaving: 2 })).toEqual(["井上", "上田"]);
    expect(await names({ maxYearsSinceLeaving: 5 })).toEqual(["青木", "井上"]);
    expect(await names({ minYearsSinceLeaving: 5, maxYearsSinceLeaving: 5 })).toEqual(["井上"]);
    expect(await names({ skills: ["英語"] })).toEqual(["青木", "井上"]);
    expect(await names({ skills: ["英語", "簿記"] })).toEqual(["青木"]);
    expect(await names({ skills: ["python"] })).toEqual(["上田"]);
    expect(await names({ states: ["noticed"], q: "ｲﾉ" })).toEqual(["井上"]);
    expect(await names({ states: ["active", "dormant"] })).toEqual([]);
    expect(await names({ leftFrom: `${year - 6}-01-01`, leftTo: `${year - 2}-12-31` })).toEqual(["井上"]);
    expect(await names({ consent: "jobs" })).toEqual([]);

    const segment = await client.segments.create({ name: "経理の人", filter: { department: "経理部" } });
    expect(await names({ segmentId: segment.id })).toEqual(["青木", "井上"]);
    expect(await names({ segmentId: segment.id, grade: "G3" })).toEqual(["青木"]);
    await bring(["社員番号,部署", "3,経理部"]);
    expect(await names({ segmentId: segment.id })).toEqual(["青木", "井上", "上田"]);
    const edited = await client.segments.edit(segment.id, { filter: { grade: "G4" } }, { ifMatch: segment.etag });
    expect(await names({ segmentId: edited.id })).toEqual(["井上"]);
    await expect(client.segments.create({ name: "経理の人", filter: {} })).rejects.toMatchObject({ code: "conflict" });
    await client.segments.delete(segment.id);
    await expect(client.registry.listPeople({ segmentId: segment.id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an export", () => {
  it("comes back unchanged, harmless to a spreadsheet, in UTF-8 and CP932", async () => {
    const { bring, client } = await found();
    await bring([
      "社員番号,姓,名,入社日,退職日,部署,役職,電話,スキル",
      '0007,髙﨑,花子,2001-04-01,2005-03-31,"営業, 第一",=1+1,+81-90-1234-5678,英語、簿記',
      "0007,髙﨑,花子,2010-04-01,2020-03-31,－本部,@長,+81-90-1234-5678,英語、簿記",
    ]);
    const utf8 = new Uint8Array(await (await client.registry.exportPeople({})).arrayBuffer());
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(utf8);
    expect(text).toMatch(/^\ufeff社員番号,姓,名,/);
    expect(text).toContain("'=1+1");
    expect(text).toContain('"営業, 第一"');
    expect(text).toContain("'＠長".replace("＠", "@"));
    expect(text).toContain("'－本部");
    expect(counts(await client.registry.import(utf8))).toEqual(outcome(0, 0, 1));
    const cp932 = new Uint8Array(await (await client.registry.exportPeople({ encoding: "cp932" })).arrayBuffer());
    expect(counts(await client.registry.import(cp932))).toEqual(outcome(0, 0, 1));
    // What another source says as well is said once.
    expect(counts(await client.registry.import(utf8, { source: "別の名簿" }))).toEqual(outcome(0, 0, 1));
  });

  it("names what CP932 lacks, and never writes ? for it", async () => {
    const { bring, client } = await found();
    await bring(["社員番号,姓,名,退職日", "1,𠮷田,葉子,2005-03-31", "2,髙﨑,①,2005-03-31"]);
    expect(await client.registry.checkExport()).toMatchObject({
      rows: 2,
      unencodableCount: 1,
      unencodable: [{ name: "𠮷田 葉子", column: "姓", character: "𠮷", codePoint: "U+20BB7" }],
    });
    await expect(client.registry.exportPeople({ encoding: "cp932" })).rejects.toMatchObject({
      code: "characters_not_encodable",
      errors: [{ detail: "𠮷 (U+20BB7)" }],
    });
    const blob = await client.registry.exportPeople({ encoding: "cp932", substitute: "〓" });
    const bytes = await blob.arrayBuffer();
    const text = new TextDecoder("shift_jis").decode(bytes);
    // What stands in for a character is none: it never comes back as a name.
    expect((await client.registry.import(new Uint8Array(bytes))).rejected).toEqual([
      { row: 2, column: "姓", code: "value_unreadable" },
    ]);
    expect(text).toContain("〓田");
    expect(text).not.toContain("?");
  });
});
