import { randomInt } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/**
 * An UUIDv7 of this moment for each row, in the order of the rows: a million of them then go into an index one behind
 * the other, which is several times faster than anywhere.
 */
export function newUuidSql(now: Date, row: SQL): SQL {
  const time = now.getTime().toString(16).padStart(12, "0");
  const random = randomInt(0x1000).toString(16).padStart(3, "0");
  const prefix = `${time.slice(0, 8)}-${time.slice(8)}-7${random}-8`;
  const count = sql`lpad(to_hex(${row}), 7, '0')`;
  return sql`(${prefix}::text || left(${count}, 3) || '-' || right(${count}, 4) || right(gen_random_uuid()::text, 8))::uuid`;
}
