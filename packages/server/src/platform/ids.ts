import { randomBytes } from "node:crypto";
import type { IdPrefix } from "@okaeri/sdk/contract/ids";
import { TypeID } from "typeid-js";
import { DomainError } from "./errors.ts";

/** UUIDv7 (RFC 9562): the first 48 bits are milliseconds, so that ids sort by time and indexes stay dense. */
export function newUuid(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const base32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** As `TypeID.fromUUID`, which took a fifth of the time that a list of postings takes. */
export function toTypeId(prefix: IdPrefix, uuid: string): string {
  let text = `${prefix}_`;
  // 128 bits in 26 letters of five: two zeros come first.
  let pending = 0;
  let bits = 2;
  for (let index = 0; index < uuid.length; index++) {
    const code = uuid.charCodeAt(index);
    if (code === hyphen) continue;
    pending = (pending << 4) | (code <= nine ? code - zero : (code | lowerCase) - ten);
    bits += 4;
    if (bits < 5) continue;
    bits -= 5;
    text += base32[pending >> bits];
    pending &= (1 << bits) - 1;
  }
  return text;
}

const [hyphen, zero, nine, lowerCase, ten] = [0x2d, 0x30, 0x39, 0x20, 0x57];

/** @throws DomainError `invalid_input`: what stands in a query as a cursor and never was one. */
export function cursorToUuid(prefix: IdPrefix, cursor: string): string {
  try {
    return TypeID.fromString(cursor, prefix).toUUID();
  } catch {
    throw invalidCursor();
  }
}

export const invalidCursor = (): DomainError =>
  new DomainError("invalid_input", {
    faults: [{ pointer: "#/query/cursor", code: "invalid_format", detail: "is not a cursor from an answer" }],
  });

/** @throws DomainError `not_found`: an id that can't exist is answered like one that doesn't. */
export function toUuid(prefix: IdPrefix, id: string): string {
  try {
    return TypeID.fromString(id, prefix).toUUID();
  } catch {
    throw new DomainError("not_found");
  }
}
