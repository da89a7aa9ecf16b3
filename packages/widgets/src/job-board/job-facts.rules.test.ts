import type { Salary } from "@okaeri/sdk/contract/jobs";
import { expect, test } from "vitest";
import { en } from "../locales/en/job-board.ts";
import { ja } from "../locales/ja/job-board.ts";
import { dayText, payText } from "./job-facts.rules.ts";

test.each<[Salary, string, string]>([
  [{ min: 6e6, max: 9e6, currency: "JPY", per: "year" }, "年収 600万〜900万円", "¥6,000,000 – ¥9,000,000 a year"],
  [{ min: 5.5e6, max: 13e6, currency: "JPY", per: "year" }, "年収 550万〜1,300万円", "¥5,500,000 – ¥13,000,000 a year"],
  [{ min: 1200, max: 1450, currency: "JPY", per: "hour" }, "時給 1,200〜1,450円", "¥1,200 – ¥1,450 an hour"],
  [{ min: 285_000, max: null, currency: "JPY", per: "month" }, "月給 28.5万円から", "from ¥285,000 a month"],
  [{ min: null, max: 120_000, currency: "USD", per: "year" }, "年収 120,000米ドルまで", "up to $120,000 a year"],
  [{ min: 52_000, max: 52_000, currency: "GBP", per: "year" }, "年収 52,000英国ポンド", "£52,000 a year"],
])("pay is written as its readers write it: %j", (salary, japanese, english) => {
  expect(payText(salary, "ja", ja)).toBe(japanese);
  expect(payText(salary, "en", en)).toBe(english);
});

test("a day of another year names the year", () => {
  expect(dayText("2019-03-04T03:00:00Z", "ja")).toBe("2019年3月4日");
  expect(dayText("2019-03-04T03:00:00Z", "en")).toBe("Mar 4, 2019");
  expect(dayText(new Date().toISOString(), "ja")).not.toContain("年");
});
