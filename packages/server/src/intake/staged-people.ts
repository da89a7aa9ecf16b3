import { type SQL, sql } from "drizzle-orm";
import { type CopyValue, copyRows } from "../platform/copy.ts";
import type { Transaction } from "../platform/database.ts";
import type { PersonRow } from "./person-rows.rules.ts";

/** A field of `PersonRow`, its column in the registry and in the staging table, and its type there. */
const stagedColumns = {
  row: ["row", "integer"],
  externalId: ["external_id", 'text collate "C"'],
  employeeNumberKey: ["employee_number_key", 'text collate "C"'],
  here: ["here", "boolean"],
  employeeNumber: ["employee_number", "text"],
  familyName: ["family_name", "text"],
  givenName: ["given_name", "text"],
  nameKey: ["name_key", 'text collate "C"'],
  givenNameKey: ["given_name_key", 'text collate "C"'],
  familyNameKana: ["family_name_kana", "text"],
  givenNameKana: ["given_name_kana", "text"],
  kanaKey: ["kana_key", 'text collate "C"'],
  familyNameRomaji: ["family_name_romaji", "text"],
  givenNameRomaji: ["given_name_romaji", "text"],
  formerFamilyName: ["former_family_name", "text"],
  formerFamilyNameKey: ["former_family_name_key", 'text collate "C"'],
  birthDate: ["birth_date", "date"],
  skills: ["skills", "text[]"],
  email: ["email", "text"],
  emailKey: ["email_key", 'text collate "C"'],
  phone: ["phone", "text"],
  phoneKey: ["phone_key", 'text collate "C"'],
  hiredOn: ["hired_on", "date"],
  leftOn: ["left_on", "date"],
  lastWorkingOn: ["last_working_on", "date"],
  department: ["department", "text"],
  title: ["title", "text"],
  grade: ["grade", "text"],
  employmentType: ["employment_type", "text"],
  separationCode: ["separation_code", "text"],
  separationNumber: ["separation_number", "smallint"],
  leavingReason: ["leaving_reason", "text"],
  ownReason: ["own_reason", "text"],
  rehireWishOn: ["rehire_wish_on", "date"],
} satisfies Record<keyof PersonRow, [string, string]>;

export type PersonField = keyof PersonRow;

export const stagedFields = Object.keys(stagedColumns) as PersonField[];

export const columnOf = (field: PersonField): string => stagedColumns[field][0];

/** `p.a, p.b` for the columns of some fields. */
export const listOf = (table: string, fields: readonly PersonField[]): SQL =>
  sql.raw(fields.map((field) => `${table}.${columnOf(field)}`).join(", "));

/**
 * Whether a row brings another address or number than its source has for the person, and no other source has it either:
 * what two sources say is said once. The source's own is joined under the name of its kind.
 */
export const saysOtherContact = (kind: "email" | "phone", personOf: "k" | "m"): SQL =>
  sql.raw(`(${kind}.value_key is distinct from m.${kind}_key and not exists (select from contacts said
    where said.organization_id = p.organization_id and said.person_id = ${personOf}.person_id and said.kind = '${kind}'
      and said.value_key = m.${kind}_key))`);

/**
 * Makes the transaction's own table of rows; it goes with the transaction. `identity` is what makes two rows one
 * person: the id at the source, or the employee number.
 * @returns how many rows there are
 */
export async function stagePeople(
  tx: Transaction,
  rows: AsyncIterable<PersonRow> | Iterable<PersonRow> | null,
): Promise<number> {
  const columns = Object.values(stagedColumns).map(([column, type]) => `${column} ${type}`);
  await tx.execute(
    sql.raw(`create temp table staged_people (${columns.join(", ")}, identity text collate "C") on commit drop`),
  );
  let count = 0;
  async function* values(): AsyncGenerator<CopyValue[]> {
    for await (const row of rows ?? []) {
      count += 1;
      const cells: CopyValue[] = stagedFields.map((field) => toCopyValue(row[field]));
      cells.push(row.externalId === null ? `n:${row.employeeNumberKey}` : `x:${row.externalId}`);
      yield cells;
    }
  }
  await copyRows(tx, "staged_people", [...stagedFields.map(columnOf), "identity"], values());
  await tx.execute(sql`analyze staged_people (row, identity, employee_number_key, external_id, here)`);
  return count;
}

const toCopyValue = (value: PersonRow[PersonField]): CopyValue =>
  Array.isArray(value) ? `{${value.map((text) => `"${text.replace(/[\\"]/g, "\\$&")}"`).join(",")}}` : value;
