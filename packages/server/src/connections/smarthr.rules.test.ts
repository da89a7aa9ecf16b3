import { leaver } from "@okaeri/sdk/contract/registry-imports";
import { describe, expect, it } from "vitest";
import { crew } from "../../testing/fake-systems.ts";
import { readCrew } from "./smarthr.rules.ts";

// In Japan it is the 11th already.
const now = new Date("2026-06-10T16:00:00Z");
const read = (fields: Record<string, unknown>) => readCrew(crew("7", fields), 3, now);

describe("a crew of SmartHR", () => {
  it("becomes a leaver with what is taken by name, and nothing else", () => {
    const one = read({});
    expect(one).toEqual({
      row: 3,
      externalId: "7",
      leaver: {
        externalId: "7",
        employeeNumber: "7",
        name: { family: "見本", given: "花子7" },
        kana: { family: "ミホン", given: "ハナコ" },
        birthDate: "1980-01-02",
        email: "crew-7@example.com",
        phone: "000-0000-0000",
        hiredOn: "2010-04-01",
        leftOn: "2021-03-31",
        department: "開発部",
        title: "主任",
        employmentType: "正社員",
        leavingReason: "転居のため",
      },
    });
    expect(leaver.safeParse("leaver" in one && one.leaver).success).toBe(true);
  });

  it("leaves out what SmartHR doesn't know: it is no reason to erase what another source does", () => {
    const one = read({
      tel_number: null,
      email: "",
      birth_at: null,
      emp_code: null,
      last_name_yomi: null,
      position: " ",
    });
    expect(Object.keys("leaver" in one ? one.leaver : {}).sort()).toEqual([
      ...["department", "employmentType", "externalId", "hiredOn", "leavingReason", "leftOn", "name"],
    ]);
  });

  it("comes without a reason that speaks of an illness or holds a number that may not be kept", () => {
    for (const resigned_reason of ["体調不良のため", "うつ病による退職", "個人番号 1234-5678-9018"]) {
      const one = read({ resigned_reason });
      expect("leaver" in one && [one.leaver.leftOn, one.leaver.leavingReason]).toEqual(["2021-03-31", undefined]);
    }
  });

  it.each([
    ["works there", { emp_status: "employed", resigned_at: null }, null],
    ["is on leave", { emp_status: "absent", resigned_at: null }, null],
    ["never leaves", { emp_status: "employed", resigned_at: "9999-12-31" }, null],
    ["is about to leave", { emp_status: "employed", resigned_at: "2026-09-30" }, "2026-09-30"],
    [
      "left yesterday, and the status follows in the night",
      { emp_status: "employed", resigned_at: "2026-06-10" },
      "2026-06-10",
    ],
    ["left today", { emp_status: "retired", resigned_at: "2026-06-11" }, "2026-06-11"],
  ])("%s", (_, fields, leftOn) => {
    expect(read(fields)).toMatchObject({ leaver: { leftOn } });
  });

  it("of another type of employment or another shape of department is read as well", () => {
    expect(read({ employment_type: null, emp_type: "part_timer" })).toMatchObject({
      leaver: { employmentType: "アルバイト・パート" },
    });
    expect(read({ departments: [null, { name: "営業部" }] })).toMatchObject({ leaver: { department: "営業部" } });
    expect(read({ departments: null, department: "総務部" })).toMatchObject({ leaver: { department: "総務部" } });
  });

  it.each([
    [{ emp_status: "employed", resigned_at: "2026-05-31" }, "emp_status", "status_contradicts_date"],
    [{ emp_status: "retired", resigned_at: "2026-06-12" }, "emp_status", "status_contradicts_date"],
    [{ emp_status: "retired", resigned_at: null }, "resigned_at", "value_missing"],
    [{ emp_status: "gone" }, "emp_status", "status_unknown"],
    [{ emp_status: null }, "emp_status", "value_missing"],
    [{ resigned_at: "2021/03/31" }, "resigned_at", "date_unreadable"],
    [{ birth_at: "1980-02-30" }, "birth_at", "date_unreadable"],
    [{ entered_at: "0000-01-01" }, "entered_at", "date_unreadable"],
    [{ last_name: "　" }, "last_name", "value_missing"],
    [{ id: 7 }, "id", "value_unreadable"],
    [{ email: { address: "x" } }, "email", "value_unreadable"],
  ])("is reported and not guessed: %j", (fields, column, code) => {
    expect(read(fields)).toEqual({ row: 3, column, code });
  });

  it.each([null, 7, "x", []])("is none: %j", (item) => {
    expect(readCrew(item, 1, now)).toMatchObject({ row: 1, code: "value_unreadable" });
  });
});
