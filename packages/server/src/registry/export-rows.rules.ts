import type { Employment, Person } from "@okaeri/sdk/contract/registry";

type Column = [header: string, cell: (person: Person, employment: Employment) => string | null | undefined];

const contactOf = (person: Person, kind: "email" | "phone") =>
  person.contacts.find((contact) => contact.kind === kind && contact.verifiedAt !== null)?.value ??
  person.contacts.find((contact) => contact.kind === kind)?.value;

/** One row an employment, under headers that an import knows again. */
const columns: Column[] = [
  ["社員番号", (_, employment) => employment.employeeNumber],
  ["姓", ({ name }) => name.family],
  ["名", ({ name }) => name.given],
  ["セイ", ({ kana }) => kana?.family],
  ["メイ", ({ kana }) => kana?.given],
  ["姓ローマ字", ({ romaji }) => romaji?.family],
  ["名ローマ字", ({ romaji }) => romaji?.given],
  ["旧姓", ({ formerFamilyName }) => formerFamilyName],
  ["生年月日", ({ birthDate }) => birthDate],
  ["入社日", (_, { hiredOn }) => hiredOn],
  ["退職日", (_, { leftOn }) => leftOn],
  ["最終出社日", (_, { lastWorkingOn }) => lastWorkingOn],
  ["部署", (_, { departments }) => departments.at(-1)?.value],
  ["役職", (_, { titles }) => titles.at(-1)?.value],
  ["等級", (_, { grades }) => grades.at(-1)?.value],
  ["雇用形態", (_, { employmentType }) => employmentType],
  ["離職区分", (_, { separation }) => separation && [separation.code, separation.number].filter(Boolean).join("-")],
  ["退職理由", (_, { leavingReason }) => leavingReason],
  ["本人退職理由", (_, { ownReason }) => ownReason],
  ["再雇用希望申出日", (_, { rehireWishOn }) => rehireWishOn],
  ["メール", (person) => contactOf(person, "email")],
  ["電話", (person) => contactOf(person, "phone")],
  ["スキル", ({ skills }) => skills.join("、")],
];

export const exportHeader: readonly string[] = columns.map(([header]) => header);

/** The cells of a person, a row for each employment. */
export const toExportRows = (person: Person): string[][] =>
  person.employments.map((employment) => columns.map(([, cell]) => cell(person, employment) ?? ""));

// What a spreadsheet may run: OWASP's list, and the full-width forms that Japanese ones take for the same. An import takes the
// apostrophe off again, so what begins with one already gets one more.
const formula = /^('*[=+\-@\t\r＝＋－＠]|'+[\d０-９])/;

/** One line of CSV (RFC 4180), harmless to a spreadsheet. */
export const toCsvLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (formula.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",")}\r\n`;
