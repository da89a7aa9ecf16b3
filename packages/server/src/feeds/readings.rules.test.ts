import { describe, expect, it } from "vitest";
import { type DateOrder, readMoment } from "./moments.rules.ts";
import { readPay, readPayText } from "./pay.rules.ts";
import { toApplyUrl, toEmploymentType, toRemote } from "./words.rules.ts";

describe("a moment", () => {
  it.each<[string | number, string | null, DateOrder?]>([
    ["2026-04-01", "2026-04-01T00:00:00.000Z"],
    ["2026/4/1", "2026-04-01T00:00:00.000Z"],
    ["2026.04.01", "2026-04-01T00:00:00.000Z"],
    ["20260401", "2026-04-01T00:00:00.000Z"],
    ["2026-01-14T10:55:28-05:00", "2026-01-14T15:55:28.000Z"],
    ["2042-08-23T01:40:35+0100", "2042-08-23T00:40:35.000Z"],
    ["2026-03-03 12:00:00 UTC", "2026-03-03T12:00:00.000Z"],
    ["2013-04-12 15:52:34.19", "2013-04-12T15:52:34.190Z"],
    ["2021-04-30T16:21:55.393+00:00", "2021-04-30T16:21:55.393Z"],
    ["Mon, 31 Jan 2022 23:59:00", "2022-01-31T23:59:00.000Z"],
    ["Fri, 12 Apr 2013", "2013-04-12T00:00:00.000Z"],
    ["Tue, 03 Mar 2026 09:00:00 +0900", "2026-03-03T00:00:00.000Z"],
    ["Tue, 03 Mar 26 09:00:00 EST", "2026-03-03T14:00:00.000Z"],
    ["March 3rd, 2026", "2026-03-03T00:00:00.000Z"],
    ["20-5-2023", "2023-05-20T00:00:00.000Z"],
    ["1-9-2043", "2043-09-01T00:00:00.000Z"],
    ["01/09/2043 12:00:00", "2043-09-01T12:00:00.000Z", "dmy"],
    ["01/09/2043", "2043-01-09T00:00:00.000Z", "mdy"],
    ["01/09/2043", null],
    ["13/09/2043", "2043-09-13T00:00:00.000Z"],
    ["2026年4月1日", "2026-04-01T00:00:00.000Z"],
    ["令和8年4月1日", "2026-04-01T00:00:00.000Z"],
    ["２０２６／４／１", "2026-04-01T00:00:00.000Z"],
    [1_407_779_069, "2014-08-11T17:44:29.000Z"],
    [1_407_779_069_287, "2014-08-11T17:44:29.287Z"],
    ["1407779069287", "2014-08-11T17:44:29.287Z"],
    ["2026-02-30", null],
    ["2026-13-01", null],
    ["2026-04-01T25:00:00", null],
    ["Invalid Date", null],
    ["昨日", null],
    ["", null],
    [Number.NaN, null],
    [-1e20, null],
    ["9".repeat(500), null],
  ])("%s is %s", (said, instant, order) => {
    expect(readMoment(said, order ?? null)?.instant ?? null).toBe(instant);
  });
});

describe("pay", () => {
  it.each<[string, [number | null, number | null, string, string] | null]>([
    ["£50,879 - £85,262 per year", [50_879, 85_262, "GBP", "year"]],
    ["$17/hr", [17, 17, "USD", "hour"]],
    ["USD 90-120k annually", [90_000, 120_000, "USD", "year"]],
    ["年収600万円～900万円", [6_000_000, 9_000_000, "JPY", "year"]],
    ["年収600〜900万円", [6_000_000, 9_000_000, "JPY", "year"]],
    ["月給25万円以上", [250_000, null, "JPY", "month"]],
    ["時給1,200円", [1_200, 1_200, "JPY", "hour"]],
    ["日給12,000円まで", [null, 12_000, "JPY", "day"]],
    ["€ 4.000,50 per month plus 3 bonuses of 10", null],
    ["£50879 - £85262 per week", null],
    ["£80000", null],
    ["100000", null],
    ["応相談", null],
    ["", null],
  ])("%s", (line, expected) => {
    const { salary, words } = readPayText(line);
    expect(salary && [salary.min, salary.max, salary.currency, salary.per]).toEqual(expected);
    // Nothing that is said is lost.
    expect(salary !== null || words !== null || line === "" || line === "応相談").toBe(true);
  });

  it("in parts is a range, words where a part is missing, or nothing; what is no amount is a fault", () => {
    const full = { currency: "USD", per: "Annual" };
    expect(readPay({ ...full, min: "42,405", max: 65_485 })?.salary).toEqual({
      min: 42_405,
      max: 65_485,
      currency: "USD",
      per: "year",
    });
    expect(readPay({ ...full, min: 9, max: 3 })?.salary).toMatchObject({ min: 3, max: 9 });
    expect(readPay({ ...full, min: "Not Displayed", max: "" })).toEqual({ salary: null, words: null });
    expect(readPay({ ...full, min: 0, max: 0 })).toEqual({ salary: null, words: null });
    expect(readPay({ currency: "USD", min: 100_000 })).toEqual({ salary: null, words: "USD 100000" });
    expect(readPay({ ...full, currency: "XYZ", min: 1 })?.salary).toBeNull();
    for (const min of ["abc", -5, "1e400", Number.POSITIVE_INFINITY]) expect(readPay({ ...full, min })).toBeUndefined();
  });
});

describe("words", () => {
  it.each([
    [["正社員"], "full_time"],
    [["非常勤"], "part_time"],
    [["業務委託"], "freelance"],
    [["副業"], "side_job"],
    [["契約社員"], "contract"],
    [["Permanent Part Time (less than 40 hours per week)"], "part_time"],
    [["Internship - Non Paid"], "internship"],
    [["full_time", "fixed_term"], "contract"],
    [["FULL_TIME", "CONTRACTOR"], "contract"],
    [["2-Part-Time", "15522-Intermittent"], "temporary"],
    [["F"], "full_time"],
    [["seasonal wizard"], "temporary"],
    [["wizard"], "other"],
    [["none"], null],
    [[null, ""], null],
  ])("%s is %s", (said, type) => {
    expect(toEmploymentType(said)).toBe(type);
  });

  it("of remote work and addresses are understood, or left alone", () => {
    expect(["hybrid", "REMOTE", "On-site", "フルリモート", "週2日在宅可", "出社", "whenever"].map(toRemote)).toEqual([
      "partly",
      "fully",
      "none",
      "fully",
      "partly",
      "none",
      null,
    ]);
    expect(toApplyUrl(" https://example.com/a?b=1&amp;c=2 ")).toBe("https://example.com/a?b=1&c=2");
    expect(toApplyUrl("www.example.com/jobs")).toBe("https://www.example.com/jobs");
    expect(toApplyUrl("https://example.com/求人 1")).toBe("https://example.com/%E6%B1%82%E4%BA%BA%201");
    for (const bad of [
      "javascript:alert(1)",
      "//example.com",
      "mailto:a@b.c",
      "https://",
      "http://[",
      `https://e.com/${"x".repeat(2000)}`,
      null,
    ])
      expect(toApplyUrl(bad)).toBeNull();
  });
});
