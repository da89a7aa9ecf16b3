import { createClient } from "@okaeri/sdk";
import type { RegistryImport } from "@okaeri/sdk/contract/registry-imports";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();
const header = "社員番号,氏名,退職日";

async function found() {
  const { secretKey } = await server.foundOrganization();
  const client = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  return { client, people: async () => (await client.registry.listPeople({ limit: 100 })).data };
}

/** Twice: what the second time isn't unchanged, isn't right. */
async function bring(file: string | Uint8Array, options: { mapping?: Record<string, null> } = {}) {
  const { client, people } = await found();
  const first = await client.registry.import(file, options);
  const before = await people();
  const second = await client.registry.import(file, options);
  expect(second).toMatchObject({ created: 0, updated: 0, here: first.here, changes: [], rejected: first.rejected });
  expect(second.unchanged).toBe(first.created);
  expect(await people()).toEqual(before);
  expect((await client.registry.listRuns()).data.map(({ status }) => status)).toEqual(["done", "done"]);
  return { first, people: before };
}

const rejections = ({ rejected }: RegistryImport) => rejected.map(({ row, column, code }) => [row, column, code]);
const names = (people: Awaited<ReturnType<typeof bring>>["people"]) =>
  people.map(({ name, employments }) => `${employments[0]?.employeeNumber} ${name.family} ${name.given}`.trim()).sort();

describe("a file that is no table of ours", () => {
  const lines = `${header}\r\n1,森 葉子,2005-03-31\r\n`;

  it.each<[string, string | Uint8Array, string, RegExp]>([
    ["UTF-16 with its mark", iconv.encode(`\ufeff${lines}`, "utf-16le"), "registry_file_unreadable", /UTF-16/],
    ["UTF-16, the other end first", iconv.encode(`\ufeff${lines}`, "utf-16be"), "registry_file_unreadable", /UTF-16/],
    [
      "UTF-16 without a mark",
      iconv.encode("Employee No,Name,Left on\n1,Mori,x\n", "utf-16le"),
      "registry_file_unreadable",
      /UTF-16/,
    ],
    ["U+0000 in the header", lines.replace("社員", "社\0員"), "registry_file_unreadable", /header/],
    ["tabs", lines.replaceAll(",", "\t"), "registry_columns_missing", /separated by tabs/],
    ["semicolons", lines.replaceAll(",", ";"), "registry_columns_missing", /separated by semicolons/],
    ["a title above", `退職者一覧,,\n2026年3月現在,,\n${lines}`, "registry_columns_missing", /Row 3 looks like/],
    ["EUC-JP", iconv.encode(lines, "euc-jp"), "registry_file_unreadable", /neither/],
    ["no byte", "", "registry_columns_missing", /empty/],
    ["a byte order mark alone", "\ufeff", "registry_columns_missing", /empty/],
  ])("is refused with the reason: %s", async (_, file, code, detail) => {
    const { client, people } = await found();
    for (const _time of [1, 2])
      await expect(client.registry.import(file)).rejects.toMatchObject({ code, detail: expect.stringMatching(detail) });
    expect(await people()).toEqual([]);
    expect((await client.registry.listRuns()).data).toMatchObject([
      { status: "failed", error: code },
      { status: "failed", error: code },
    ]);
  });

  it.each(['{"a\\u0000b":"name"}', '{"\\ud800":"name"}', '{"__proto__":"name"}', "[]", "null", '{"氏名":"__proto__"}'])(
    "nor is a mapping %s one",
    async (mapping) => {
      const { secretKey } = await server.foundOrganization();
      const answer = await server.fetch(
        `${server.baseUrl}/v1/registry/imports?mapping=${encodeURIComponent(mapping)}`,
        {
          method: "POST",
          headers: { authorization: `Bearer ${secretKey}`, "content-type": "text/csv" },
          body: "社員番号,氏名\n1,森\n",
        },
      );
      // A header that is called so may be anything; the prototype of an object it is not.
      expect([mapping, answer.status]).toEqual([mapping, mapping.includes('{"__proto__') ? 200 : 422]);
    },
  );

  it("is taken though there is nothing below its header", async () => {
    expect((await bring(header)).first).toMatchObject({ read: 0, created: 0, rejected: [] });
  });
});

