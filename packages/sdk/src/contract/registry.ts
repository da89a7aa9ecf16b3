import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { date, longText } from "./text.ts";

/** Why a row of a registry file was left out. */
export const rejectionCodes = [
  "value_missing",
  "value_too_long",
  "value_unreadable",
  "date_unreadable",
  "date_ambiguous",
  "left_before_joining",
  "status_contradicts_date",
  "duplicate_number",
  "row_too_short",
  "row_too_long",
  "quote_unclosed",
  "kind_unknown",
] as const;

/**
 * `row` is the line number as a spreadsheet shows it: the header is row 1. `column` is the header's own text. `file` is
 * there only where a history was imported together with the people, for the rows of the history.
 */
export const rejectedRow = z.object({
  row: z.int(),
  column: z.string().nullable(),
  code: z.enum(rejectionCodes),
  file: z.literal("assignments").optional(),
});

/**
 * `read` counts rows; `created`, `updated` and `unchanged` count people.
 * Rows of people who still work here are read and left alone: the registry holds leavers only.
 */
export const registryImport = z
  .object({
    read: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.array(rejectedRow),
  })
  .meta({ id: "RegistryImport" });

export const registryEncoding = z.enum(["auto", "utf-8", "cp932"]);

/** The fields a column of a registry file can hold. */
export const registryField = z.enum([
  "employeeNumber",
  "name",
  "familyName",
  "givenName",
  "kana",
  "familyNameKana",
  "givenNameKana",
  "formerFamilyName",
  "birthDate",
  "hiredOn",
  "leftOn",
  "status",
  "department",
  "title",
  "employmentType",
  "leavingReason",
  "email",
  "kind",
  "value",
  "from",
  "to",
]);

/** From a column's header to the field it holds; what isn't named is guessed, null leaves a column out. */
export const registryMapping = z.record(z.string(), registryField.nullable()).meta({ id: "RegistryMapping" });

export const registryImportQuery = z.object({
  encoding: registryEncoding.default("auto"),
  dryRun: z.stringbool().default(false),
  /** JSON of a `RegistryMapping`. */
  mapping: z.string().max(20_000).optional(),
});

const assignment = z.object({ value: z.string(), from: date.nullable(), to: date.nullable() });

export const employment = z.object({
  id: idOf("employment"),
  employeeNumber: z.string(),
  hiredOn: date.nullable(),
  leftOn: date,
  employmentType: z.string().nullable(),
  leavingReason: z.string().nullable(),
  departments: z.array(assignment),
  titles: z.array(assignment),
});

/** `given` is empty where the source had the whole name in one piece: nothing is guessed. */
export const person = z
  .object({
    id: idOf("person"),
    name: z.object({ family: z.string(), given: z.string() }),
    kana: z.object({ family: z.string(), given: z.string() }).nullable(),
    formerFamilyName: z.string().nullable(),
    birthDate: date.nullable(),
    email: z.string().nullable(),
    employments: z.array(employment),
  })
  .meta({ id: "Person" });

export const personPage = pageOf(person).meta({ id: "PersonPage" });

export const personQuery = pageQuery.extend({
  /** Looks in names, kana and employee numbers. */
  q: longText(100).optional(),
});

export type RejectionCode = (typeof rejectionCodes)[number];
export type RejectedRow = z.infer<typeof rejectedRow>;
export type RegistryImport = z.infer<typeof registryImport>;
export type RegistryField = z.infer<typeof registryField>;
export type RegistryMapping = z.infer<typeof registryMapping>;
export type RegistryEncoding = z.infer<typeof registryEncoding>;
export type Employment = z.infer<typeof employment>;
export type Person = z.infer<typeof person>;
export type PersonQuery = z.infer<typeof personQuery>;
