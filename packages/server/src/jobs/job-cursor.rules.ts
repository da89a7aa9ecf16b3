import { DomainError } from "../platform/errors.ts";

/** Where a page ended: the lane, what it is sorted by as PostgreSQL prints it, and the posting (UUID). */
export interface Position {
  lane: number;
  key: string;
  jobId: string;
}

export const writeCursor = ({ lane, key, jobId }: Position): string =>
  Buffer.from(JSON.stringify([lane, key, jobId])).toString("base64url");

/** @throws DomainError `invalid_input`: what stands in a query as a cursor and never was one */
export function readCursor(text: string): Position {
  try {
    const [lane, key, jobId]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (
      typeof lane === "number" &&
      Number.isInteger(lane) &&
      typeof key === "string" &&
      (key === "infinity" || !Number.isNaN(Date.parse(key))) &&
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