describe("rows and columns", () => {
  it("end in any way, mixed, behind a mark and quotes", async () => {
    const file = `\ufeff"社員番号","氏名","退職日"\r\n1,森 葉子,2005-03-31\n2,林 一,2005-03-31\r3,谷 二,2005-03-31`;
    expect(names((await bring(file)).people)).toEqual(["1 森 葉子", "2 林 一", "3 谷 二"]);
  });

  it("may be as many as a spreadsheet has", async () => {
    const columns = Array.from({ length: 16_381 }, (_, n) => `列その${n}番目の備考欄`);
    const file = `${header},${columns.join(",")}\n1,森 葉子,2005-03-31${",x".repeat(columns.length)}\n2,林 一,2005-03-31,\n`;
    const { first } = await bring(file);
    expect([first.created, rejections(first)]).toEqual([1, [[3, null, "row_too_short"]]]);
  });

  it.each([
    ["bare", ""],
    ["in quotes", '"'],
  ])("with a cell of five megabytes are one row, and the next keeps its number: %s", async (_, quote) => {
    const cell = `${quote}${"あ".repeat(1_700_000)}${quote}`;
    const { first } = await bring(`${header},部署\n1,森 葉子,2005-03-31,${cell}\r\n2,林 一,x,\r\n3,谷 二,2005-03-31,`);
    expect(first).toMatchObject({ read: 3, created: 1 });
    expect(rejections(first)).toEqual([
      [2, null, "value_too_long"],
      [3, "退職日", "date_unreadable"],
    ]);
  });

  it("that end in one long line without an end are named too", async () => {
    const { first } = await bring(`${header}\n1,森 葉子,2005-03-31\n${"x".repeat(3_000_000)}`);
    expect([first.created, rejections(first)]).toEqual([1, [[3, null, "value_too_long"]]]);
  });

  it("of totals and repeated headers are named, never counted as people who work here", async () => {
    const { first } = await bring(`${header}\n1,森 葉子,2005-03-31\n合計,1名,\n,合計,1\n${header}\n`);
    expect(first).toMatchObject({ read: 4, created: 1, here: 0 });
    expect(rejections(first)).toEqual([
      [3, "社員番号", "value_unreadable"],
      [4, "社員番号", "value_missing"],
      [5, "退職日", "date_unreadable"],
    ]);
  });

  it("that are all one number, or all one person, are one", async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `1,森 ${n}号,2005-03-31`);
    expect((await bring([header, ...rows].join("\n"))).first).toMatchObject({ created: 1, rejectedCount: 2_999 });
  });
});

describe("dates as spreadsheets leave them", () => {
  const read = async (dates: string[]) => {
    const { first, people } = await bring([header, ...dates.map((date, n) => `${n},森 葉子,"${date}"`)].join("\n"));
    expect(first.created + first.rejectedCount).toBe(dates.length);
    return { days: new Set(people.map(({ employments }) => employments[0]?.leftOn)), first };
  };

  it("with a weekday, a short era, a time or wide digits are read", async () => {
    const dates = [
      "2005/3/31(木)",
      "2005年3月31日 木曜日",
      "平成17年3月31日（木）",
      "㍻17年3月31日",
      "平17.3.31",
      "H17/03/31 0:00:00",
      "２００５／０３／３１",
      "2005-03-31T00:00:00+09:00",
      "'2005/3/31",
      '=""2005/3/31""',
    ];
    const { days, first } = await read(dates);
    expect([days, rejections(first)]).toEqual([new Set(["2005-03-31"]), []]);
  });

  it("that are none, or may be another, are refused by name", async () => {
    const dates = [
      "42094",
      "1899/12/30",
      "1899-12-31",
      "1900/1/0",
      "1900-01-01",
      "0000-00-00",
      "2005-03-31T15:00:00.000Z",
      "31-Mar-05",
      "2005/2/29",
      "昭和100年1月1日",
      "#VALUE!",
      "#####",
    ];
    const { first } = await read(dates);
    expect(rejections(first)).toEqual(dates.map((_, n) => [n + 2, "退職日", "date_unreadable"]));
  });
});

describe("employee numbers", () => {
  it("are what they were before a spreadsheet had them", async () => {
    const numbers = ["00012", "'0013", '="0014"', '"=""0015"""', "16.0", "1e5", "００１７", "'=18"];
    const { people } = await bring([header, ...numbers.map((number) => `${number},森 葉子,2005-03-31`)].join("\n"));
    expect(people.map(({ employments }) => employments[0]?.employeeNumber).toSorted()).toEqual(
      ["00012", "0013", "0014", "0015", "16", "1e5", "００１７", "=18"].toSorted(),
    );
  });

  it("that lost their digits, or nobody can see, stay out", async () => {
    const { first } = await bring([header, "1.23457E+11,森 葉子,2005-03-31", "\u200b,林 一,2005-03-31"].join("\n"));
    expect([first.created, rejections(first)]).toEqual([
      0,
      [
        [2, "社員番号", "value_unreadable"],
        [3, "社員番号", "value_missing"],
      ],
    ]);
  });
});

