import { describe, expect, it } from "vitest";
import { counts, openRegistryDesk, outcome } from "../../testing/registry-desk.ts";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();
const found = () => openRegistryDesk(server);

const header = "社員番号,氏名,入社日,退職日";

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
