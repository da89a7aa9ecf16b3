import { describe, expect, it } from "vitest";
import type { Json, Resource } from "./filter-matching.rules.ts";
import { applyPatch, readPatch } from "./patches.rules.ts";
import { enterpriseUrn, groupSchema, userSchema } from "./schemas.rules.ts";

const user: Resource = {
  userName: "hanako",
  name: { familyName: "山田", givenName: "花子" },
  emails: [
    { type: "work", value: "h@example.com", primary: true },
    { type: "home", value: "h@example.net" },
  ],
  [enterpriseUrn]: { department: "営業部", employeeNumber: "00042" },
};

const patched = (...Operations: Json[]): Resource => applyPatch(userSchema, user, readPatch({ Operations }));
const [work, home] = [
  { type: "work", value: "h@example.com", primary: true },
  { type: "home", value: "h@example.net" },
];

describe("a patch", () => {
  const changes: [string, Json, Resource][] = [
    ["op in any case, text for a boolean", { op: "Replace", path: "active", value: "False" }, { active: false }],
    ["a boolean as it should be", { op: "add", path: "active", value: true }, { active: true }],
    ["names in any case", { op: "ADD", path: "DisplayName", value: "花子" }, { displayName: "花子" }],
    [
      "a path with the core schema's URN",
      { op: "add", path: `${userSchema.id}:title`, value: "部長" },
      { title: "部長" },
    ],
    [
      "without a path, dotted keys",
      { op: "replace", value: { "name.familyName": "佐藤", title: "課長" } },
      { name: { familyName: "佐藤", givenName: "花子" }, title: "課長" },
    ],
    [
      "without a path, keys of the extension",
      { op: "add", value: { [`${enterpriseUrn}:department`]: "総務部" } },
      { [enterpriseUrn]: { department: "総務部", employeeNumber: "00042" } },
    ],
    [
      "without a path, the extension as a whole",
      { op: "replace", value: { [enterpriseUrn]: { Department: "総務部" } } },
      { [enterpriseUrn]: { department: "総務部", employeeNumber: "00042" } },
    ],
    [
      "without a path, a path with a filter",
      { op: "add", value: { 'emails[type eq "work"].value': "x@example.com" } },
      { emails: [{ ...work, value: "x@example.com" }, home] },
    ],
    [
      "a part of the extension",
      { op: "Replace", path: `${enterpriseUrn}:department`, value: "総務部" },
      { [enterpriseUrn]: { department: "総務部", employeeNumber: "00042" } },
    ],
    [
      "a manager as text, as Entra sends it",
      { op: "Add", path: `${enterpriseUrn}:manager`, value: "boss" },
      { [enterpriseUrn]: { department: "営業部", employeeNumber: "00042", manager: { value: "boss" } } },
    ],
    [
      "one of several values",
      { op: "replace", path: 'emails[type eq "WORK"].value', value: "x@example.com" },
      { emails: [{ ...work, value: "x@example.com" }, home] },
    ],
    [
      "one of several values that isn't there yet",
      { op: "Add", path: 'emails[type eq "other"].value', value: "x@example.com" },
      { emails: [work, home, { type: "other", value: "x@example.com" }] },
    ],
    [
      "the first of several values",
      { op: "Replace", path: 'addresses[type eq "work" and primary eq true].country', value: "日本" },
      { addresses: [{ type: "work", primary: true, country: "日本" }] },
    ],
    [
      "a part of all values",
      { op: "replace", path: "emails.primary", value: "False" },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: false },
        ],
      },
    ],
    [
      "another primary one",
      { op: "add", path: "emails", value: [{ value: "x@example.com", primary: true }] },
      { emails: [{ ...work, primary: false }, home, { value: "x@example.com", primary: true }] },
    ],
    ["the same value again", { op: "add", path: "emails", value: [home] }, {}],
    ["a part taken away", { op: "remove", path: "name.givenName" }, { name: { familyName: "山田" } }],
    [
      "a part taken away with null",
      { op: "replace", path: "name", value: { givenName: null } },
      { name: { familyName: "山田" } },
    ],
    ["one value taken away", { op: "remove", path: 'emails[type eq "home"]' }, { emails: [work] }],
    ["nothing to take away", { op: "remove", path: 'emails[type eq "other"]' }, {}],
    [
      "an unknown attribute beside a known one",
      { op: "add", value: { shoeSize: 24, title: "部長" } },
      { title: "部長" },
    ],
    ["a password", { op: "replace", path: "password", value: "hunter2" }, {}],
    ["schemas, which follow from the rest", { op: "add", value: { schemas: ["urn:x"] } }, {}],
  ];
  it.each(changes)("takes %s", (_, operation, change) => {
    expect(patched(operation)).toEqual({ ...user, ...change });
  });

  it("applies operations in their order, each on what the one before left", () => {
    const all = patched(
      { op: "remove", path: "emails" },
      { op: "add", path: "emails", value: home },
      { op: "remove", path: enterpriseUrn },
    );
    expect(all).toEqual({ userName: "hanako", name: { familyName: "山田", givenName: "花子" }, emails: [home] });
  });

  const refusals: [string, Json, string][] = [
    ["an operation that isn't one", { op: "move", path: "title", value: "x" }, "invalidSyntax"],
    ["no value", { op: "add", path: "title" }, "invalidValue"],
    ["a value of another type", { op: "add", path: "title", value: { a: 1 } }, "invalidValue"],
    ["text where an object must be", { op: "replace", path: "name", value: "山田" }, "invalidValue"],
    ["no path to remove", { op: "remove" }, "noTarget"],
    ["an unknown path", { op: "add", path: "shoeSize", value: "24" }, "invalidPath"],
    ["an unknown part", { op: "add", path: 'emails[type eq "work"].colour', value: "x" }, "invalidPath"],
    ["a filter on one value", { op: "add", path: 'title[value eq "x"]', value: "x" }, "invalidPath"],
    ["a filter that can't be read", { op: "remove", path: "emails[type eq]" }, "invalidFilter"],
    ["what is read-only", { op: "replace", path: "id", value: "x" }, "mutability"],
    ["what is read-only within", { op: "replace", path: "meta.version", value: "x" }, "mutability"],
    [
      "a value that no filter describes",
      { op: "replace", path: 'emails[type ne "work" and type ne "home"].value', value: "x" },
      "noTarget",
    ],
    ["the prototype", { op: "add", path: "__proto__.polluted", value: "x" }, "invalidPath"],
    [
      "more values than anybody has",
      {
        op: "add",
        path: "emails",
        value: Array.from({ length: 99 }, (_, index) => ({ value: `${index}@example.com` })),
      },
      "invalidValue",
    ],
    [
      "two primary ones at once",
      {
        op: "add",
        path: "emails",
        value: [
          { value: "a", primary: true },
          { value: "b", primary: true },
        ],
      },
      "invalidValue",
    ],
  ];
  it.each(refusals)("refuses %s", (_, operation, scimType) => {
    expect(() => patched(operation)).toThrowError(
      expect.objectContaining({ faults: [expect.objectContaining({ code: scimType })] }),
    );
  });

  it("makes a thousand changes of a large group, each member in it once", () => {
    const members = Array.from({ length: 15_000 }, (_, index) => ({ value: `u${index}` }));
    const add = (value: string) => ({ op: "add", path: "members", value: [{ value }, { value: "u1" }] });
    const remove = (value: string) => ({ op: "remove", path: `members[value eq "${value}"]` });
    const Operations = Array.from({ length: 500 }, (_, index) => [add(`v${index}`), remove(`u${index + 100}`)]).flat();
    const after = applyPatch(groupSchema, { displayName: "全社", members }, readPatch({ Operations })).members;
    expect(after).toHaveLength(15_000);
  });

  it.each([
    {},
    { Operations: [] },
    { Operations: "x" },
    [],
    null,
    { schemas: ["urn:x"], Operations: [{ op: "add", value: {} }] },
  ])("refuses %j as a whole", (body) => {
    expect(() => readPatch(body)).toThrowError(expect.objectContaining({ code: "invalid_input" }));
  });
});
