import type { RegistryDateRules, RegistryField } from "@okaeri/sdk/contract/registry-imports";
import type { SeparationCode } from "@okaeri/sdk/contract/separation-codes";
import { emailKey, employeeNumberKey, kanaKey, nameKey, phoneKey } from "../registry/folding.rules.ts";
import { readSeparation } from "../registry/separation-codes.rules.ts";
import { type CellReader, createCellReader, RowFault } from "./cells.rules.ts";
import type { Columns } from "./columns.rules.ts";
import { splitSkills } from "./skills.rules.ts";

/** What one row says about a person and one employment; null where it says nothing. Dates are `YYYY-MM-DD`. */
export interface PersonRow {
  row: number;
  externalId: string | null;
  employeeNumber: string | null;
  employeeNumberKey: string | null;
  /** True where it says that the person works here, with no end in sight. */
  here: boolean;
  familyName: string | null;
  givenName: string | null;
  nameKey: string | null;
  givenNameKey: string | null;
  familyNameKana: string | null;
  givenNameKana: string | null;
  kanaKey: string | null;
  familyNameRomaji: string | null;
  givenNameRomaji: string | null;
  formerFamilyName: string | null;
  formerFamilyNameKey: string | null;
  birthDate: string | null;
  skills: string[] | null;
  email: string | null;
  emailKey: string | null;
  phone: string | null;
  phoneKey: string | null;
  hiredOn: string | null;
  leftOn: string | null;
  lastWorkingOn: string | null;
  department: string | null;
  title: string | null;
  grade: string | null;
  employmentType: string | null;
  separationCode: string | null;
  separationNumber: number | null;
  leavingReason: string | null;
  ownReason: string | null;
  rehireWishOn: string | null;
}

/** What a row can't say by itself. */
export interface RowReading {
  /** `YYYY-MM-DD` where the organization is. */
  today: string;
  dateRules: RegistryDateRules;
  separationCodes: readonly SeparationCode[];
}

/**
 * Reads one row of a registry file.
 * @throws RowFault
 */
export function readPersonRow(row: number, cells: readonly string[], columns: Columns, reading: RowReading): PersonRow {
  const cell = createCellReader(cells, columns, reading.dateRules);
  const employeeNumber = cell.text("employeeNumber");
  const externalId = cell.text("externalId");
  if (employeeNumber !== null && totals.test(employeeNumber.trim()))
    throw new RowFault("value_unreadable", "employeeNumber");
  if (employeeNumber === null && externalId === null)
    throw new RowFault("value_missing", columns.at.has("employeeNumber") ? "employeeNumber" : "externalId");
  const leaving = readLeaving(cell, columns, reading.today);
  const name = readName(cell, columns);
  if (name && name.family === "")
    throw new RowFault("value_missing", columns.at.has("familyName") ? "familyName" : "name");
  const kana = readKana(cell, columns);
  const romaji = readRomaji(cell, columns);
  const formerFamilyName = cell.text("formerFamilyName");
  const hiredOn = cell.date("hiredOn");
  if (hiredOn !== null && leaving.leftOn !== null && leaving.leftOn < hiredOn)
    throw new RowFault("left_before_joining", "leftOn");
  const skills = readSkills(cell);
  const email = readEmail(cell);
  const phone = readPhone(cell);
  return {
    row,
    externalId: externalId?.trim() ?? null,
    employeeNumber,
    employeeNumberKey: employeeNumber && employeeNumberKey(employeeNumber),
    ...leaving,
    familyName: name?.family ?? null,
    givenName: name?.given ?? null,
    nameKey: name && nameKey(name.family, name.given),
    givenNameKey: name && nameKey(name.given),
    familyNameKana: kana?.family ?? null,
    givenNameKana: kana?.given ?? null,
    kanaKey: kana && kanaKey(kana.family, kana.given),
    familyNameRomaji: romaji?.family ?? null,
    givenNameRomaji: romaji?.given ?? null,
    formerFamilyName,
    formerFamilyNameKey: formerFamilyName && nameKey(formerFamilyName),
    birthDate: cell.date("birthDate"),
    skills,
    email,
    emailKey: email && emailKey(email),
    phone,
    phoneKey: phone && phoneKey(phone),
    hiredOn,
    lastWorkingOn: cell.date("lastWorkingOn"),
    department: cell.text("department"),
    title: cell.text("title"),
    grade: cell.text("grade"),
    employmentType: cell.text("employmentType"),
    ...readSeparationCell(cell, reading.separationCodes),
    leavingReason: cell.text("leavingReason"),
    ownReason: cell.text("ownReason"),
    rehireWishOn: cell.date("rehireWishOn"),
  };
}

// The line that a spreadsheet adds up in is nobody.
const totals = /^(合\s*計|総\s*計|小\s*計|計|(grand|sub)?\s?total)$/i;

