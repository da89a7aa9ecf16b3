import { describe, expect, it } from "vitest";
import { instantOf, type SlotsDraft, slotFaultsOf, startsOf } from "./slots.rules.ts";

const draft: SlotsDraft = {
  first: "2026-11-27T15:00",
  minutes: "30",
  timeZone: "Asia/Tokyo",
  repeat: "once",
  count: "4",
  host: "見本 太郎",
  place: "https://meet.example.com",
  jobId: "",
};
const now = new Date("2026-11-20T00:00:00Z");

describe("talks being offered", () => {
  it.each([
    ["2026-11-27T15:00", "Asia/Tokyo", "2026-11-27T06:00:00.000Z"],
    ["2026-07-01T09:00", "Europe/Berlin", "2026-07-01T07:00:00.000Z"],
    ["2026-12-01T09:00", "Europe/Berlin", "2026-12-01T08:00:00.000Z"],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
    ["2026-01-01T00:15", "Pacific/Kiritimati", "2025-12-31T10:15:00.000Z"],
    ["2026-12-31T23:45", "Pacific/Pago_Pago", "2027-01-01T10:45:00.000Z"],
  ])("%s in %s is %s", (local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
  });

  it("repeat on weekdays or every week, at the same time on the wall", () => {
    expect(startsOf(draft)).toEqual(["2026-11-27T06:00:00.000Z"]);
    expect(startsOf({ ...draft, repeat: "daily" }).map((at) => at.slice(0, 10))).toEqual([
      "2026-11-27",
      "2026-11-30",
      "2026-12-01",
      "2026-12-02",
    ]);
    expect(
      startsOf({ ...draft, first: "2026-10-21T09:00", repeat: "weekly", count: "2", timeZone: "Europe/Berlin" }),
    ).toEqual(["2026-10-21T07:00:00.000Z", "2026-10-28T08:00:00.000Z"]);
    expect(startsOf({ ...draft, first: "" })).toEqual([]);
  });

  it("say what is wrong", () => {
    expect(slotFaultsOf(draft, now)).toEqual({});
    expect(slotFaultsOf({ ...draft, first: "2026-11-19T15:00" }, now)).toEqual({ first: "past" });
    expect(slotFaultsOf({ ...draft, first: "", minutes: "5", host: " ", place: "" }, now)).toEqual({
      first: "missing",
      minutes: "minutes",
      host: "missing",
      place: "missing",
    });
    expect(slotFaultsOf({ ...draft, repeat: "weekly", count: "x" }, now)).toEqual({ count: "count" });
  });
});
