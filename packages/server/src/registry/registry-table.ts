import type { RegistryEncoding, RegistryMapping, RejectedRow } from "@okaeri/sdk/contract/registry";
import { DomainError } from "../platform/errors.ts";
import { RowFault, toRejection } from "./cells.rules.ts";
import { assignColumns, type Columns } from "./columns.rules.ts";
import { type CsvRow, createCsvReader } from "./csv-rows.rules.ts";
import { type RegistryFile, readText } from "./registry-file.ts";

/** A file whose header is read and whose rows are still to come. */
export interface Table {
  columns: Columns;
  rows: AsyncGenerator<CsvRow>;
}

/** @throws DomainError `registry_file_unreadable`, `registry_columns_missing`, `invalid_input` */
export async function openTable(
  file: RegistryFile,
  options: { encoding: RegistryEncoding; mapping: RegistryMapping; onProgress?: (bytes: number) => void },
): Promise<Table> {
  const rows = rowsOf(readText(file, options.encoding, (bytes) => options.onProgress?.(bytes)));
  for (;;) {
    const { value, done } = await rows.next();
    if (done) throw new DomainError("registry_columns_missing", { detail: "The file is empty" });
    if (isBlank(value)) continue;
    if (value.cells === null || value.cells.some((cell) => cell.includes("\ufffd")))
      throw new DomainError("registry_file_unreadable", { detail: "The header can't be read" });
    return { columns: assignColumns(value.cells, options.mapping), rows };
  }
}

async function* rowsOf(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const reader = createCsvReader();
  for await (const piece of text) yield* reader.push(piece);
  yield* reader.end();
}

// What a spreadsheet leaves below its last row.
const isBlank = ({ cells }: CsvRow): boolean => cells?.every((cell) => cell.trim() === "") ?? false;

/** The rows that `read` can make something of; the others are put into the tally. */
export async function* readRows<Row>(
  { rows, columns }: Table,
  tally: { read: number; rejected: RejectedRow[] },
  read: (row: number, cells: readonly string[], columns: Columns) => Row,
): AsyncGenerator<Row> {
  for await (const line of rows) {
    if (isBlank(line)) continue;
    tally.read += 1;
    const outcome = attempt(() => {
      if (line.cells === null) throw new RowFault("quote_unclosed");
      return read(line.row, line.cells, columns);
    });
    if (outcome instanceof RowFault) tally.rejected.push(toRejection(outcome, line.row, columns));
    else yield outcome;
  }
}

function attempt<Row>(work: () => Row): Row | RowFault {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowFault) return error;
    throw error;
  }
}
