import type { RegistryField } from "@okaeri/sdk/contract/registry";
import { type CellReader, createCellReader, RowFault } from "./cells.rules.ts";
import type { Columns } from "./columns.rules.ts";
import { employeeNumberKey, kanaKey, nameKey } from "./folding.rules.ts";

/** What one row says about a person; null where it says nothing. Dates are `YYYY-MM-DD`. */
export interface PersonRow {
  row: number;
  employeeNumber: string;
  employeeNumberKey: string;
  /** True while the person works here: such rows are left alone. */
  here: boolean;
  familyName: string | null;
  givenName: string | null;
  nameKey: string | null;
  familyNameKana: string | null;
  givenNameKana: string | null;
  kanaKey: string | null;
  formerFamilyName: string | null;
  formerFamilyNameKey: string | null;
  birthDate: string | null;
  email: string | null;
  hiredOn: string | null;
  leftOn: string | null;
  department: string | null;
  title: string | null;
  employmentType: string | null;
  leavingReason: string | null;
}

/**
 * Reads one row of a registry file. `today` is `YYYY-MM-DD`: who leaves later than that still works here.
 * @throws RowFault
 */
export function readPersonRow(row: number, cells: readonly string[], columns: Columns, today: string): PersonRow {
  const cell = createCellReader(cells, columns);
  const employeeNumber = cell.text("employeeNumber");
  if (employeeNumber === null) throw new RowFault("value_missing", "employeeNumber");
  const leaving = readLeaving(cell, columns, today);
  const name = readName(cell, columns);
  if (name && name.family === "")
    throw new RowFault("value_missing", columns.at.has("familyName") ? "familyName" : "name");
  const kana = readKana(cell, columns);
  const formerFamilyName = cell.text("formerFamilyName");
  const email = cell.text("email");
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email.trim())) throw new RowFault("value_unreadable", "email");
  const hiredOn = cell.date("hiredOn");
  if (hiredOn !== null && leaving.leftOn !== null && leaving.leftOn < hiredOn)
    throw new RowFault("left_before_joining", "leftOn");
  return {
    row,
    employeeNumber,
    employeeNumberKey: employeeNumberKey(employeeNumber),
    ...leaving,
    familyName: name?.family ?? null,
    givenName: name?.given ?? null,
    nameKey: name && nameKey(name.family, name.given),
    familyNameKana: kana?.family ?? null,
    givenNameKana: kana?.given ?? null,
    kanaKey: kana && kanaKey(kana.family, kana.given),
    formerFamilyName,
    formerFamilyNameKey: formerFamilyName && nameKey(formerFamilyName),
    birthDate: cell.date("birthDate"),
    email: email?.trim() ?? null,
    hiredOn,
    department: cell.text("department"),
    title: cell.text("title"),
    employmentType: cell.text("employmentType"),
    leavingReason: cell.text("leavingReason"),
  };
}

const workingHere = /^(在職|在籍|現職|就業|勤務|休職|出向|産休|育休|active|current|employed|onleave|leaveofabsence)/;
const leftAlready = /^(退職(?!予定)|退社|離職|terminated|left|inactive|former|resigned|retired|separated)/;

function readLeaving(cell: CellReader, columns: Columns, today: string): { here: boolean; leftOn: string | null } {
  const leftOn = cell.date("leftOn");
  const status =
    cell
      .text("status")
      ?.normalize("NFKC")
      .toLowerCase()
      .replace(/[\s_-]/g, "") ?? "";
  const hasLeft = leftOn !== null && leftOn <= today;
  if (hasLeft && workingHere.test(status)) throw new RowFault("status_contradicts_date", "status");
  if (leftAlready.test(status)) {
    if (leftOn === null && columns.at.has("leftOn")) throw new RowFault("value_missing", "leftOn");
    if (leftOn !== null && !hasLeft) throw new RowFault("status_contradicts_date", "status");
    return { here: false, leftOn };
  }
  // Without a column for it, a file doesn't say that they are here: it brings something else about people.
  return { here: !hasLeft && (columns.at.has("leftOn") || workingHere.test(status)), leftOn: hasLeft ? leftOn : null };
}

interface NameParts {
  family: string;
  given: string;
}

/** Null when the file doesn't name people. One of two columns alone would make half a name, and is left out. */
function readName(cell: CellReader, { at }: Columns): NameParts | null {
  if (at.has("familyName") && at.has("givenName"))
    return { family: cell.text("familyName") ?? "", given: cell.text("givenName") ?? "" };
  if (!at.has("name")) return null;
  const name = cell.text("name") ?? "";
  return /[\p{Script=Han}\p{Script=Hiragana}]/u.test(name) ? splitAtSpace(name) : splitAtComma(name);
}

/** Japanese order is family first. Without a space nothing is guessed: the whole is the family name. */
function splitAtSpace(name: string): NameParts {
  const [, family = name, given = ""] = /^\s*(\S+)\s+(.*\S)\s*$/u.exec(name) ?? [];
  return { family, given };
}

// Georgi Facello or Facello Georgi? Only a comma tells.
function splitAtComma(name: string): NameParts {
  const [, family = name, given = ""] = /^\s*([^,]*[^,\s])\s*,\s*([^,]*[^,\s])\s*$/u.exec(name) ?? [];
  return { family, given };
}

function readKana(cell: CellReader, { at }: Columns): NameParts | null {
  if (at.has("familyNameKana") && at.has("givenNameKana")) {
    const family = cell.text("familyNameKana") ?? "";
    const given = cell.text("givenNameKana") ?? "";
    return family === "" && given === "" ? null : { family, given };
  }
  const kana = cell.text("kana");
  return kana === null ? null : splitAtSpace(kana);
}

/** The columns of the registry that a file with these columns brings; what it doesn't bring stays as it is. */
export function broughtBy({ at }: Columns): { people: (keyof PersonRow)[]; employments: (keyof PersonRow)[] } {
  const has = (...fields: RegistryField[]): boolean => fields.every((field) => at.has(field));
  const people: (keyof PersonRow)[] = [];
  if (has("name") || has("familyName", "givenName")) people.push("familyName", "givenName", "nameKey");
  if (has("kana") || has("familyNameKana", "givenNameKana")) people.push("familyNameKana", "givenNameKana", "kanaKey");
  if (has("formerFamilyName")) people.push("formerFamilyName", "formerFamilyNameKey");
  for (const field of ["birthDate", "email"] as const) if (has(field)) people.push(field);
  const employments: (keyof PersonRow)[] = ["employeeNumber"];
  for (const field of ["hiredOn", "leftOn", "department", "title", "employmentType", "leavingReason"] as const)
    if (has(field)) employments.push(field);
  return { people, employments };
}
