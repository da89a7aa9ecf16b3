import { describe, expect, it } from "vitest";
import { holdsMyNumber, isMyNumber, refusedColumn, speaksOfHealth } from "./refused-data.rules.ts";

describe("what is refused", () => {
  it.each([
    ["マイナンバー", "my_number_refused"],
    ["個人番号", "my_number_refused"],
    ["mynumber", "my_number_refused"],
    ["健康診断日", "health_data_refused"],
    ["既往歴", "health_data_refused"],
    ["障ガイ者手帳", "health_data_refused"],
    ["disabilitystatus", "health_data_refused"],
    ["社員番号", null],
    ["個人メール", null],
    ["健康保険番号", null],
    ["障害対応部署", null],
    ["department", null],
  ])("as a column: %s", (header, code) => {
    expect(refusedColumn(header)).toBe(code);
  });

  it.each([
    ["123456789018", true],
    ["1234 5678 9018", true],
    ["1234-5678-9018", true],
    ["123456789010", false],
    ["12345678901", false],
  ])("as a number: %s", (text, is) => {
    expect(isMyNumber(text)).toBe(is);
    expect(holdsMyNumber(`番号は${text}です`)).toBe(is);
  });

  it("is no part of a longer number", () => {
    expect(holdsMyNumber("91234567890180")).toBe(false);
    expect(holdsMyNumber("契約 1234-5678-9018-0001")).toBe(false);
  });

  it.each([
    ["うつ病のため", true],
    ["体調不良により退職", true],
    ["家族の介護", false],
    ["病院への転職", false],
    ["障害対応の負荷", false],
    ["medical leave", true],
    ["joined a medical start-up", false],
  ])("as a reason: %s", (text, is) => {
    expect(speaksOfHealth(text)).toBe(is);
  });
});
