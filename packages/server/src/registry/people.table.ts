import { consentPurpose } from "@okaeri/sdk/contract/agreements";
import type { Employment, Person } from "@okaeri/sdk/contract/registry";
import { personStates } from "@okaeri/sdk/contract/registry";
import { date, integer, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { type SourceRow, toSourceName } from "./sources.table.ts";

export const people = pgTable("people", {
  organizationId: uuid("organization_id").notNull(),
  personId: uuid("person_id").notNull(),
  familyName: text("family_name").notNull(),
  givenName: text("given_name").notNull(),
  familyNameKana: text("family_name_kana"),
  givenNameKana: text("given_name_kana"),
  formerFamilyName: text("former_family_name"),
  birthDate: date("birth_date"),
  nameKey: text("name_key").notNull(),
  kanaKey: text("kana_key"),
  formerFamilyNameKey: text("former_family_name_key"),
  /** The reading where it is known, else the name: what lists are sorted by. */
  sortKey: text("sort_key").notNull().generatedAlwaysAs("coalesce(kana_key, name_key)"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  state: text("state", { enum: personStates }).notNull(),
  stateSince: instant("state_since").notNull(),
  familyNameRomaji: text("family_name_romaji"),
  givenNameRomaji: text("given_name_romaji"),
  givenNameKey: text("given_name_key").notNull(),
  skills: text("skills").array().notNull().default([]),
  consents: text("consents").array().notNull().default([]),
  /** Of the last employment. */
  department: text("department"),
  grade: text("grade"),
  leftOn: date("left_on"),
  heldFields: text("held_fields").array().notNull().default([]),
  createdRunId: uuid("created_run_id").notNull(),
  mergedInto: uuid("merged_into"),
  version: integer("version").notNull().default(1),
});

export const employments = pgTable("employments", {
  organizationId: uuid("organization_id").notNull(),
  employmentId: uuid("employment_id").notNull(),
  personId: uuid("person_id").notNull(),
  employeeNumber: text("employee_number"),
  employeeNumberKey: text("employee_number_key"),
  hiredOn: date("hired_on"),
  leftOn: date("left_on"),
  /** The last ones, as the list of people gave them; a history, where there is one, is in `assignments`. */
  department: text("department"),
  title: text("title"),
  employmentType: text("employment_type"),
  leavingReason: text("leaving_reason"),
  lastWorkingOn: date("last_working_on"),
  grade: text("grade"),
  separationCode: text("separation_code"),
  separationNumber: smallint("separation_number"),
  ownReason: text("own_reason"),
  rehireWishOn: date("rehire_wish_on"),
});

export const assignments = pgTable("assignments", {
  organizationId: uuid("organization_id").notNull(),
  employmentId: uuid("employment_id").notNull(),
  kind: text("kind", { enum: ["department", "title", "grade"] }).notNull(),
  position: integer("position").notNull(),
  value: text("value").notNull(),
  startedOn: date("started_on"),
  endedOn: date("ended_on"),
});

export const contacts = pgTable("contacts", {
  organizationId: uuid("organization_id").notNull(),
  contactId: uuid("contact_id").notNull(),
  personId: uuid("person_id").notNull(),
  kind: text("kind", { enum: ["email", "phone"] }).notNull(),
  value: text("value").notNull(),
  valueKey: text("value_key").notNull(),
  sourceId: uuid("source_id").notNull(),
  /** 0: what its source says now. */
  position: smallint("position").notNull().default(0),
  confirmedAt: instant("confirmed_at").notNull(),
  verifiedAt: instant("verified_at"),
});

export const earlierNames = pgTable("earlier_names", {
  organizationId: uuid("organization_id").notNull(),
  personId: uuid("person_id").notNull(),
  until: instant("until").notNull(),
  familyName: text("family_name").notNull(),
  givenName: text("given_name").notNull(),
  familyNameKana: text("family_name_kana"),
  givenNameKana: text("given_name_kana"),
  nameKey: text("name_key").notNull(),
});

export type PersonColumns = typeof people.$inferSelect;
export type EmploymentColumns = typeof employments.$inferSelect;
export type AssignmentColumns = typeof assignments.$inferSelect;
export type ContactColumns = typeof contacts.$inferSelect & { source: SourceRow };
export type EarlierNameColumns = typeof earlierNames.$inferSelect;

/** All that belongs to one person. */
export interface PersonParts {
  employments: readonly (EmploymentColumns & { assignments: readonly AssignmentColumns[] })[];
  contacts: readonly ContactColumns[];
  earlierNames: readonly EarlierNameColumns[];
}

const toName = (family: string | null, given: string | null): Person["name"] | null =>
  family === null && given === null ? null : { family: family ?? "", given: given ?? "" };

export const toPerson = (row: PersonColumns, parts: PersonParts): Person => ({
  id: toTypeId("person", row.personId),
  state: row.state,
  stateSince: toInstant(row.stateSince),
  name: { family: row.familyName, given: row.givenName },
  kana: toName(row.familyNameKana, row.givenNameKana),
  romaji: toName(row.familyNameRomaji, row.givenNameRomaji),
  formerFamilyName: row.formerFamilyName,
  earlierNames: parts.earlierNames.map((name) => ({
    name: { family: name.familyName, given: name.givenName },
    kana: toName(name.familyNameKana, name.givenNameKana),
    until: toInstant(name.until).slice(0, 10),
  })),
  birthDate: row.birthDate,
  contacts: parts.contacts.map((contact) => ({
    id: toTypeId("contact", contact.contactId),
    kind: contact.kind,
    value: contact.value,
    verifiedAt: contact.verifiedAt && toInstant(contact.verifiedAt),
    confirmedAt: toInstant(contact.confirmedAt),
    source: toSourceName(contact.source),
  })),
  skills: row.skills,
  consents: consentPurpose.options.filter((purpose) => row.consents.includes(purpose)),
  employments: parts.employments.map((employment) => toEmployment(employment, employment.assignments)),
  heldFields: row.heldFields,
  withheld: [],
  updatedAt: toInstant(row.updatedAt),
});

const toEmployment = (row: EmploymentColumns, history: readonly AssignmentColumns[]): Employment => ({
  id: toTypeId("employment", row.employmentId),
  employeeNumber: row.employeeNumber,
  hiredOn: row.hiredOn,
  leftOn: row.leftOn,
  lastWorkingOn: row.lastWorkingOn,
  employmentType: row.employmentType,
  separation: row.separationCode === null ? null : { code: row.separationCode, number: row.separationNumber },
  leavingReason: row.leavingReason,
  ownReason: row.ownReason,
  rehireWishOn: row.rehireWishOn,
  departments: toAssignments("department", row.department, row, history),
  titles: toAssignments("title", row.title, row, history),
  grades: toAssignments("grade", row.grade, row, history),
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