const workingHere =
  /^(在職|在籍|現職|就業|勤務|休職|休業|出向|産休|育休|産前|退職予定|active|current|employed|working|onleave|leaveofabsence|absent|suspended)/;
const leftAlready =
  /^(退職(?!予定)|退社|離職|解雇|転籍|terminated|left|inactive|former|resigned|retired|separated|dismissed|exited)/;

function readLeaving(cell: CellReader, columns: Columns, today: string): { here: boolean; leftOn: string | null } {
  const leftOn = cell.date("leftOn");
  const said = cell.text("status") ?? "";
  const status = said
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  const hasLeft = leftOn !== null && leftOn <= today;
  // 退職予定 beside a day that is past: the file was made before it.
  if (hasLeft && workingHere.test(status) && !status.startsWith("退職予定"))
    throw new RowFault("status_contradicts_date", "status");
  if (leftAlready.test(status)) {
    if (leftOn === null && columns.at.has("leftOn") && cell.isBlank("leftOn"))
      throw new RowFault("value_missing", "leftOn");
    if (!hasLeft && !cell.isBlank("leftOn")) throw new RowFault("status_contradicts_date", "status");
    return { here: false, leftOn };
  }
  if (leftOn !== null) return { here: false, leftOn };
  if (status !== "" && !workingHere.test(status)) throw new RowFault("status_unknown", "status");
  // Without a column for it, a file doesn't say that they are here: it brings something else about people.
  return { here: columns.at.has("leftOn") || workingHere.test(status), leftOn: null };
}

// As many and as long as over the API.
const maxSkills = 50;
const maxSkillLength = 100;

function readSkills(cell: CellReader): string[] {
  const skills = splitSkills(cell.text("skills") ?? "");
  if (skills.length > maxSkills || skills.some((skill) => skill.length > maxSkillLength))
    throw new RowFault("value_too_long", "skills");
  return skills;
}

function readEmail(cell: CellReader): string | null {
  const email = cell.text("email")?.trim() ?? null;
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) throw new RowFault("value_unreadable", "email");
  return email;
}

function readPhone(cell: CellReader): string | null {
  const phone = cell.text("phone")?.trim() ?? null;
  if (phone !== null && !/^(?=.*\d)\+?[\d()\-－ー‐.\s]{6,}$/u.test(phone.normalize("NFKC")))
    throw new RowFault("value_unreadable", "phone");
  return phone;
}

function readSeparationCell(
  cell: CellReader,
  table: readonly SeparationCode[],
): Pick<PersonRow, "separationCode" | "separationNumber"> {
  const text = cell.text("separationCode");
  if (text === null) return { separationCode: null, separationNumber: null };
  const separation = readSeparation(text, table);
  if (!separation) throw new RowFault("separation_code_unknown", "separationCode");
  return { separationCode: separation.code, separationNumber: separation.number };
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

function readRomaji(cell: CellReader, { at }: Columns): NameParts | null {
  if (at.has("familyNameRomaji") && at.has("givenNameRomaji")) {
    const family = cell.text("familyNameRomaji") ?? "";
    const given = cell.text("givenNameRomaji") ?? "";
    return family === "" && given === "" ? null : { family, given };
  }
  const romaji = cell.text("romaji");
  return romaji === null ? null : splitAtComma(romaji);
}

/** The fields of a row that a source brings, by what they belong to; what it doesn't bring stays as it is. */
export interface Brought {
  people: readonly (keyof PersonRow)[];
  employments: readonly (keyof PersonRow)[];
  contacts: readonly ("email" | "phone")[];
}

const employmentFields = [
  "employeeNumber",
  "hiredOn",
  "leftOn",
  "lastWorkingOn",
  "department",
  "title",
  "grade",
  "employmentType",
  "leavingReason",
  "ownReason",
  "rehireWishOn",
] as const;

/** @param fields what the source has a column or a key for */
export function broughtBy(fields: { has(field: RegistryField): boolean }): Brought {
  const has = (...all: RegistryField[]): boolean => all.every((field) => fields.has(field));
  const people: (keyof PersonRow)[] = [];
  if (has("name") || has("familyName", "givenName")) people.push("familyName", "givenName", "nameKey", "givenNameKey");
  if (has("kana") || has("familyNameKana", "givenNameKana")) people.push("familyNameKana", "givenNameKana", "kanaKey");
  if (has("romaji") || has("familyNameRomaji", "givenNameRomaji")) people.push("familyNameRomaji", "givenNameRomaji");
  if (has("formerFamilyName")) people.push("formerFamilyName", "formerFamilyNameKey");
  if (has("birthDate")) people.push("birthDate");
  if (has("skills")) people.push("skills");
  const employments: (keyof PersonRow)[] = employmentFields.filter((field) => has(field));
  if (has("employeeNumber")) employments.push("employeeNumberKey");
  if (has("separationCode")) employments.push("separationCode", "separationNumber");
  return { people, employments, contacts: (["email", "phone"] as const).filter((kind) => has(kind)) };
}
