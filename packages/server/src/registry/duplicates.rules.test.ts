import { describe, expect, it } from "vitest";
import { type Comparable, compareRecords, worthALook } from "./duplicates.rules.ts";

const record: Comparable = {
  nameKey: "佐藤花子",
  kanaKey: "サトウハナコ",
  givenNameKey: "花子",
  formerFamilyNameKey: null,
  earlierNameKeys: [],
  birthDate: "1985-04-02",
  numberKeys: ["0012"],
  emailKeys: ["hanako@example.com"],
  phoneKeys: [],
};

const nothing: Comparable = {
  ...record,
  nameKey: "別名",
  kanaKey: null,
  givenNameKey: "名",
  birthDate: null,
  numberKeys: [],
  emailKeys: [],
};

describe("two records", () => {
  it.each<[string, Partial<Comparable>, string[], number]>([
    ["nothing in common", {}, [], 0],
    ["a name alone", { nameKey: "佐藤花子" }, ["name"], 30],
    ["name and reading alone", { nameKey: "佐藤花子", kanaKey: "サトウハナコ" }, ["name", "kana"], 40],
    [
      "name, reading and birth date",
      { nameKey: "佐藤花子", kanaKey: "サトウハナコ", birthDate: "1985-04-02" },
      ["birth_date", "name", "kana"],
      75,
    ],
    ["reading and birth date", { kanaKey: "サトウハナコ", birthDate: "1985-04-02" }, ["birth_date", "kana"], 60],
    [
      "a namesake born another day",
      { nameKey: "佐藤花子", kanaKey: "サトウハナコ", birthDate: "1990-01-01" },
      ["name", "kana"],
      0,
    ],
    [
      "a number without its zeros, and the name",
      { nameKey: "佐藤花子", numberKeys: ["12"] },
      ["employee_number", "name"],
      70,
    ],
    ["a number that another bears", { numberKeys: ["12"] }, ["employee_number"], 20],
    ["the address of a family", { emailKeys: ["hanako@example.com"] }, ["email"], 25],
    ["address and name", { nameKey: "佐藤花子", emailKeys: ["hanako@example.com"] }, ["email", "name"], 75],
    [
      "married since",
      { nameKey: "鈴木花子", givenNameKey: "花子", formerFamilyNameKey: "佐藤", birthDate: "1985-04-02" },
      ["birth_date", "former_name"],
      70,
    ],
    [
      "called so once",
      { nameKey: "鈴木花子", earlierNameKeys: ["佐藤花子"], birthDate: "1985-04-02" },
      ["birth_date", "former_name"],
      70,
    ],
  ])("with %s", (_, other, reasons, score) => {
    expect(compareRecords(record, { ...nothing, ...other })).toEqual({ score, reasons });
    expect(compareRecords({ ...nothing, ...other }, record)).toEqual({ score, reasons });
  });

  it("are worth a look only for more than a name", () => {
    expect(compareRecords(record, { ...record, birthDate: null, numberKeys: [], emailKeys: [] }).score).toBeLessThan(
      worthALook,
    );
    expect(compareRecords(record, record).score).toBe(100);
  });
});
