import { describe, expect, it } from "vitest";
import { talkTime, timeThere } from "./talk-times.rules.ts";

const slot = {
  id: "talk_1",
  startsAt: "2026-11-25T10:00:00Z",
  endsAt: "2026-11-25T10:30:00Z",
  timeZone: "Asia/Tokyo",
  host: "例示 太郎",
  jobId: null,
  booked: false,
};
const plain = (text: string | undefined): string => (text ?? "").replaceAll(/[\s\u2009\u202f]+/gu, " ");

describe("the time of a talk", () => {
  it("is written as its readers write it, by the clocks around them", () => {
    expect(plain(talkTime(slot, "ja", "Asia/Tokyo"))).toBe("11月25日(水) 19:00〜19:30");
    expect(plain(talkTime(slot, "en", "Europe/London"))).toBe("Wed, November 25, 10:00 – 10:30 AM");
  });

  it("is said by the host's clocks too, where those say another time", () => {
    expect(timeThere(slot, "ja", "Asia/Tokyo")).toBe(null);
    expect(timeThere(slot, "ja", "Asia/Seoul")).toBe(null);
    const there = timeThere(slot, "en", "Europe/London");
    expect(plain(there?.time)).toBe("Wed, November 25, 7:00 – 7:30 PM");
    expect(there?.zone).toBe("Japan Standard Time");
    expect(timeThere({ ...slot, timeZone: "America/New_York" }, "ja", "Asia/Tokyo")?.time).toContain("5:00");
  });
});