describe("names", () => {
  const file = [
    "社員番号,姓,名,退職日",
    "1,葛󠄀城,一,2005-03-31",
    "2,か゛,カ\u3099,2005-03-31",
    "3,😀,👨‍👩‍👧,2005-03-31",
    "4,محمد,علي,2005-03-31",
    "5,𠮷野,家,2005-03-31",
    "6,García Márquez,Gabriel José,2005-03-31",
    "7,スハルト,,2005-03-31",
    "8,\u200b,\u2060,2005-03-31",
    "9,,葉子,2005-03-31",
    `10,${"ﷺ".repeat(100)},${"㍃".repeat(100)},2005-03-31`,
  ].join("\n");

  it("of anybody stay as they were written; one that nobody can see is none", async () => {
    const { first, people } = await bring(file);
    expect(rejections(first)).toEqual([
      [9, "姓", "value_missing"],
      [10, "姓", "value_missing"],
    ]);
    expect(names(people).filter((name) => !name.startsWith("10 "))).toEqual(
      [
        "1 葛󠄀城 一",
        "2 か゛ カ\u3099",
        "3 😀 👨‍👩‍👧",
        "4 محمد علي",
        "5 𠮷野 家",
        "6 García Márquez Gabriel José",
        "7 スハルト",
      ].toSorted(),
    );
  });

  it("are found without their selectors and marks, and page by page however long", async () => {
    const { client } = await found();
    await client.registry.import(file);
    for (const [q, number] of [
      ["葛城", "1"],
      ["葛󠄀城", "1"],
      ["が", "2"],
      ["吉野", "5"],
      ["garcía", "6"],
      ["علي محمد", "4"],
    ])
      expect([q, (await client.registry.listPeople({ q: q ?? "" })).data[0]?.employments[0]?.employeeNumber]).toEqual([
        q,
        number,
      ]);
    const long = Array.from({ length: 4 }, (_, n) => `L${n},${"龘".repeat(99)}${n},${"靐".repeat(100)},2005-03-31`);
    await client.registry.import(`社員番号,姓,名,退職日\n${long.join("\n")}`);
    const seen: string[] = [];
    for await (const { id } of client.registry.listPeople({ limit: 1 })) seen.push(id);
    expect([seen.length, new Set(seen).size]).toEqual([12, 12]);
  });
});

describe("values that an index can't hold, or nobody can call", () => {
  it("stay out by name", async () => {
    const kanji = (length: number) => Array.from({ length }, (_, n) => String.fromCodePoint(0x4e00 + n * 7)).join("");
    const { first } = await bring(
      [
        `${header},スキル,電話`,
        `1,森 葉子,2005-03-31,${kanji(1_900)},`,
        `2,森 葉子,2005-03-31,"${Array.from({ length: 60 }, (_, n) => `s${n}`).join("、")}",`,
        "3,森 葉子,2005-03-31,,------",
        "4,森 葉子,2005-03-31,,03-0000-0000",
      ].join("\n"),
    );
    expect([first.created, rejections(first)]).toEqual([
      1,
      [
        [2, "スキル", "value_too_long"],
        [3, "スキル", "value_too_long"],
        [4, "電話", "value_unreadable"],
      ],
    ]);
  });
});

describe("rows about one person", () => {
  it("under two names change nothing the second time", async () => {
    const file = [
      "社員番号,氏名,入社日,退職日,メール",
      "7,森 葉子,2001-04-01,2005-03-31,a@example.com",
      "7,林 葉子,2010-04-01,2020-03-31,b@example.com",
    ].join("\n");
    expect(names((await bring(file)).people)).toEqual(["7 林 葉子"]);
  });

  it("of a merged record change nothing the second time, under two numbers and two names", async () => {
    const { client, people } = await found();
    const file = [
      "社員番号,姓,名,入社日,退職日",
      "0012,髙橋,花子,2005-04-01,2010-03-31",
      "12,佐藤,花子,2012-04-01,2018-03-31",
    ].join("\n");
    await client.registry.import(file);
    const [takahashi, sato] = (await people()).toSorted((one, other) => (one.name.family < other.name.family ? 1 : -1));
    await client.duplicates.merge({ keptId: takahashi?.id ?? "", mergedId: sato?.id ?? "", reason: "同じ人" });
    await client.registry.import(file);
    const settled = await people();
    for (const _time of [1, 2])
      expect(await client.registry.import(file)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await people()).toEqual(settled);
  });

  it("by an id of the source and by a number don't become two, and don't break the file", async () => {
    const { first } = await bring(
      ["外部ID,社員番号,氏名,退職日,部署", "a,7,森 葉子,2005-03-31,A", ",7,森 葉子,2005-03-31,B"].join("\n"),
    );
    expect([first.created, rejections(first)]).toEqual([1, [[3, "社員番号", "number_of_another"]]]);
  });
});
