import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCsvReader } from "./csv-rows.rules.ts";

function read(text: string, pieceLength = text.length || 1): [number, string[] | null][] {
  const reader = createCsvReader();
  const rows = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...reader.push(text.slice(at, at + pieceLength)));
  rows.push(...reader.end());
  return rows.map(({ row, cells }) => [row, cells]);
}

describe("the rows of a CSV file", () => {
  it.each<[string, string, [number, string[] | null][]]>([
    [
      "plain",
      "a,b\nc,d\n",
      [
        [1, ["a", "b"]],
        [2, ["c", "d"]],
      ],
    ],
    [
      "every line end",
      "a\r\nb\rc\nd",
      [
        [1, ["a"]],
        [2, ["b"]],
        [3, ["c"]],
        [4, ["d"]],
      ],
    ],
    [
      "blank rows count",
      "a\n\nb",
      [
        [1, ["a"]],
        [2, [""]],
        [3, ["b"]],
      ],
    ],
    [
      "a field over several lines is one row",
      'a,"b\r\nc"\nd,e',
      [
        [1, ["a", "b\r\nc"]],
        [2, ["d", "e"]],
      ],
    ],
    ["doubled quotes", '"a""b","""",""', [[1, ['a"b', '"', ""]]]],
    ["a quote inside a plain field is a character", '5" disk,b', [[1, ['5" disk', "b"]]]],
    [
      "an open quote costs its own row only",
      '1,"a\n2,b\n3,c',
      [
        [1, null],
        [2, ["2", "b"]],
        [3, ["3", "c"]],
      ],
    ],
    [
      "also where later quotes seem to close it",
      '1,"a,x\n2,"b",x\n3,"c",x',
      [
        [1, null],
        [2, ["2", "b", "x"]],
        [3, ["3", "c", "x"]],
      ],
    ],
    [
      "text after a closing quote",
      '1,"a"b\n2,c',
      [
        [1, null],
        [2, ["2", "c"]],
      ],
    ],
    [
      "two open quotes in a row",
      '1,"a\n2,"b\n3,c',
      [
        [1, null],
        [2, null],
        [3, ["3", "c"]],
      ],
    ],
  ])("%s", (_, text, rows) => {
    for (const pieceLength of [1, 2, 3, 1000]) expect(read(text, pieceLength)).toEqual(rows);
  });

  it("never holds more of a runaway quote than one record may have", () => {
    const lines = ['1,"a', ...Array.from({ length: 20_000 }, (_, index) => `${index + 2},bbbbbbbb`)];
    const reader = createCsvReader();
    const early = [...reader.push(`${lines.join("\n")}\n`)];
    expect(early[0]).toEqual({ row: 1, cells: null });
    expect(early).toHaveLength(20_001);
    expect(early.at(-1)).toEqual({ row: 20_001, cells: ["20001", "bbbbbbbb"] });
  });

  it("are those of csv-parse, whatever is in them and wherever the pieces are cut", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "髙", ",", '"', "\n", "\r", " ", "𠮷"), maxLength: 5 });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), fc.integer({ min: 1, max: 9 }), (rows, end, pieceLength) => {
        const text = rows.map((row) => row.map(quote).join(",")).join(end);
        const cells = read(text, pieceLength).map(([, cells]) => cells);
        expect(cells).toEqual(rows);
        expect(cells).toEqual(parse(text, { recordDelimiter: end }));
      }),
    );
  });

  const spectrum = join(process.env.OKAERI_CORPORA ?? "", "text/csv-spectrum");
  it.skipIf(!process.env.OKAERI_CORPORA)("are those of csv-spectrum (skipped without OKAERI_CORPORA)", () => {
    expect(existsSync(spectrum)).toBe(true);
    const names = readdirSync(join(spectrum, "csvs")).map((file) => file.replace(/\.csv$/, ""));
    expect(names).toHaveLength(11);
    for (const name of names) {
      const [header, ...rows] = read(readFileSync(join(spectrum, "csvs", `${name}.csv`), "utf8"), 7);
      const records = rows.map(([, cells]) =>
        Object.fromEntries((header?.[1] ?? []).map((key, at) => [key, cells?.[at]])),
      );
      // Line ends inside a field are kept as they are written, but a checkout may have changed them in the CSV alone.
      const withLf = (json: string): unknown => JSON.parse(json.replaceAll("\\r\\n", "\\n"));
      const expected = withLf(readFileSync(join(spectrum, "json", `${name}.json`), "utf8"));
      expect([name, withLf(JSON.stringify(records))]).toEqual([name, expected]);
    }
  });
});
