import { describe, expect, it } from "vitest";
import { type Candidate, compareEvidence, type Evidence, isProof } from "./evidence.rules.ts";

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
    const comparison = compareEvidence({ ...applicant, ...given }, candidate);
    expect([isProof(comparison, candidate, "lenient"), comparison.matchedOn]).toEqual([certain, matchedOn]);
    expect(isProof(comparison, candidate, "off")).toBe(false);
  });

  const both = { employeeNumber: "0042", birthDate: "1988-04-02" };
  const kana = { familyNameKana: "サトウ", givenNameKana: "ハナコ" };
  it.each<[string, Partial<Evidence>, Partial<Candidate>, boolean]>([
    ["number, birth date and reading", { ...both, ...kana }, {}, true],
    [
      "number, birth date and the name before marriage",
      { ...both, familyName: "鈴木", formerFamilyName: "佐藤" },
      {},
      true,
    ],
    ["a name where the registry has a reading", both, {}, false],
    ["a name where the registry has none", both, { familyNameKana: null, givenNameKana: null }, true],
    [
      "another name where the registry has no reading",
      { ...both, familyName: "田中" },
      { familyNameKana: null, givenNameKana: null },
      false,
    ],
    ["no birth date", { employeeNumber: "0042", ...kana }, {}, false],
    ["no birth date in the registry", { ...both, ...kana }, { birthDate: null }, false],
    ["no number", { birthDate: "1988-04-02", ...kana }, {}, false],
    ["another reading", { ...both, ...kana, givenNameKana: "ハナエ" }, {}, false],
  ])("strict: %s", (_, given, known, certain) => {
    const against = { ...candidate, ...known };
    expect(isProof(compareEvidence({ ...applicant, ...given }, against), against, "strict")).toBe(certain);
  });

  it("tells what contradicts apart from what nobody knows", () => {
    const given = { ...applicant, ...kana, givenNameKana: "ハナエ", employeeNumber: "0043", birthDate: "1988-04-02" };
    expect(compareEvidence(given, candidate)).toEqual({
      matchedOn: ["birth_date", "name"],
      contradicts: ["employee_number", "kana"],
    });
    expect(compareEvidence(given, { ...candidate, birthDate: null, employeeNumbers: [] }).contradicts).toEqual([
      "kana",
    ]);
  });
});
