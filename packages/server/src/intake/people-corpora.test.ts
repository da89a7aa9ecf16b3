import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@okaeri/sdk";
import type { Person } from "@okaeri/sdk/contract/registry";
import type { Leaver } from "@okaeri/sdk/contract/registry-imports";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { startTestServer } from "../../testing/server.ts";
import { hasCp932 } from "../registry/cp932.rules.ts";
import { toCsvLine } from "../registry/export-rows.rules.ts";
import { kanaKey, nameKey } from "../registry/folding.rules.ts";

const corpora = process.env.OKAERI_CORPORA;
const name = corpora ? "real people" : "real people (skipped: OKAERI_CORPORA names no folder)";
const read = (path: string): string => readFileSync(join(corpora ?? "", path), "utf8");

/** The tuples of an SQL dump's inserts, without their quotes. */
const tuplesOf = (path: string): string[][] =>
  [...read(path).matchAll(/\(([^()]*)\)[,;]/g)].map(([, tuple = ""]) =>
    [...tuple.matchAll(/'((?:[^']|'')*)'|([^',]+)/g)].map(([, quoted, bare]) =>
      (quoted ?? bare ?? "").replaceAll("''", "'"),
    ),
  );

interface Politician {
  id: { bioguide: string };
  name: { first: string; last: string };
  bio: { birthday?: string };
  terms: { type: string; start: string; end: string }[];
}

const dayMs = 86_400_000;
const longestGapDays = 180;

/** Terms that follow each other are one employment. */
function stintsOf({ terms }: Politician): { hiredOn: string; leftOn: string; title: string }[] {
  const stints: { hiredOn: string; leftOn: string; title: string }[] = [];
  for (const { start, end, type } of terms.toSorted((a, b) => a.start.localeCompare(b.start))) {
    const last = stints.at(-1);
    if (last && Date.parse(start) - Date.parse(last.leftOn) <= longestGapDays * dayMs) {
      if (end > last.leftOn) last.leftOn = end;
      last.title = type;
    } else stints.push({ hiredOn: start, leftOn: end, title: type });
  }
  return stints;
}

