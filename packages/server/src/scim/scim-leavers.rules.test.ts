import { leaver } from "@okaeri/sdk/contract/registry-imports";
import { describe, expect, it } from "vitest";
import type { Resource } from "./filter-matching.rules.ts";
import { enterpriseUrn } from "./schemas.rules.ts";
import { leavingDay, toLeaver } from "./scim-leavers.rules.ts";

const today = "2026-04-10";
const ending = (part: Resource, active = true): Resource => ({ userName: "a", active, [enterpriseUrn]: part });

describe("the last day", () => {
  const days: [string, Resource, string | null, string | null][] = [
    ["of somebody active", { active: true }, null, null],
    ["of somebody whose standing nobody said", {}, null, null],
    ["of somebody made inactive", { active: false }, null, today],
    ["of somebody who was inactive already", { active: false }, "2026-03-31", "2026-03-31"],
    ["of somebody whose end was announced, and who was closed early", { active: false }, "2026-12-31", today],
    ["by date", ending({ endDate: "2026-06-30" }), null, "2026-06-30"],
    ["by date, though inactive", ending({ endDate: "2026-06-30" }, false), null, "2026-06-30"],
    [
      "by an instant at midnight in Japan",
      ending({ employeeLeaveDateTime: "2026-06-29T15:00:00Z" }),
      null,
      "2026-06-30",
    ],
    [
      "by an instant before midnight in Japan",
      ending({ employeeLeaveDateTime: "2026-06-29T14:59:59.999Z" }),
      null,
      "2026-06-29",
    ],
    ["by an instant with a zone", ending({ terminationDate: "2026-06-30T00:00:00+09:00" }), null, "2026-06-30"],
    ["by a time without a zone", ending({ terminationDate: "2026-06-30T23:59:59" }), null, "2026-06-30"],
    ["by the first of several", ending({ terminationDate: "2026-01-01", endDate: "2026-06-30" }), null, "2026-06-30"],
    ["of somebody who hasn't begun", ending({ hireDate: "2026-05-01" }, false), null, null],
    ["of somebody who began today", ending({ hireDate: today }, false), null, today],
  ];
  it.each(days)("%s", (_, resource, told, expected) => {
    expect(leavingDay(resource, told, today)).toBe(expected);
  });

  it.each(["3/31/2026", "2026-02-30", "20260331", "2026-03-31T25:00:00Z", "0000-01-01", "soon", "2026-03"])(
    "is not guessed of %s",
    (text) => {
      expect(() => leavingDay(ending({ endDate: text }), null, today)).toThrowError(/endDate/);
    },
  );
});

describe("a leaver", () => {
  const names: [Resource, { family: string; given: string }][] = [
    [
      { name: { familyName: "髙橋", givenName: "花子" }, displayName: "x" },
      { family: "髙橋", given: "花子" },
    ],
    [{ name: { familyName: "髙橋" } }, { family: "髙橋", given: "" }],
    [{ name: { formatted: "髙橋 花子", givenName: "花子" } }, { family: "髙橋 花子", given: "" }],
    [
      { displayName: "髙橋 花子", name: { givenName: "花子" } },
      { family: "髙橋 花子", given: "" },
    ],
    [
      { name: { familyName: " " }, userName: "hanako" },
      { family: "hanako", given: "" },
    ],
  ];
  it.each(names)("has the name of %j, undivided where it came undivided", (resource, name) => {
    expect(toLeaver("u1", resource, null).name).toEqual(name);
  });

  it("takes private contacts before those that end with the work, and only mail addresses", () => {
    const emails = [
      { type: "work", value: "w@example.com", primary: true },
      { type: "home", value: "not an address" },
      { type: "other", value: "o@example.com" },
      { type: "home", value: "h@example.com", primary: true },
    ];
    const phoneNumbers = [
      { type: "fax", value: "1", primary: true },
      { type: "work", value: "2" },
    ];
    expect(toLeaver("u1", { emails, phoneNumbers }, null)).toMatchObject({ email: "h@example.com", phone: "2" });
    expect(toLeaver("u1", { emails: emails.slice(0, 2) }, null).email).toBe("w@example.com");
    expect(Object.keys(toLeaver("u1", { userName: "a" }, null))).toEqual(["externalId", "name"]);
  });

  it("is one the registry can read, with the day only of who leaves", () => {
    const resource = {
      userName: "a",
      userType: "正社員",
      title: "部長",
      ...ending({ employeeNumber: "00042", department: "営業部", employeeHireDate: "2015-03-31T15:00:00Z" }),
    };
    const one = toLeaver("u1", resource, "2026-03-31");
    expect(leaver.parse(one)).toEqual({
      externalId: "u1",
      employeeNumber: "00042",
      name: { family: "a", given: "" },
      employmentType: "正社員",
      title: "部長",
      department: "営業部",
      hiredOn: "2015-04-01",
      leftOn: "2026-03-31",
    });
    expect("leftOn" in toLeaver("u1", resource, null)).toBe(false);
  });
});
