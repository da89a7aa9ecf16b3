import { describe, expect, it } from "vitest";
import { columnsOf, decodeBegin, firstRecords, misreadOf, sizeText } from "./header.rules.ts";

const names = (text: string): string[] => columnsOf(text).map(({ name }) => name);

describe("the header of a file", () => {
  it.each([
    ["社員番号,氏名\n1,例示", ["社員番号", "氏名"]],
    ["\ufeff社員番号 ,,備考,備考\r\n1,2,3,4", ["社員番号", "#2", "備考", "備考#4"]],
    ['"a,""b""\nc",d\n', ['a,"b"\nc', "d"]],
    ["only", ["only"]],
    ["", []],
  ])("%j names its columns", (text, expected) => expect(names(text)).toEqual(expected));

  it("brings the first value of each column, as far as there is one", () => {
    expect(columnsOf("a,b,c\r\n001,,\r\n").map(({ sample }) => sample)).toEqual(["001", "", ""]);
    expect(columnsOf("a,b\r\n").map(({ sample }) => sample)).toEqual([null, null]);
  });

  it.each([
    ["退職者一覧（2026年10月末）,,,\n,,,\n社員番号,氏名,退職日,部署\n1,例示,2024/3/31,営業部", 3],
    ["退職者一覧\n社員番号,氏名\n", 2],
    ["退職者一覧,10月,,\n社員番号,氏名,退職日,部署\n", 2],
    ["社員番号\t氏名\n1\t例示", "separator"],
    ["番号;氏名", "separator"],
    ["No.,氏名,備考\n1,例示,", undefined],
    ["番号\n1\n", undefined],
    ["", undefined],
  ])("%j is no header because of %s", (text, expected) => expect(misreadOf(text)).toBe(expected));

  it("stops reading after what is asked for", () => {
    expect(firstRecords("a\nb\nc\nd", 2)).toEqual([["a"], ["b"]]);
  });

  it("is read in either encoding, also where the bytes end within a character", () => {
    const utf8 = new TextEncoder().encode("氏名");
    expect(decodeBegin(utf8.slice(0, 5), "auto")).toBe("氏");
    // 氏名 in CP932.
    const cp932 = new Uint8Array([0x8e, 0x81, 0x96, 0xbc, 0x2c, 0x8e]);
    expect(decodeBegin(cp932, "auto")).toBe("氏名,");
    expect(decodeBegin(cp932, "cp932")).toBe("氏名,");
    expect(decodeBegin(cp932, "utf-8")).toContain("\ufffd");
  });

  it.each([
    [1, "1 KB"],
    [12_345, "12 KB"],
    [12_345_678, "12.3 MB"],
  ])("%d bytes are %s", (bytes, text) => expect(sizeText(bytes, "en")).toBe(text));
});
