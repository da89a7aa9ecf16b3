import { describe, expect, it } from "vitest";
import { accessTable } from "../../../testing/fake-trust.ts";
import { changesOf, editsOf, keyOf, rolesIn } from "./access-changes.rules.ts";
import { checkpointsIn } from "./checkpoints.rules.ts";
import { daysUntil, todayInJapan } from "./due.rules.ts";
import { daysOf, rulesOf } from "./retention-draft.rules.ts";

describe("what was chosen of the table", () => {
  const { data } = accessTable();
  const cell = { resource: "Person", field: "birthDate", role: "recruiter" } as const;

  it("is a change where it differs from what the table says by now, and says only what differs", () => {
    const chosen = new Map([[keyOf(cell), { read: "purpose", write: false } as const]]);
    const changes = changesOf(data, chosen);
    expect(changes).toEqual([
      { ...cell, before: { read: "none", write: false }, after: { read: "purpose", write: false } },
    ]);
    expect(editsOf(changes)).toEqual({ changes: [{ ...cell, read: "purpose" }] });
    expect(changesOf(data, new Map([[keyOf(cell), { read: "none", write: false } as const]]))).toEqual([]);
  });

  it("is none of a field that the table doesn't have any more", () => {
    expect(changesOf([], new Map([[keyOf(cell), { read: "read", write: true } as const]]))).toEqual([]);
  });

  it("has a column for each role that something can be decided for", () => {
    expect(rolesIn(data)).toEqual({
      named: ["recruiter", "admin", "server"],
      others: ["visitor", "member", "employee", "auditor"],
    });
  });
});

describe("the clock of a request", () => {
  it("counts days in Japan, wherever the reader is", () => {
    const lateInUtc = new Date("2026-11-21T15:30:00Z");
    expect(todayInJapan(lateInUtc)).toBe("2026-11-22");
    expect(daysUntil("2026-11-22", lateInUtc)).toBe(0);
    expect(daysUntil("2026-11-21", lateInUtc)).toBe(-1);
    expect(daysUntil("2027-01-01", lateInUtc)).toBe(40);
  });
});

describe("checkpoints", () => {
  const one = "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln-_";
  it.each([
    ["a line each", `${one}\n${one}x\r\n`, [one, `${one}x`]],
    ["in JSON", `{"checkpoint":"${one}","position":3}`, [one]],
    ["in a log, twice", `{"msg":"audit checkpoint","checkpoint":"${one}"}\n{"checkpoint":"${one}"}`, [one]],
    ["nowhere", "a.b.c", []],
    ["of nothing", "", []],
  ])("are found %s", (_, text, found) => expect(checkpointsIn(text)).toEqual(found));
});

describe("rules of retention", () => {
  it.each([
    ["365", 365],
    ["３６５", 365],
    ["1,825", 1825],
    [" 1 ", 1],
    ["0", null],
    ["36501", null],
    ["1.5", null],
    ["", null],
    ["一年", null],
  ])("read %s as days", (text, days) => expect(daysOf(text)).toBe(days));

  it("name those that can't be read, and leave out states of what has none", () => {
    expect(
      rulesOf([
        { subject: "birthDate", states: [], days: "x" },
        { subject: "skills", states: [], days: "9" },
      ]),
    ).toEqual({ wrong: [0] });
    expect(rulesOf([{ subject: "mails_sent", states: ["active"], days: "30" }])).toEqual({
      rules: [{ subject: "mails_sent", states: [], days: 30 }],
    });
  });
});
