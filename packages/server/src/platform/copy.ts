import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { Transaction } from "./database.ts";

export type CopyValue = string | number | boolean | null;

const flushAtLength = 64 * 1024;

/**
 * COPY within a transaction that `withOrganization` opened: the rows travel as they are made, and are there only when
 * the transaction commits. Table and columns are the caller's own words, never input.
 */
export async function copyRows(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly CopyValue[]>,
): Promise<void> {
  const { session } = tx._;
  if (!(session instanceof PostgresJsSession)) throw new TypeError("COPY needs the postgres driver");
  const copying = await session.client.unsafe(`copy ${table} (${columns.join(", ")}) from stdin`).writable();
  await pipeline(Readable.from(inBatches(rows)), copying);
}

async function* inBatches(rows: AsyncIterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let batch = "";
  for await (const row of rows) {
    batch += `${row.map(toCopyText).join("\t")}\n`;
    if (batch.length < flushAtLength) continue;
    yield Buffer.from(batch);
    batch = "";
  }
  if (batch !== "") yield Buffer.from(batch);
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

const toCopyText = (value: CopyValue): string =>
  value === null ? "\\N" : String(value).replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char);
