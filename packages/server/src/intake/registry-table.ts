import type {
  RegistryColumn,
  RegistryEncoding,
  RegistryMapping,
  RejectedRow,
} from "@okaeri/sdk/contract/registry-imports";
import { DomainError } from "../platform/errors.ts";
import { isUnreadable, RowFault, toRejection } from "./cells.rules.ts";
import { assignColumns, type Columns, isRefused, nameColumns, namesNumber } from "./columns.rules.ts";
import { type CsvRow, createCsvReader } from "./csv-rows.rules.ts";
import { type RegistryFile, readText } from "./registry-file.ts";

/** A file whose header is read and whose rows are still to come. */
export interface Table {
  columns: Columns;
  /** What it was read by: the caller's, or what the source remembers of columns that are still there. */
  mapping: RegistryMapping;
  rows: AsyncGenerator<CsvRow>;
  /** The first value of each column, as far as rows were read. */
  samples: (string | null)[];
}

export interface TableOptions {
  encoding: RegistryEncoding;
  mapping: { explicit: RegistryMapping | undefined; remembered: RegistryMapping };
  onProgress: ((bytes: number) => void) | undefined;
}

/** @throws DomainError `registry_file_unreadable`, `registry_columns_missing`, `registry_data_forbidden`, `invalid_input` */
export async function openTable(file: RegistryFile, options: TableOptions): Promise<Table> {
  const rows = rowsOf(readText(file, options.encoding, (bytes) => options.onProgress?.(bytes)));
  for (;;) {
    const { value, done } = await rows.next();
    if (done) throw new DomainError("registry_columns_missing", { detail: "The file is empty" });
    if (isBlank(value)) continue;
    const { cells } = value;
    if (cells === null || cells.some(isUnreadable))
      throw new DomainError("registry_file_unreadable", { detail: "The header can't be read" });
    const names = new Set(nameColumns(cells));
    const mapping =
      options.mapping.explicit ??
      Object.fromEntries(Object.entries(options.mapping.remembered).filter(([name]) => names.has(name)));
    try {
      return { columns: assignColumns(cells, mapping), mapping, rows, samples: cells.map(() => null) };
    } catch (error) {
      const detail = await findHeader(cells, rows);
      const isMissing = error instanceof DomainError && error.code === "registry_columns_missing";
      throw isMissing && detail !== null ? new DomainError("registry_columns_missing", { detail }) : error;
    }
  }
}

const separators = { "\t": "tabs", ";": "semicolons", "|": "bars" };
const rowsAboveHeader = 10;

/** What may be wrong with a file whose first line names no column of ours; null where nothing comes to mind. */
async function findHeader(first: readonly string[], rows: AsyncGenerator<CsvRow>): Promise<string | null> {
  const line = first.join(",");
  for (const [separator, name] of Object.entries(separators))
    if (namesNumber(line.split(separator)))
      return `The columns are separated by ${name}; save the file as CSV, separated by commas`;
  for (let count = 0; count < rowsAboveHeader; count++) {
    const { value, done } = await rows.next();
    if (done) return null;
    if (value.cells && namesNumber(value.cells))
      return `Row ${value.row} looks like the header; take away the rows above it`;
  }
  return null;
}

const shownSampleLength = 80;

/** Each column with the field it was taken for. */
export function describeColumns(table: Table | null): RegistryColumn[] {
  if (!table) return [];
  const { names, at, guessed } = table.columns;
  const fields = new Map([...at].map(([field, index]) => [index, field]));
  return names.map((name, index) => {
    const field = fields.get(index) ?? null;
    return {
      name,
      field,
      guessed: field !== null && guessed.has(field),
      sample: isRefused(name) ? null : (table.samples[index] ?? null),
    };
  });
}

async function* rowsOf(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const reader = createCsvReader();
  for await (const piece of text) yield* reader.push(piece);
  yield* reader.end();
}

// What a spreadsheet leaves below its last row.
const isBlank = ({ cells }: CsvRow): boolean => cells?.every((cell) => cell.trim() === "") ?? false;

/** How many rows there were, and which of them were left out: the first of them by name. */
export interface Tally {
  read: number;
  rejectedCount: number;
  rejected: RejectedRow[];
}

/** So many rows are named one by one. */
export const namedRejections = 10_000;
const sampledRows = 20;

/** The rows that `read` can make something of; the others are put into the tally. */
export async function* readRows<Row>(
  { rows, columns, samples }: Table,
  tally: Tally,
  read: (row: number, cells: readonly string[], columns: Columns) => Row,
): AsyncGenerator<Row> {
  for await (const line of rows) {
    if (isBlank(line)) continue;
    tally.read += 1;
    if (tally.read <= sampledRows) sample(samples, line.cells ?? []);
    const outcome = attempt(() => {
      if (line.cells === null) throw new RowFault(line.tooLong ? "value_too_long" : "quote_unclosed");
      return read(line.row, line.cells, columns);
    });
    if (!(outcome instanceof RowFault)) {
      yield outcome;
      continue;
    }
    tally.rejectedCount += 1;
    if (tally.rejected.length < namedRejections) tally.rejected.push(toRejection(outcome, line.row, columns));
  }
}

function sample(samples: (string | null)[], cells: readonly string[]): void {
  for (const index of samples.keys())
    samples[index] ??= cells[index]?.trim().slice(0, shownSampleLength).toWellFormed() || null;
}

function attempt<Row>(work: () => Row): Row | RowFault {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowFault) return error;
    throw error;
  }
}
