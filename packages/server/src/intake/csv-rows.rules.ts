/** One row as a spreadsheet shows it, a field with line ends inside included. */
export interface CsvRow {
  /** The first row is 1; blank rows count. */
  row: number;
  /** Null: a quote in this line is never closed, or text follows the closing one; or the line is `tooLong`. */
  cells: string[] | null;
  tooLong?: true;
}

interface OpenRecord {
  row: number;
  cells: string[];
  cell: string;
  quoted: boolean;
  length: number;
}

interface Line {
  /** Null: longer than any row may be, and not kept. */
  text: string | null;
  end: string;
}

// A record that is longer is a quote that somebody forgot.
const maxRecordLength = 64 * 1024;
// Excel has 16,384 columns at most; what is longer is held in memory no further.
const maxLineLength = 1024 * 1024;

/**
 * Reads CSV (RFC 4180) as it arrives. Unlike a parser that stops, or skips to where the quotes agree again, a stray
 * quote costs its own line only: what it swallowed is read again as the rows it is.
 */
export function createCsvReader() {
  let rest = "";
  let isSkipping = false;
  let row = 0;
  let open: OpenRecord | null = null;
  let held: Line[] = [];

  function* take(lines: Iterable<Line>): Generator<CsvRow> {
    for (const line of lines) {
      const { text, end } = line;
      if (text === null) {
        while (open !== null) yield* giveUp(open);
        row += 1;
        yield { row, cells: null, tooLong: true };
        continue;
      }
      if (open === null) {
        row += 1;
        if (!text.includes('"')) {
          yield { row, cells: text.split(",") };
          continue;
        }
        open = { row, cells: [], cell: "", quoted: false, length: 0 };
      }
      held.push(line);
      open.length += text.length;
      const state = scan(open, text, end);
      if (state === "closed") {
        yield { row: open.row, cells: open.cells };
        open = null;
        held = [];
      } else if (state === "broken" || open.length > maxRecordLength) yield* giveUp(open);
    }
  }

  function* giveUp(broken: OpenRecord): Generator<CsvRow> {
    const [, ...swallowed] = held;
    open = null;
    held = [];
    yield { row: broken.row, cells: null };
    yield* take(swallowed);
  }

  return {
    *push(text: string): Generator<CsvRow> {
      const { lines, unfinished } = splitLines(rest + text);
      rest = unfinished;
      if (isSkipping && lines[0]) {
        lines[0].text = null;
        isSkipping = false;
      }
      yield* take(lines);
      if (rest.length > maxLineLength) isSkipping = true;
      // A carriage return there may be half a line end.
      if (isSkipping) rest = rest.endsWith("\r") ? "\r" : "";
    },
    *end(): Generator<CsvRow> {
      if (isSkipping) yield* take([{ text: null, end: "" }]);
      else if (rest !== "") yield* take([lastLine(rest)]);
      rest = "";
      while (open !== null) yield* giveUp(open);
    },
  };
}

function splitLines(text: string): { lines: Line[]; unfinished: string } {
  const lines: Line[] = [];
  let from = 0;
  for (const match of text.matchAll(/\r\n|\n|\r(?!$)/g)) {
    lines.push({ text: text.slice(from, match.index), end: match[0] });
    from = match.index + match[0].length;
  }
  return { lines, unfinished: text.slice(from) };
}

// A carriage return at the end of what arrived might have been half a line end; now it is known to be a whole one.
const lastLine = (rest: string): Line =>
  rest.endsWith("\r") ? { text: rest.slice(0, -1), end: "\r" } : { text: rest, end: "" };

function scan(record: OpenRecord, line: string, end: string): "open" | "closed" | "broken" {
  let at = 0;
  for (;;) {
    if (!record.quoted && line[at] === '"') {
      record.quoted = true;
      at += 1;
    } else if (!record.quoted) {
      const comma = line.indexOf(",", at);
      record.cells.push(line.slice(at, comma === -1 ? undefined : comma));
      if (comma === -1) return "closed";
      at = comma + 1;
      continue;
    }
    const quote = line.indexOf('"', at);
    if (quote === -1) {
      record.cell += line.slice(at) + end;
      return "open";
    }
    record.cell += line.slice(at, quote);
    at = quote + 1;
    if (line[at] === '"') {
      record.cell += '"';
      at += 1;
      continue;
    }
    record.cells.push(record.cell);
    record.cell = "";
    record.quoted = false;
    if (at === line.length) return "closed";
    if (line[at] !== ",") return "broken";
    at += 1;
  }
}
