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

export const toTypeId = (prefix: IdPrefix, uuid: string): string => TypeID.fromUUID(prefix, uuid).toString();

/** @throws DomainError `not_found`: an id that can't exist is answered like one that doesn't. */
export function toUuid(prefix: IdPrefix, id: string): string {
  try {
    return TypeID.fromString(id, prefix).toUUID();
  } catch {
    throw new DomainError("not_found");
  }
}
