import type {
  RegistryDateRules,
  RegistryField,
  RejectedRow,
  RejectionCode,
} from "@okaeri/sdk/contract/registry-imports";
import { isNever, readDate, saysNotOver } from "../registry/dates.rules.ts";
import type { Columns } from "./columns.rules.ts";
import { holdsMyNumber, speaksOfHealth } from "./refused-data.rules.ts";

const maxLengths = {
  externalId: 200,
  employeeNumber: 50,
  name: 200,
  familyName: 100,
  givenName: 100,
  kana: 200,
  familyNameKana: 100,
  givenNameKana: 100,
  romaji: 200,
  familyNameRomaji: 100,
  givenNameRomaji: 100,
  formerFamilyName: 100,
  email: 254,
  phone: 30,
  status: 100,
  department: 200,
  title: 200,
  grade: 100,
  employmentType: 100,
  separationCode: 100,
  leavingReason: 2000,
  ownReason: 2000,
  skills: 2000,
  kind: 50,
  value: 200,
} satisfies Partial<Record<RegistryField, number>>;

export type TextField = keyof typeof maxLengths;
export type DateField = "birthDate" | "hiredOn" | "leftOn" | "lastWorkingOn" | "rehireWishOn" | "from" | "to";

const severalLines = new Set<TextField>([
  "department",
  "title",
  "grade",
  "employmentType",
  "leavingReason",
  "ownReason",
  "skills",
  "value",
]);
const reasons = new Set<TextField>(["leavingReason", "ownReason"]);
// Numbers of their own kind: whether one of these is a マイナンバー only the whole column tells.
const numbers = new Set<TextField>(["externalId", "employeeNumber", "phone", "email"]);

// What PostgreSQL can't hold, and what a lossy conversion leaves where a character was: U+FFFD, and 〓 of our own export.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd〓]/;

export const isUnreadable = (text: string): boolean => unreadable.test(text);

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

export function toRejection(fault: RowFault, row: number, { names, at }: Columns): RejectedRow {
  const index = fault.field === null ? undefined : at.get(fault.field);
  return { row, column: index === undefined ? null : (names[index] ?? null), code: fault.code };
}

/** @throws RowFault for a text that the registry can't hold or doesn't take */
export function refuseText(field: TextField, text: string): void {
  if (isUnreadable(text) || (!severalLines.has(field) && /[\r\n\u2028\u2029]/.test(text)))
    throw new RowFault("value_unreadable", field);
  if (text.length > maxLengths[field]) throw new RowFault("value_too_long", field);
  if (!numbers.has(field) && holdsMyNumber(text)) throw new RowFault("my_number_refused", field);
  if (reasons.has(field) && speaksOfHealth(text)) throw new RowFault("health_data_refused", field);
}

// An export puts it before what a spreadsheet would take for a formula, and people before what it would take for a number.
const madeHarmless = /^'(?='*[=+\-@\t\r＝＋－＠]|'+[\d０-９])/;
const madeText = /^'(?='*[\d０-９=+\-@\t\r＝＋－＠])/;
// How zeros in front are kept where a spreadsheet opens the file.
const keptAsText = /^="([^"]*)"$/;
// What a spreadsheet or a data frame makes of a number: 1.23457E+11 has lost it, 12.0 has not.
const lostDigits = /^\d(\.\d+)?e\+\d+$/i;
const endsInZero = /^(\d+)\.0$/;
const asNumbers = new Set<RegistryField>(["employeeNumber", "externalId", "phone"]);
const asDates = new Set<RegistryField>([
  "birthDate",
  "hiredOn",
  "leftOn",
  "lastWorkingOn",
  "rehireWishOn",
  "from",
  "to",
]);

// Zero-width characters, Hangul fillers and the blank of Braille: nobody sees that anything is there.
const invisible = /^[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*$/u;

export function isBlankText(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === "" || (trimmed.charCodeAt(0) > 0x7e && invisible.test(trimmed));
}

/** What the cell holds, without the marks that keep a spreadsheet from reading it otherwise. */
function unmarked(field: RegistryField, text: string): string {
  if (text.startsWith("'"))
    return text.replace(asNumbers.has(field) || asDates.has(field) ? madeText : madeHarmless, "");
  const whole = text.startsWith("=") ? text.replace(keptAsText, "$1") : text;
  if (!asNumbers.has(field)) return whole;
  if (lostDigits.test(whole.trim())) throw new RowFault("value_unreadable", field);
  return whole.replace(endsInZero, "$1");
}

/** The cells of one row by field, as they stand in the file: never trimmed, never rewritten. */
export function createCellReader(cells: readonly string[], { names, at }: Columns, dateRules: RegistryDateRules) {
  if (cells.length < names.length) throw new RowFault("row_too_short");
  if (cells.length > names.length) throw new RowFault("row_too_long");

  const raw = (field: RegistryField): string | null => {
    const text = cells[at.get(field) ?? -1] ?? "";
    if (isBlankText(text)) return null;
    const whole = unmarked(field, text);
    return isBlankText(whole) ? null : whole;
  };
  return {
    isBlank: (field: RegistryField): boolean => raw(field) === null,
    text(field: TextField): string | null {
      const text = raw(field);
      if (text !== null) refuseText(field, text);
      return text;
    },
    /** Null where it says that there is none yet, in whatever way. */
    date(field: DateField): string | null {
      const text = raw(field);
      if (text === null || saysNotOver(text)) return null;
      const reading = readDate(text, dateRules);
      if ("code" in reading) throw new RowFault(reading.code, field);
      return isNever(reading.date) ? null : reading.date;
    },
  };
}

export type CellReader = ReturnType<typeof createCellReader>;
