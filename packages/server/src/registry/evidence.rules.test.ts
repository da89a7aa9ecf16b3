import { describe, expect, it } from "vitest";
import { type Candidate, compareEvidence, type Evidence } from "./evidence.rules.ts";

const candidate: Candidate = {
  familyName: "佐藤",
  givenName: "花子",
  familyNameKana: "サトウ",
  givenNameKana: "ハナコ",
  formerFamilyName: null,
  birthDate: "1988-04-02",
  employeeNumbers: ["0042"],
  earlierNames: ["高橋花子"],
};

const applicant: Evidence = {
  familyName: "佐藤",
  givenName: "花子",
  familyNameKana: null,
  givenNameKana: null,
  formerFamilyName: null,
  employeeNumber: null,
  birthDate: null,
};

describe("comparing what an applicant says with the registry", () => {
  it.each<[string, Partial<Evidence>, boolean, string[]]>([
    ["number and name", { employeeNumber: "0042" }, true, ["employee_number", "name"]],
    ["full-width number", { employeeNumber: "００４２" }, true, ["employee_number", "name"]],
    ["a number without its zeros is another number", { employeeNumber: "42" }, false, ["name"]],
    ["birth date and name", { birthDate: "1988-04-02" }, true, ["birth_date", "name"]],
    ["a name alone", {}, false, ["name"]],
    [
      "a birth date that contradicts the number",
      { employeeNumber: "0042", birthDate: "1988-04-03" },
      false,
      ["employee_number", "name"],
    ],
    [
      "married since",
      { familyName: "鈴木", formerFamilyName: "佐藤", employeeNumber: "0042" },
      true,
      ["employee_number", "name", "former_family_name"],
    ],
    ["the name before", { familyName: "髙橋", employeeNumber: "0042" }, true, ["employee_number", "name"]],
    [
      "somebody else's number",
      { familyName: "田中", givenName: "一郎", employeeNumber: "0042" },
      false,
      ["employee_number"],
    ],
    [
      "kana in hiragana and half width",
      { familyName: "さとう", givenName: "x", familyNameKana: "さとう", givenNameKana: "ﾊﾅｺ", employeeNumber: "0042" },
      true,
      ["employee_number", "kana"],
    ],
  ])("%s", (_, given, certain, matchedOn) => {
    expect(compareEvidence({ ...applicant, ...given }, candidate)).toEqual({ certain, matchedOn });
  });
});
