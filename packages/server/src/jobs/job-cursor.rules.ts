import { DomainError } from "../platform/errors.ts";

/** Where a page ended: the lane, what it is sorted by as PostgreSQL prints it, and the posting (UUID). */
export interface Position {
  lane: number;
  key: string;
  jobId: string;
}

export const writeCursor = ({ lane, key, jobId }: Position): string =>
  Buffer.from(JSON.stringify([lane, key, jobId])).toString("base64url");

// As PostgreSQL prints dates and times, in whatever zone; others it may not read, or read as another.
const printed = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)([+-]\d{2})(:\d{2})?)?$/;

function isPrinted(key: string): boolean {
  const [, day = "", time = "00:00:00", hours = "+00", minutes = ":00"] = printed.exec(key) ?? [];
  const midnight = new Date(day);
  return (
    day > "0001" &&
    !Number.isNaN(midnight.getTime()) &&
    midnight.toISOString().startsWith(day) &&
    !Number.isNaN(Date.parse(`${day}T${time}${hours}${minutes}`))
  );
}

/** @throws DomainError `invalid_input`: what stands in a query as a cursor and never was one */
export function readCursor(text: string): Position {
  try {
    const [lane, key, jobId]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (
      typeof lane === "number" &&
      Number.isInteger(lane) &&
      typeof key === "string" &&
      (key === "infinity" || isPrinted(key)) &&
      typeof jobId === "string" &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(jobId)
    )
      return { lane, key, jobId };
  } catch {
    // Falls through to the same refusal.
  }
  throw new DomainError("invalid_input", {
    faults: [{ pointer: "#/query/cursor", code: "invalid_format", detail: "is not a cursor from an answer" }],
  });
}
