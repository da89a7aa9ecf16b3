import type { RegistryField } from "@okaeri/sdk/contract/registry-imports";
import { describe, expect, it } from "vitest";
import { assignColumns, isHistory } from "./columns.rules.ts";

const fieldsOf = (header: string, mapping: Record<string, RegistryField | null> = {}) =>
  Object.fromEntries(assignColumns(header.split(","), mapping).at);

describe("the columns of a registry file", () => {
  it.each<[string, Record<string, number>]>([
    [
      "Employee No,Last Name,First Name,Gender,Birth Date,Hire Date,Termination Date,Last Department,Last Title",
      { employeeNumber: 0, familyName: 1, givenName: 2, birthDate: 4, hiredOn: 5, leftOn: 6, department: 7, title: 8 },
    ],
    [
      "社員番号,氏名,氏名（カタカナ）,旧姓,生年月日,入社日,退職日,部署,役職,退職理由,メールアドレス",
      {
        employeeNumber: 0,
        name: 1,
        kana: 2,
        formerFamilyName: 3,
        birthDate: 4,
        hiredOn: 5,
        leftOn: 6,
        department: 7,
        title: 8,
        leavingReason: 9,
        email: 10,
      },
    ],
    [
      "従業員番号,姓,名,セイ,メイ,在籍状況,雇用形態",
      {
        employeeNumber: 0,
        familyName: 1,
        givenName: 2,
        familyNameKana: 3,
        givenNameKana: 4,
        status: 5,
        employmentType: 6,
      },
    ],
    ["employee_id,姓（カナ）,名（カナ）,ふりがな", { employeeNumber: 0, familyNameKana: 1, givenNameKana: 2, kana: 3 }],
    ["ＥｍｐｌｏｙｅｅＩＤ, e-mail ,Job Title", { employeeNumber: 0, email: 1, title: 2 }],
    ["社員番号,,,社員番号,メモ,メモ", { employeeNumber: 0 }],
  ])("are found in %s", (header, expected) => {
    expect(fieldsOf(header)).toEqual(expected);
  });

  it("are what the mapping says, and guessed where it says nothing", () => {
    expect(fieldsOf("連番,社員番号,氏名,メール", { 連番: "employeeNumber", メール: null })).toEqual({
      employeeNumber: 0,
      name: 2,
    });
  });

  it.each<[string, Record<string, RegistryField | null>, string]>([
    ["氏名,退職日", {}, "registry_columns_missing"],
    ["社員番号,氏名", { 社員番号: null }, "registry_columns_missing"],
    ["社員番号,氏名", { 連番: "employeeNumber" }, "invalid_input"],
    ["a,b", { a: "employeeNumber", b: "employeeNumber" }, "invalid_input"],
  ])("%s with %o is refused: %s", (header, mapping, code) => {
    expect(() => fieldsOf(header, mapping)).toThrow(expect.objectContaining({ code }));
  });

  it("tell a history from a list of people", () => {
    expect(isHistory(assignColumns(["Employee No", "Kind", "Value", "From", "To"], {}))).toBe(true);
    expect(isHistory(assignColumns(["Employee No", "Last Name"], {}))).toBe(false);
  });
});
