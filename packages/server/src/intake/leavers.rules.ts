import type { InputFault } from "@okaeri/sdk/contract/errors";
import { type Leaver, leaver, type RegistryField } from "@okaeri/sdk/contract/registry-imports";
import { emailKey, employeeNumberKey, kanaKey, nameKey, phoneKey } from "../registry/folding.rules.ts";
import { readSeparation } from "../registry/separation-codes.rules.ts";
import { isBlankText, RowFault, refuseText, type TextField } from "./cells.rules.ts";
import type { PersonRow, RowReading } from "./person-rows.rules.ts";
import { isMyNumber } from "./refused-data.rules.ts";

/** An entry of a batch as a row, with the fields that it brings; or what is wrong with it, by pointers into the entry. */
export type LeaverReading = { row: PersonRow; fields: RegistryField[] } | { faults: InputFault[] };

/** Reads one entry; `index` becomes the row's number. */
export function readLeaver(index: number, entry: unknown, reading: Omit<RowReading, "dateRules">): LeaverReading {
  const parsed = leaver.safeParse(entry);
  if (!parsed.success)
    return {
      faults: parsed.error.issues.slice(0, 20).map((issue) => ({
        pointer: ["", ...issue.path.map(String)].join("/"),
        code: issue.code ?? "custom",
        detail: issue.message,
      })),
    };
  try {
    return { row: toRow(index, parsed.data, reading), fields: fieldsOf(parsed.data) };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return {
      faults: [{ pointer: `/${error.field ?? ""}`, code: error.code, detail: error.code.replaceAll("_", " ") }],
    };
  }
}

const checked = [
  "department",
  "title",
  "grade",
  "employmentType",
  "leavingReason",
  "ownReason",
] as const satisfies TextField[];

function toRow(index: number, entry: Leaver, { separationCodes }: Omit<RowReading, "dateRules">): PersonRow {
  for (const field of checked) {
    const text = entry[field];
    if (typeof text === "string") refuseText(field, text);
  }
  for (const field of ["employeeNumber", "externalId"] as const)
    if (isMyNumber(entry[field] ?? "")) throw new RowFault("my_number_refused", field);
  for (const [field, text] of [
    ["employeeNumber", entry.employeeNumber],
    ["externalId", entry.externalId],
    ["name", entry.name?.family],
  ] as const)
    if (text && isBlankText(text)) throw new RowFault("value_missing", field);
  const { name, kana, romaji, hiredOn = null, leftOn = null } = entry;
  if (hiredOn !== null && leftOn !== null && leftOn < hiredOn) throw new RowFault("left_before_joining", "leftOn");
  const separation = entry.separationCode ? readSeparation(entry.separationCode, separationCodes) : null;
  if (entry.separationCode && !separation) throw new RowFault("separation_code_unknown", "separationCode");
  return {
    row: index,
    externalId: entry.externalId ?? null,
    employeeNumber: entry.employeeNumber ?? null,
    employeeNumberKey: entry.employeeNumber ? employeeNumberKey(entry.employeeNumber) : null,
    here: leftOn === null,
    familyName: name?.family ?? null,
    givenName: name?.given ?? null,
    nameKey: name ? nameKey(name.family, name.given) : null,
    givenNameKey: name ? nameKey(name.given) : null,
    familyNameKana: kana?.family ?? null,
    givenNameKana: kana?.given ?? null,
    kanaKey: kana ? kanaKey(kana.family, kana.given) : null,
    familyNameRomaji: romaji?.family ?? null,
    givenNameRomaji: romaji?.given ?? null,
    formerFamilyName: entry.formerFamilyName ?? null,
    formerFamilyNameKey: entry.formerFamilyName ? nameKey(entry.formerFamilyName) : null,
    birthDate: entry.birthDate ?? null,
    skills: entry.skills ?? null,
    email: entry.email ?? null,
    emailKey: entry.email ? emailKey(entry.email) : null,
    phone: entry.phone ?? null,
    phoneKey: entry.phone ? phoneKey(entry.phone) : null,
    hiredOn,
    leftOn,
    lastWorkingOn: entry.lastWorkingOn ?? null,
    department: entry.department ?? null,
    title: entry.title ?? null,
    grade: entry.grade ?? null,
    employmentType: entry.employmentType ?? null,
    separationCode: separation?.code ?? null,
    separationNumber: separation?.number ?? null,
    leavingReason: entry.leavingReason ?? null,
    ownReason: entry.ownReason ?? null,
    rehireWishOn: entry.rehireWishOn ?? null,
  };
}

// An entry always says whether somebody left: by a day, or by none.
const fieldsOf = (entry: Leaver): RegistryField[] => [
  ...new Set<RegistryField>([
    ...(Object.keys(entry) as (keyof Leaver)[]).filter((field) => entry[field] !== undefined),
    "leftOn",
  ]),
];
