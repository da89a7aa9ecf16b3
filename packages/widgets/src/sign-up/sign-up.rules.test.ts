import { expect, test } from "vitest";
import { codeOf } from "./code.rules.ts";
import { type Faults, faultsOf, type Values } from "./sign-up.rules.ts";
import { faultsFrom, requestOf } from "./sign-up-request.rules.ts";

const complete: Values = {
  family: "山田",
  given: "花子",
  familyKana: "やまだ",
  givenKana: "はなこ",
  formerFamily: "",
  employeeNumber: "10482",
  birthDate: "",
  email: "hanako@example.jp",
};

test.each<[string, Partial<Values>, Faults]>([
  ["all there", {}, {}],
  ["no family name", { family: "　" }, { family: "familyMissing" }],
  ["half a reading", { givenKana: "" }, { givenKana: "kanaHalf" }],
  ["no reading", { familyKana: "", givenKana: "" }, {}],
  ["a birth date instead of a number", { employeeNumber: "", birthDate: "1984-02-29" }, {}],
  ["neither", { employeeNumber: "" }, { employeeNumber: "identityMissing" }],
  ["born today", { birthDate: "2026-11-22" }, {}],
  ["born tomorrow", { birthDate: "2026-11-23" }, { birthDate: "birthDateFuture" }],
  ["a year too short", { birthDate: "0084-02-29" }, { birthDate: "birthDateFuture" }],
  ["no address", { email: "" }, { email: "emailMissing" }],
  ["half an address", { email: "hanako@example" }, { email: "emailWrong" }],
])("%s", (_what, change, faults) => {
  expect(faultsOf({ ...complete, ...change }, "2026-11-22", false)).toEqual(faults);
});

test("an invitation takes the place of number and birth date", () => {
  expect(faultsOf({ ...complete, employeeNumber: "" }, "2026-11-22", true)).toEqual({});
});

test("what the server objects to is found at its field, and what isn't in the form is left out", () => {
  const at = (pointer: string) => ({ pointer, code: "invalid", detail: "" });
  expect(faultsFrom([at("/name/given"), at("#/email"), at("/locale")])).toEqual({
    given: "refused",
    email: "emailWrong",
  });
});

test("what was left empty is sent as nothing, and only half a reading as none", () => {
  const given = [{ kind: "community" as const, version: 3, textHash: "0a" }];
  const values = { ...complete, givenKana: "", email: " hanako@example.jp " };
  const request = requestOf(values, undefined, given, "ja");
  expect(request).toMatchObject({ kana: null, formerFamilyName: null, birthDate: null, email: "hanako@example.jp" });
  expect([request.agreements, request.invitation]).toEqual([given, null]);
  expect(requestOf(complete, "inv_1", given, "ja").invitation).toBe("inv_1");
});

test.each([
  ["１２３４５６", "123456"],
  ["123 456", "123456"],
  ["コード: 123-456", "123456"],
])("%s is the code %s", (typed, code) => {
  expect(codeOf(typed)).toBe(code);
});
