import { describe, expect, it } from "vitest";
import { emailKey, employeeNumberKey, kanaKey, nameKey, phoneKey } from "./folding.rules.ts";

describe("the key of a name", () => {
  it.each([
    ["髙橋", "高橋"],
    ["山﨑", "山崎"],
    ["濵田", "浜田"],
    ["渡邊", "渡辺"],
    ["渡邉", "渡辺"],
    ["齋藤", "斎藤"],
    ["斉藤", "斎藤"],
    ["𠮷田", "吉田"],
    ["塚\u{fa10}", "塚塚"],
    ["山田　はな子", "山田ハナ子"],
    ["ﾔﾏﾀﾞ", "ヤマダ"],
    ["Ｆａｃｅｌｌｏ", "facello"],
    ["O’Brien", "o'brien"],
    ["Smith-Jones", "smith jones"],
    ["ジョン・スミス", "ジョンスミス"],
  ])("is the same for %s and %s", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
    expect(nameKey(one)).not.toBe("");
  });

  it("is the same for a name in one piece and in two", () => {
    expect(nameKey("小野 時雄", "")).toBe(nameKey("小野", "時雄"));
  });

  it.each([
    ["山田", "山口"],
    ["佐藤", "左藤"],
    ["はん", "ばん"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it.each([
    ["ｼﾖｳｺ", "ショウコ"],
    ["しょうこ", "ショウコ"],
    ["ｵｵﾉ ﾄｷｵ", "オオノトキオ"],
    ["ハットリ", "ハツトリ"],
  ])("of a reading is the same for %s and %s", (one, other) => {
    expect(kanaKey(one)).toBe(kanaKey(other));
  });

  it("of an employee number keeps its zeros", () => {
    expect(employeeNumberKey("００１２")).toBe("0012");
    expect(employeeNumberKey("0012")).not.toBe(employeeNumberKey("12"));
    expect(employeeNumberKey("Ａ‐１ ")).toBe("a-1");
  });
});

describe("the key of a contact", () => {
  it.each([
    ["+81-90-1234-5678", "090-1234-5678"],
    ["+81 (0)90 1234 5678", "０９０（１２３４）５６７８"],
    ["0081 3 1234 5678", "03-1234-5678"],
  ])("is the same for %s and %s", (one, other) => {
    expect(phoneKey(one)).toBe(phoneKey(other));
  });

  it("of mail is without case, and no two addresses have one", () => {
    expect(emailKey(" Hanako@Example.com")).toBe("hanako@example.com");
    expect(emailKey("hana.ko@example.com")).not.toBe(emailKey("hanako@example.com"));
  });
});