describe.skipIf(!corpora)(name, async () => {
  const server = corpora ? await startTestServer() : null;

  async function found() {
    if (!server) throw new Error("no server");
    const { secretKey } = await server.foundOrganization();
    const client = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
    const everybody = async (): Promise<Person[]> => {
      const people: Person[] = [];
      for await (const person of client.registry.listPeople({ limit: 100 })) people.push(person);
      return people;
    };
    return { client, everybody };
  }

  const report = (file: string, first: object, again: object): void =>
    console.info(`${file}: ${JSON.stringify(first)}, again ${JSON.stringify(again)}`);

  it("10,000 employees from their SQL dumps: the 1,936 leavers with their histories, and nothing the second time", async () => {
    const { client, everybody } = await found();
    const dir = "hris/employees-large";
    const titles = Map.groupBy(tuplesOf(`${dir}/load_title.sql`), ([number]) => number ?? "");
    const departments = new Map(tuplesOf(`${dir}/load_department.sql`).map(([id = "", text = ""]) => [id, text]));
    const moves = tuplesOf(`${dir}/load_dept_emp.sql`);
    const leftOn = new Map<string, string>();
    for (const [number = "", , , to = ""] of moves) if (to > (leftOn.get(number) ?? "")) leftOn.set(number, to);
    const employees = tuplesOf(`${dir}/load_employee.sql`);
    const people = [
      ["Employee No", "Birth Date", "First Name", "Last Name", "Gender", "Hire Date", "Termination Date"],
      ...employees.map(([number = "", born = "", first = "", last = "", gender = "", hired = ""]) => [
        number,
        born,
        first,
        last,
        gender,
        hired,
        leftOn.get(number) ?? "",
      ]),
    ];
    const csv = people.map(toCsvLine).join("");
    const first = await client.registry.import(csv);
    const again = await client.registry.import(csv);
    const { read, created, unchanged, here, rejected } = first;
    report(`${dir} people`, { read, created, here, rejected: rejected.length }, { unchanged: again.unchanged });
    expect({ read, created, unchanged, here, rejected }).toEqual({
      read: 10_000,
      created: 1_936,
      unchanged: 0,
      here: 10_000 - 1_936,
      rejected: [],
    });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1_936, here: 10_000 - 1_936 });

    const history = [
      ["Employee No", "Kind", "Value", "From", "To"],
      ...moves.map(([number = "", department = "", from = "", to = ""]) => [
        number,
        "department",
        departments.get(department) ?? "",
        from,
        to,
      ]),
      ...[...titles.values()]
        .flat()
        .map(([number = "", title = "", from = "", to = ""]) => [number, "title", title, from, to]),
    ];
    const historyCsv = history.map(toCsvLine).join("");
    const histories = await client.registry.import(historyCsv, { source: "history" });
    const historiesAgain = await client.registry.import(historyCsv, { source: "history" });
    report(
      `${dir} histories`,
      { read: histories.read, updated: histories.updated, rejected: histories.rejectedCount },
      { unchanged: historiesAgain.unchanged },
    );
    expect(histories).toMatchObject({ read: history.length - 1, created: 0, updated: 1_936, rejected: [] });
    expect(historiesAgain).toMatchObject({ updated: 0, unchanged: 1_936 });
    const moved = (await everybody()).filter((person) => person.employments.some((one) => one.departments.length > 1));
    const expected = Map.groupBy(moves, ([number]) => number ?? "");
    expect(moved.length).toBe(
      [...expected].filter(([number, of]) => of.length > 1 && leftOn.get(number) !== "9999-01-01").length,
    );
  });

  it("537 people in office and 80 executives: who was away over 180 days has two employments and one record", async () => {
    for (const [file, people, several] of [
      ["legislators-current.yaml", 537, 19],
      ["executive.yaml", 80, 4],
    ] as const) {
      const { client, everybody } = await found();
      const politicians: Politician[] = parse(read(`hris/us-terms/${file}`));
      expect(politicians).toHaveLength(people);
      const entries = politicians.flatMap((one): Leaver[] =>
        stintsOf(one).map(({ hiredOn, leftOn, title }) => ({
          externalId: one.id.bioguide ?? `${one.name.last} ${one.name.first}`,
          name: { family: one.name.last, given: one.name.first },
          birthDate: one.bio.birthday ?? null,
          hiredOn,
          leftOn,
          title,
        })),
      );
      const bring = async () => {
        const results = [];
        for (let start = 0; start < entries.length; start += 1000)
          results.push(
            await client.registry.upsertPeople({ source: "terms", people: entries.slice(start, start + 1000) }),
          );
        return results;
      };
      const [first] = await bring();
      const [again] = await bring();
      const brought = await everybody();
      report(
        `hris/us-terms/${file}`,
        { read: first?.read, people: brought.length, rejected: first?.rejectedCount },
        {
          unchanged: again?.unchanged,
        },
      );
      expect(first?.rejectedCount).toBe(0);
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: entries.length });
      expect(brought).toHaveLength(people);
      expect(brought.filter(({ employments }) => employments.length > 1)).toHaveLength(several);
      // Whose term ends in the future is leaving; nobody is in the registry without an end.
      expect(brought.filter(({ state }) => state !== "leaving" && state !== "noticed")).toEqual([]);
    }
  });

  it("107 employees with ten moves, none of whom left: nobody comes in", async () => {
    const { client, everybody } = await found();
    const rows = [
      ...read("hris/oracle-hr/hr_populate.sql").matchAll(/INSERT INTO employees\s+VALUES\s*\(([\s\S]*?)\);/gi),
    ].map(([, tuple = ""]) =>
      [...tuple.matchAll(/TO_DATE\('([^']*)'[^)]*\)|'([^']*)'|([^\s,]+)/g)].map(
        ([, date, text, bare]) => date ?? text ?? bare ?? "",
      ),
    );
    const csv = [
      ["Employee ID", "First Name", "Last Name", "Email", "Hire Date", "Termination Date"],
      ...rows.map(([number = "", first = "", last = "", email = "", , hired = ""]) => [
        number,
        first,
        last,
        `${email}@example.com`,
        hired,
        "null",
      ]),
    ];
    const result = await client.registry.import(csv.map(toCsvLine).join(""), {
      dateRules: { twoDigitYearsFrom: null, dateOrder: "dmy" },
    });
    report("hris/oracle-hr", { read: result.read, created: result.created, here: result.here }, {});
    expect(result).toMatchObject({ read: 107, created: 0, here: 107, rejected: [] });
    expect(await everybody()).toEqual([]);
  });

  it("13,700 Japanese names: one key for hiragana and katakana, and every name is found by its beginning", async () => {
    const { client } = await found();
    const gimei: { first_name: Record<string, string[][]>; last_name: string[][] } = parse(
      read("hris/gimei/names.yml"),
    );
    const given = Object.values(gimei.first_name).flat();
    const family = gimei.last_name;
    const names = [...given, ...family];
    expect(names.length).toBeGreaterThan(13_000);
    for (const [, hiragana = "", katakana = ""] of names) expect(kanaKey(hiragana)).toBe(kanaKey(katakana));
    const people = Array.from({ length: 900 }, (_, n) => ({
      f: family[(n * 7) % family.length] ?? [],
      g: given[(n * 13) % given.length] ?? [],
    }));
    const csv = [
      ["社員番号", "姓", "名", "セイ", "メイ", "退職日"],
      ...people.map(({ f, g }, n) => [String(n), f[0] ?? "", g[0] ?? "", f[2] ?? "", g[2] ?? "", "2020-03-31"]),
    ];
    expect(await client.registry.import(csv.map(toCsvLine).join(""))).toMatchObject({ created: 900, rejected: [] });
    for (const { f, g } of people.filter((_, n) => n % 90 === 0))
      for (const q of [f[0] ?? "", `${f[0]} ${g[0]}`, f[1] ?? "", g[0] ?? ""]) {
        const found = (await client.registry.listPeople({ q, limit: 100 })).data;
        expect([
          q,
          found.some((person) => nameKey(person.name.family, person.name.given) === nameKey(f[0] ?? "", g[0] ?? "")),
        ]).toEqual([q, true]);
      }
  });

  it("every code of JIS X 0208 is decoded, and written back or named: never as a silent ?", () => {
    const rows = read("text/cp932/index-jis0208.txt")
      .split("\n")
      .map((line) => /^\s*(\d+)\t0x([0-9A-F]+)/.exec(line))
      .filter((match) => match !== null);
    expect(rows).toHaveLength(7_724);
    let decoded = 0;
    let questionMarks = 0;
    const otherwise: string[] = [];
    for (const [, pointerText, codePoint] of rows) {
      const pointer = Number(pointerText);
      const lead = Math.floor(pointer / 188);
      const trail = pointer % 188;
      const bytes = Buffer.from([lead + (lead < 0x1f ? 0x81 : 0xc1), trail + (trail < 0x3f ? 0x40 : 0x41)]);
      const character = String.fromCodePoint(Number.parseInt(codePoint ?? "", 16));
      const text = iconv.decode(bytes, "cp932");
      if (text === character) decoded += 1;
      else otherwise.push(`${pointer} ${character} as ${text}`);
      if (hasCp932(character) && iconv.encode(character, "cp932").toString("latin1") === "?") questionMarks += 1;
    }
    console.info(`JIS X 0208: ${decoded} of ${rows.length} decoded, silent ? written: ${questionMarks}`);
    expect(otherwise).toEqual([]);
    expect(questionMarks).toBe(0);
  });
});
