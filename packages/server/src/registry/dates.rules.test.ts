import { describe, expect, it } from "vitest";
import { dayInJapan, isNever, readDate, saysNotOver, yearsBefore } from "./dates.rules.ts";

describe("a date in a registry file", () => {
  it.each([
    ["2015/4/1", "2015-04-01"],
    ["2015/04/01", "2015-04-01"],
    ["2015-4-1", "2015-04-01"],
    ["2015.4.1", "2015-04-01"],
    ["20150401", "2015-04-01"],
    ["２０１５／４／１", "2015-04-01"],
    [" 2015/4/1 ", "2015-04-01"],
    ["2015-04-01 00:00:00", "2015-04-01"],
    ["2015-04-01T09:30", "2015-04-01"],
    ["2015年4月1日", "2015-04-01"],
    ["H27.4.1", "2015-04-01"],
    ["h27/4/1", "2015-04-01"],
    ["Ｈ２７．４．１", "2015-04-01"],
    ["平成27年4月1日", "2015-04-01"],
    ["平成 27年 4月 1日", "2015-04-01"],
    ["㍻27年4月1日", "2015-04-01"],
    ["令和元年5月1日", "2019-05-01"],
    ["R1.5.1", "2019-05-01"],
    ["令和8年1月31日", "2026-01-31"],
    ["昭和64年1月7日", "1989-01-07"],
    ["S39.10.10", "1964-10-10"],
    ["大正15年12月24日", "1926-12-24"],
    ["2024-02-29", "2024-02-29"],
    ["9999-01-01", "9999-01-01"],
    ["31.12.9999", "9999-12-31"],
    ["2015/4/1(水)", "2015-04-01"],
    ["2015年4月1日（水）", "2015-04-01"],
    ["2015-04-01 (Wed)", "2015-04-01"],
  ])("reads %s as %s", (text, date) => {
    expect(readDate(text)).toEqual({ date });
  });

  it.each(["15/4/1", "15-04-01", "4/1/15", "4/1/2015", "13/4/2015", "1.4.2015", "99年4月1日"])(
    "does not guess what %s means",
    (text) => {
      expect(readDate(text)).toEqual({ code: "date_ambiguous" });
    },
  );

  it.each([
    "2015/2/29",
    "2015/13/1",
    "2015/4/31",
    "2015/4-1",
    "0000-00-00",
    "20150431",
    "42095",
    "平成0年4月1日",
    "平成27年",
    "2015/4",
    "X27.4.1",
    "未定",
    "2015-04-01T00:00:00Z",
    "2015/4/1 退職",
    "constructor",
  ])("can't read %s", (text) => {
    expect(readDate(text)).toEqual({ code: "date_unreadable" });
  });
});

describe("a rule for what a file leaves open", () => {
  const from1950 = { twoDigitYearsFrom: 1950, dateOrder: null };
  it.each([
    ["98/4/1", from1950, "1998-04-01"],
    ["49/4/1", from1950, "2049-04-01"],
    ["50-04-01", from1950, "1950-04-01"],
    ["03/04/2015", { twoDigitYearsFrom: null, dateOrder: "dmy" }, "2015-04-03"],
    ["03/04/2015", { twoDigitYearsFrom: null, dateOrder: "mdy" }, "2015-03-04"],
    ["3.4.98", { twoDigitYearsFrom: 1930, dateOrder: "dmy" }, "1998-04-03"],
    ["2015/4/1", { twoDigitYearsFrom: 1950, dateOrder: "mdy" }, "2015-04-01"],
  ] as const)("reads %s by %o", (text, rules, date) => {
    expect(readDate(text, rules)).toEqual({ date });
  });

  it.each([
    ["98/4/1", { twoDigitYearsFrom: null, dateOrder: null }, "date_ambiguous"],
    ["3.4.98", { twoDigitYearsFrom: null, dateOrder: "dmy" }, "date_ambiguous"],
    ["31/31/2015", { twoDigitYearsFrom: null, dateOrder: "dmy" }, "date_unreadable"],
    ["98/2/30", from1950, "date_unreadable"],
  ] as const)("does not read %s by %o", (text, rules, code) => {
    expect(readDate(text, rules)).toEqual({ code });
  });
});

describe("no end yet", () => {
  it.each(["null", "－", "ー", "在職中", "現在", "Still here", "N/A", "to date"])("is written %s", (text) => {
    expect(saysNotOver(text)).toBe(true);
  });
  it.each(["2015/4/1", "退職", "ナル"])("is not written %s", (text) => {
    expect(saysNotOver(text)).toBe(false);
  });
  it.each([
    ["9999-12-31", true],
    ["2999-12-31", true],
    ["2099-12-31", false],
  ])("as a date: %s", (date, never) => {
    expect(isNever(date)).toBe(never);
  });
});

describe("a calendar day", () => {
  it("is the one in Japan", () => {
    expect(dayInJapan(new Date("2026-03-31T14:59:59Z"))).toBe("2026-03-31");
    expect(dayInJapan(new Date("2026-03-31T15:00:00Z"))).toBe("2026-04-01");
  });
  it("some years before is the same, or the last of February", () => {
    expect(yearsBefore("2026-11-22", 5)).toBe("2021-11-22");
    expect(yearsBefore("2024-02-29", 1)).toBe("2023-02-28");
    expect(yearsBefore("2024-02-29", 4)).toBe("2020-02-29");
  });
});
