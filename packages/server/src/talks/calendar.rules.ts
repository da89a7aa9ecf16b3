export interface CalendarEntry {
  /** The same for every word about one entry. */
  uid: string;
  /** Grows with every word about it. */
  sequence: number;
  method: "REQUEST" | "CANCEL";
  startsAt: Date;
  endsAt: Date;
  /** When this was written. */
  writtenAt: Date;
  summary: string;
  description: string;
  location: string;
  organizer: { name: string; email: string } | null;
  attendee: string;
}

/** One entry as RFC 5545 and 5546 have it, times in UTC, so that every calendar shows its reader's own. */
export function toCalendar(entry: CalendarEntry): string {
  const { organizer } = entry;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Okaeri//Okaeri//EN",
    `METHOD:${entry.method}`,
    "BEGIN:VEVENT",
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${toUtc(entry.writtenAt)}`,
    `DTSTART:${toUtc(entry.startsAt)}`,
    `DTEND:${toUtc(entry.endsAt)}`,
    `SUMMARY:${escapeText(entry.summary)}`,
    `DESCRIPTION:${escapeText(entry.description)}`,
    `LOCATION:${escapeText(entry.location)}`,
    ...(organizer ? [`ORGANIZER;CN=${quote(organizer.name)}:mailto:${oneLine(organizer.email)}`] : []),
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${oneLine(entry.attendee)}`,
    `STATUS:${entry.method === "CANCEL" ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

const toUtc = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

// Controls can't be written at all.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const controls = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/g;

const escapeText = (text: string): string =>
  text
    .replaceAll(controls, " ")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll(/\r\n|\r|\n/g, "\\n");

const oneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, "");

/** A parameter in quotes has no way to hold one itself, and readers differ about backslashes in it. */
const quote = (text: string): string => `"${oneLine(text).replaceAll(/["\\]/g, "'")}"`;

const maxOctets = 75;

/** At most 75 octets a line, and no character cut in two: RFC 5545 3.1. */
function fold(line: string): string {
  const folded: string[] = [];
  let [current, octets] = ["", 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    // What continues a line begins with one space.
    if (octets + size > maxOctets) {
      folded.push(current);
      [current, octets] = [" ", 1];
    }
    current += character;
    octets += size;
  }
  return [...folded, current].join("\r\n");
}
