import { describe, expect, it } from "vitest";
import { lawfulSeparationCodes } from "../registry/separation-codes.rules.ts";
import { type AssignmentRow, readAssignmentRow } from "./assignment-rows.rules.ts";
import { RowFault, toRejection } from "./cells.rules.ts";
import { assignColumns, type Columns } from "./columns.rules.ts";
import { broughtBy, type PersonRow, type RowReading, readPersonRow } from "./person-rows.rules.ts";

const reading: RowReading = {
  today: "2026-04-01",
  dateRules: { twoDigitYearsFrom: null, dateOrder: null },
  separationCodes: lawfulSeparationCodes,
};

function attempt<Row>(columns: Columns, read: () => Row): Row | string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    const { column, code } = toRejection(error, 2, columns);
    return `${column}: ${code}`;
  }
}

function person(header: string, line: string): PersonRow | string {
  const columns = assignColumns(header.split(","), {});
  return attempt(columns, () => readPersonRow(2, line.split(","), columns, reading));
}

function assignment(line: string): AssignmentRow | string {
  const columns = assignColumns(["Employee No", "Kind", "Value", "From", "To"], {});
  return attempt(columns, () => readAssignmentRow(2, line.split(","), columns, reading.dateRules));
}

const usual = "社員番号,氏名,入社日,退職日,在籍状況";

describe("a row about a person", () => {
  it.each([
    ["001,山田 花子,2010/4/1,2015/3/31,退職", { here: false, leftOn: "2015-03-31", employeeNumber: "001" }],
    ["001,山田 花子,2010/4/1,2026/4/1,", { here: false, leftOn: "2026-04-01" }],
    ["001,山田 花子,2010/4/1,2026/4/2,", { here: false, leftOn: "2026-04-02" }],
    ["001,山田 花子,2010/4/1,2026/4/30,退職予定", { here: false, leftOn: "2026-04-30" }],
    ["001,山田 花子,2010/4/1,,在職中", { here: true }],
    ["001,山田 花子,2010/4/1,,休職", { here: true }],
    ["001,山田 花子,2010/4/1,,", { here: true }],
    ["001,山田 花子,2010/4/1,9999-01-01,", { here: true }],
    ["001,山田 花子,2010/4/1,9999/12/31,Active", { here: true }],
    ["001,山田 花子,2010/4/1,2015/3/31,その他", { here: false }],
  ])("%s", (line, expected) => {
    expect(person(usual, line)).toMatchObject(expected);
  });

  it.each([
    [usual, ",山田 花子,2010/4/1,2015/3/31,", "社員番号: value_missing"],
    [usual, "1,　,2010/4/1,2015/3/31,", "氏名: value_missing"],
    ["社員番号,姓,名,退職日", "1,,花子,2015/3/31", "姓: value_missing"],
    [usual, "1,山田,2010/4/1,,退職", "退職日: value_missing"],
    [usual, "1,山田,2010/4/1,9999-12-31,退職", "在籍状況: status_contradicts_date"],
    [usual, "1,山田,2010/4/1,2015/3/31,在職", "在籍状況: status_contradicts_date"],
    [usual, "1,山田,2015/4/1,2010/3/31,", "退職日: left_before_joining"],
    [usual, "1,山田,いつか,2010/3/31,", "入社日: date_unreadable"],
    [usual, "1,山田,2010/4/1,15/3/31,", "退職日: date_ambiguous"],
    [usual, "1,山\0田,2010/4/1,2015/3/31,", "氏名: value_unreadable"],
    [usual, "1,山\ufffd田,2010/4/1,2015/3/31,", "氏名: value_unreadable"],
    [usual, "1,山田\n花子,2010/4/1,2015/3/31,", "氏名: value_unreadable"],
    [usual, `${"1".repeat(51)},山田,2010/4/1,2015/3/31,`, "社員番号: value_too_long"],
    [usual, "1,山田,2010/4/1,2015/3/31", "null: row_too_short"],
    [usual, "1,山田,2010/4/1,2015/3/31,,", "null: row_too_long"],
    ["社員番号,メール", "1,なし", "メール: value_unreadable"],
  ])("of %s is refused: %s is %s", (header, line, fault) => {
    expect(person(header, line)).toBe(fault);
  });

  it.each([
    ["山田 花子", "山田", "花子"],
    ["山田　花子", "山田", "花子"],
    ["山田　マリア　花子", "山田", "マリア　花子"],
    ["小野時雄", "小野時雄", ""],
    ["Georgi Facello", "Georgi Facello", ""],
    ["マイケル ジョンソン", "マイケル ジョンソン", ""],
    ["ﾔﾏﾀﾞ ﾊﾅｺ", "ﾔﾏﾀﾞ ﾊﾅｺ", ""],
  ])("splits %s only where nothing is guessed", (name, familyName, givenName) => {
    expect(person("社員番号,氏名", `1,${name}`)).toMatchObject({ familyName, givenName });
  });

  it("splits Facello, Georgi at the comma, which tells the order", () => {
    const columns = assignColumns(["社員番号", "Name"], {});
    expect(readPersonRow(2, ["1", "Facello, Georgi"], columns, reading)).toMatchObject({
      familyName: "Facello",
      givenName: "Georgi",
    });
  });

  it("is kept as it is written; only its keys are folded", () => {
    expect(person("社員番号,姓,名,旧姓,カナ", "００７,髙橋,はな子,渡邉,ﾀｶﾊｼ ﾊﾅｺ")).toMatchObject({
      employeeNumber: "００７",
      employeeNumberKey: "007",
      familyName: "髙橋",
      nameKey: "高橋ハナ子",
      formerFamilyName: "渡邉",
      formerFamilyNameKey: "渡辺",
      familyNameKana: "ﾀｶﾊｼ",
      givenNameKana: "ﾊﾅｺ",
      kanaKey: "タカハシハナコ",
    });
  });

  it("brings only what its file has columns for; half a name is none", () => {
    const brought = broughtBy(assignColumns(["社員番号", "姓", "メール"], {}).at);
    expect(brought).toEqual({
      people: [],
      employments: ["employeeNumber", "employeeNumberKey"],
      contacts: ["email"],
    });
  });
});

describe("a row of a history", () => {
  it.each([
    ["1,department,Sales,2001-01-01,9999-01-01", { kind: "department", value: "Sales", from: "2001-01-01", to: null }],
    ["1,役職,課長,H13.1.1,", { kind: "title", value: "課長", from: "2001-01-01", to: null }],
    ["1, Title ,Staff,,2002-02-02", { kind: "title", from: null, to: "2002-02-02" }],
  ])("%s", (line, expected) => {
    expect(assignment(line)).toMatchObject(expected);
  });

  it.each([
    ["1,constructor,Sales,,", "Kind: kind_unknown"],
    ["1,,Sales,,", "Kind: value_missing"],
    ["1,title,,,", "Value: value_missing"],
    ["1,title,Staff,2002-01-01,2001-01-01", "To: left_before_joining"],
  ])("%s is refused: %s", (line, fault) => {
    expect(assignment(line)).toBe(fault);
  });
});
