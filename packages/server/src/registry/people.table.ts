import type { Employment, Person } from "@okaeri/sdk/contract/registry";
import { date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toTypeId } from "../platform/ids.ts";

export const people = pgTable("people", {
  organizationId: uuid("organization_id").notNull(),
  personId: uuid("person_id").notNull(),
  familyName: text("family_name").notNull(),
  givenName: text("given_name").notNull(),
  familyNameKana: text("family_name_kana"),
  givenNameKana: text("given_name_kana"),
  formerFamilyName: text("former_family_name"),
  birthDate: date("birth_date"),
  email: text("email"),
  nameKey: text("name_key").notNull(),
  kanaKey: text("kana_key"),
  formerFamilyNameKey: text("former_family_name_key"),
  /** The reading where it is known, else the name: what lists are sorted by. */
  sortKey: text("sort_key").notNull().generatedAlwaysAs("coalesce(kana_key, name_key)"),
  source: text("source").notNull(),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const employments = pgTable("employments", {
  organizationId: uuid("organization_id").notNull(),
  employmentId: uuid("employment_id").notNull(),
  personId: uuid("person_id").notNull(),
  employeeNumber: text("employee_number").notNull(),
  employeeNumberKey: text("employee_number_key").notNull(),
  hiredOn: date("hired_on"),
  leftOn: date("left_on").notNull(),
  /** The last ones, as the list of people gave them; a history, where there is one, is in `assignments`. */
  department: text("department"),
  title: text("title"),
  employmentType: text("employment_type"),
  leavingReason: text("leaving_reason"),
});

export const assignments = pgTable("assignments", {
  organizationId: uuid("organization_id").notNull(),
  employmentId: uuid("employment_id").notNull(),
  kind: text("kind", { enum: ["department", "title"] }).notNull(),
  position: integer("position").notNull(),
  value: text("value").notNull(),
  startedOn: date("started_on"),
  endedOn: date("ended_on"),
});

export type PersonColumns = typeof people.$inferSelect;
export type EmploymentColumns = typeof employments.$inferSelect;
export type AssignmentColumns = typeof assignments.$inferSelect;

export const toPerson = (
  row: PersonColumns,
  employmentRows: readonly EmploymentColumns[],
  assignmentRows: readonly AssignmentColumns[],
): Person => ({
  id: toTypeId("person", row.personId),
  name: { family: row.familyName, given: row.givenName },
  kana:
    row.familyNameKana === null && row.givenNameKana === null
      ? null
      : { family: row.familyNameKana ?? "", given: row.givenNameKana ?? "" },
  formerFamilyName: row.formerFamilyName,
  birthDate: row.birthDate,
  email: row.email,
  employments: employmentRows
    .filter((employment) => employment.personId === row.personId)
    .map((employment) =>
      toEmployment(
        employment,
        assignmentRows.filter((assignment) => assignment.employmentId === employment.employmentId),
      ),
    ),
});

const toEmployment = (row: EmploymentColumns, history: readonly AssignmentColumns[]): Employment => ({
  id: toTypeId("employment", row.employmentId),
  employeeNumber: row.employeeNumber,
  hiredOn: row.hiredOn,
  leftOn: row.leftOn,
  employmentType: row.employmentType,
  leavingReason: row.leavingReason,
  departments: toAssignments("department", row.department, row, history),
  titles: toAssignments("title", row.title, row, history),
});

// Without a history the last one is all there is; it lasted until the person left, and since when nobody said.
function toAssignments(
  kind: AssignmentColumns["kind"],
  last: string | null,
  { leftOn }: EmploymentColumns,
  history: readonly AssignmentColumns[],
): Employment["departments"] {
  const known = history
    .filter((assignment) => assignment.kind === kind)
    .map(({ value, startedOn, endedOn }) => ({ value, from: startedOn, to: endedOn }));
  return known.length === 0 && last !== null ? [{ value: last, from: null, to: leftOn }] : known;
}
