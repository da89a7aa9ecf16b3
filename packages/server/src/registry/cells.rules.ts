import type { RegistryField, RejectedRow, RejectionCode } from "@okaeri/sdk/contract/registry";
import type { Columns } from "./columns.rules.ts";
import { readDate } from "./dates.rules.ts";

const maxLengths = {
  employeeNumber: 50,
  name: 200,
  familyName: 100,
  givenName: 100,
  kana: 200,
  familyNameKana: 100,
  givenNameKana: 100,
  formerFamilyName: 100,
  email: 254,
  status: 100,
  department: 200,
  title: 200,
  employmentType: 100,
  leavingReason: 2000,
  kind: 50,
  value: 200,
} satisfies Partial<Record<RegistryField, number>>;

type TextField = keyof typeof maxLengths;
type DateField = "birthDate" | "hiredOn" | "leftOn" | "from" | "to";

const severalLines = new Set<TextField>(["department", "title", "employmentType", "leavingReason", "value"]);

// What PostgreSQL can't hold, and what a lossy conversion leaves where a character was.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** Refuses a row. Thrown and caught within this feature: a row is left at its first fault. */
export class RowFault extends Error {
  readonly code: RejectionCode;
  readonly field: RegistryField | null;

  constructor(code: RejectionCode, field: RegistryField | null = null) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

export function toRejection(fault: RowFault, row: number, { headers, at }: Columns): RejectedRow {
  const index = fault.field === null ? undefined : at.get(fault.field);
  return { row, column: index === undefined ? null : (headers[index] ?? null), code: fault.code };
}

/** The cells of one row by field, as they stand in the file: never trimmed, never rewritten. */
export function createCellReader(cells: readonly string[], { headers, at }: Columns) {
  if (cells.length < headers.length) throw new RowFault("row_too_short");
  if (cells.length > headers.length) throw new RowFault("row_too_long");

  const raw = (field: RegistryField): string | null => {
    const text = cells[at.get(field) ?? -1] ?? "";
    return text.trim() === "" ? null : text;
  };
  return {
    text(field: TextField): string | null {
      const text = raw(field);
      if (text === null) return null;
      if (unreadable.test(text) || (!severalLines.has(field) && /[\r\n\u2028\u2029]/.test(text)))
        throw new RowFault("value_unreadable", field);
      if (text.length > maxLengths[field]) throw new RowFault("value_too_long", field);
      return text;
    },
    date(field: DateField): string | null {
      const text = raw(field);
      if (text === null) return null;
      const reading = readDate(text);
      if ("code" in reading) throw new RowFault(reading.code, field);
      return reading.date;
    },
  };
}

export type CellReader = ReturnType<typeof createCellReader>;
