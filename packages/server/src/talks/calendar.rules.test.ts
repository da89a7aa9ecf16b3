import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { type CalendarEntry, toCalendar } from "./calendar.rules.ts";

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: "booking_1",
  sequence: 0,
  method: "REQUEST",
  startsAt: new Date("2026-12-01T01:00:00Z"),
  endsAt: new Date("2026-12-01T01:30:00Z"),
  writtenAt: new Date("2026-11-22T03:04:05Z"),
  summary: "カジュアル面談",
  description: "開発部 架空 一郎との面談",
  location: "https://meet.example.com/abc",
  organizer: { name: "テスト株式会社", email: "hr@house.example" },
  attendee: "hanako@example.net",
  ...more,
});

const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [event] = calendar.getAllSubcomponents("vevent");
  if (!event) throw new Error("no event");
  const said = (name: string) => String(event.getFirstPropertyValue(name));
  return { method: calendar.getFirstPropertyValue("method"), event: new ICAL.Event(event), said, component: event };
};

describe("a calendar entry", () => {
  it("is read by others as it was meant, in the reader's own time", () => {
    const { method, event, said, component } = read(toCalendar(entry()));
    expect(method).toBe("REQUEST");
    expect(event.startDate.toJSDate()).toEqual(new Date("2026-12-01T01:00:00Z"));
    expect(event.endDate.toJSDate()).toEqual(new Date("2026-12-01T01:30:00Z"));
    expect([event.uid, event.sequence, event.summary, event.location, said("status")]).toEqual([
      "booking_1",
      0,
      "カジュアル面談",
      "https://meet.example.com/abc",
      "CONFIRMED",
    ]);
    expect(said("organizer")).toBe("mailto:hr@house.example");
    expect(component.getFirstProperty("organizer")?.getFirstParameter("cn")).toBe("テスト株式会社");
  });

  it("takes itself out of the calendar when it is cancelled", () => {
    const { method, event, said } = read(toCalendar(entry({ method: "CANCEL", sequence: 1 })));
    expect([method, event.sequence, said("status")]).toEqual(["CANCEL", 1, "CANCELLED"]);
  });

  it("keeps whatever stands in its texts, adds no line of its own, and is folded between characters", () => {
    const character = fc.constantFrom(..."a1 ,;:\\\"'\n\r山😀\u2028é\t\u0000BEGIN:");
    const text = fc.array(character, { maxLength: 200, size: "max" }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, text, text, (summary, description, location, name) => {
        const written = toCalendar(
          entry({ summary, description, location, organizer: { name, email: "a@b.example" } }),
        );
        const shown = (said: string) =>
          said
            .replaceAll(/\r\n|\r/g, "\n")
            .replaceAll("\u0000", " ")
            .replaceAll("\t", " ");
        for (const line of written.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
        const { event, said } = read(written);
        expect(said("summary")).toBe(shown(summary));
        expect([event.summary, event.description, event.location].map(String)).toEqual(
          [summary, description, location].map(shown),
        );
        expect(said("organizer")).toBe("mailto:a@b.example");
      }),
      { numRuns: 300 },
    );
  });
});
