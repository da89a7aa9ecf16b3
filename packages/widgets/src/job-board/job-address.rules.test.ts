import { expect, test } from "vitest";
import { type BoardAddress, isOurs, readAddress, writeAddress } from "./job-address.rules.ts";

test.each<[BoardAddress, string]>([
  [{ jobId: undefined, filter: {} }, ""],
  [{ jobId: "job_01abc", filter: {} }, "#job=job_01abc"],
  [
    { jobId: undefined, filter: { q: "経理 東京", sort: "closing" } },
    "#job=&q=%E7%B5%8C%E7%90%86+%E6%9D%B1%E4%BA%AC&sort=closing",
  ],
  [
    {
      jobId: "job_01abc",
      filter: { department: "R&D #2=β", place: "JP-13", employmentType: "side_job", remote: "fully" },
    },
    "#job=job_01abc&department=R%26D+%232%3D%CE%B2&place=JP-13&employmentType=side_job&remote=fully",
  ],
])("a state is an address and comes back from it: %j", (state, address) => {
  expect(writeAddress(state)).toBe(address);
  expect(readAddress(address)).toEqual(state);
});

test.each([
  ["#job=../../admin", {}],
  ["#job=job_1%22%3E", {}],
  ["#job=&sort=salary&remote=yes&employmentType=", {}],
  ["#job=&q=++", {}],
  ["#job=&constructor=1&__proto__=2&cursor=x", {}],
  ["#job=&q=%E0%A4%A", { q: "\uFFFD%A" }],
])("what can't be is left out: %s", (hash, filter) => {
  expect(readAddress(hash)).toEqual({ jobId: undefined, filter });
});

test("a search is cut where the API would refuse it", () => {
  expect(readAddress(`#job=&q=${"あ".repeat(500)}`).filter.q).toHaveLength(200);
});

test.each(["", "#", "#jobs", "#/job=1", "#join", "#jobless=", "#job-1"])("%j is the page's own", (hash) => {
  expect(isOurs(hash)).toBe(false);
  expect(readAddress(hash)).toEqual({ jobId: undefined, filter: {} });
});
