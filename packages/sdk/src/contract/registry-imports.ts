import { z } from "zod";
import { inputFault } from "./errors.ts";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { sourceKind, sourceName } from "./registry.ts";
import { date, instant, knownMailAddress, lineText, longText } from "./text.ts";

/** Why a row of a registry file, or a person of a system, was left out. */
export const rejectionCodes = [
  "value_missing",
  "value_too_long",
  "value_unreadable",
  "date_unreadable",
  "date_ambiguous",
  "left_before_joining",
  "status_contradicts_date",
  "status_contradicts_registry",
  "status_unknown",
  "separation_code_unknown",
  "my_number_refused",
  "health_data_refused",
  "duplicate_number",
  "number_of_another",
  "employment_ambiguous",
  "row_too_short",
  "row_too_long",
  "quote_unclosed",
  "kind_unknown",
  "erased_on_request",
] as const;

/**
 * `row` is the line number as a spreadsheet shows it: the header is row 1. `column` is the column's name as in
 * `RegistryColumn`. `file` is there only where a history was imported together with the people, for its rows.
 */
export const rejectedRow = z.object({
  row: z.int(),
  column: z.string().nullable(),
  code: z.enum(rejectionCodes),
  file: z.literal("assignments").optional(),
});

/** The fields a column of a registry file can hold. */
export const registryField = z.enum([
  "externalId",
  "employeeNumber",
  "name",
  "familyName",
  "givenName",
  "kana",
  "familyNameKana",
  "givenNameKana",
  "romaji",
  "familyNameRomaji",
  "givenNameRomaji",
  "formerFamilyName",
  "birthDate",
  "hiredOn",
  "leftOn",
  "lastWorkingOn",
  "status",
  "department",
  "title",
  "grade",
  "employmentType",
  "separationCode",
  "leavingReason",
  "ownReason",
  "rehireWishOn",
  "email",
  "phone",
  "skills",
  "kind",
  "value",
  "from",
  "to",
]);

/** From a column's name to the field it holds; what isn't named is guessed, null leaves a column out. */
export const registryMapping = z.record(z.string(), registryField.nullable()).meta({ id: "RegistryMapping" });

/**
 * How to read what a file leaves open. `twoDigitYearsFrom`: years of two digits lie in the hundred years from this one
 * on. `dateOrder`: of 03/04/2015. Null: such dates are refused as ambiguous.
 */
export const registryDateRules = z
  .strictObject({
    twoDigitYearsFrom: z.int().min(1850).max(2000).nullable().default(null),
    dateOrder: z.enum(["dmy", "mdy"]).nullable().default(null),
  })
  .meta({ id: "RegistryDateRules" });

/**
 * A column of the file. `name` is its header; a blank one is named by its position, `#3`, and one that stands there
 * twice has its position added, `備考#7`. `sample` is its first value.
 */
export const registryColumn = z.object({
  name: z.string(),
  field: registryField.nullable(),
  guessed: z.boolean(),
  sample: z.string().nullable(),
});

/** One value that another takes the place of. `held`: it was set by hand, so it stays. */
export const fieldChange = z.object({
  row: z.int(),
  personId: idOf("person"),
  name: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  held: z.boolean(),
});

export const createdPerson = z.object({ row: z.int(), name: z.string(), employeeNumber: z.string().nullable() });

/** People, but for `read`, which counts rows. */
const counts = {
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Work here and were never in the registry: read and left alone, the registry holds leavers. */
  here: z.int(),
};

/** `rejected` names the first 10,000 rows of the `rejectedCount`. */
export const registryImport = z
  .object({
    runId: idOf("run").nullable(),
    source: z.string(),
    ...counts,
    rejectedCount: z.int(),
    rejected: z.array(rejectedRow),
    columns: z.array(registryColumn),
    /** The first 500 of what the file changes, field by field, and of what it would but for a value set by hand. */
    changes: z.array(fieldChange),
    /** The first 100. */
    createdPeople: z.array(createdPerson),
  })
  .meta({ id: "RegistryImport" });

export const registryEncoding = z.enum(["auto", "utf-8", "cp932"]);

/** Names a source: a file that comes again, or a system that sends its people. */
export const sourceLabel = z
  .string()
  .max(60)
  .regex(/^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u, "must be 1 to 60 visible characters");

export const registryImportQuery = z.object({
  /** Mapping and date rules are remembered under this name. */
  source: sourceLabel.default("file"),
  encoding: registryEncoding.default("auto"),
  dryRun: z.stringbool().default(false),
  /** JSON of a `RegistryMapping`; what the source remembers, where it isn't given. */
  mapping: z.string().max(50_000).optional(),
  /** JSON of `RegistryDateRules`; what the source remembers, where it isn't given. */
  dateRules: z.string().max(500).optional(),
});

const namePair = z.strictObject({ family: lineText(100), given: longText(100) });

/**
 * One person of a system, in one employment; several employments are several entries. What is left out stays as it is,
 * null erases. Somebody without `leftOn` works here, and is left alone unless the registry knows them.
 */
export const leaver = z
  .strictObject({
    externalId: lineText(200),
    employeeNumber: lineText(50).nullable(),
    name: namePair,
    kana: namePair.nullable(),
    romaji: namePair.nullable(),
    formerFamilyName: lineText(100).nullable(),
    birthDate: date.nullable(),
    email: knownMailAddress.nullable(),
    phone: lineText(30).nullable(),
    skills: z.array(lineText(100)).max(50),
    hiredOn: date.nullable(),
    leftOn: date.nullable(),
    lastWorkingOn: date.nullable(),
    department: lineText(200).nullable(),
    title: lineText(200).nullable(),
    grade: lineText(100).nullable(),
    employmentType: lineText(100).nullable(),
    /** A class or number of the table, such as `4D` or `40`. */
    separationCode: lineText(10).nullable(),
    leavingReason: longText(2000).nullable(),
    ownReason: longText(2000).nullable(),
    rehireWishOn: date.nullable(),
  })
  .partial()
  .refine((one) => one.externalId !== undefined || typeof one.employeeNumber === "string", {
    message: "needs an externalId or an employeeNumber",
  })
  .meta({ id: "Leaver" });

export const leaverBatch = z
  .strictObject({
    source: sourceLabel,
    /** Each is looked at by itself, as a `Leaver`: a bad one comes back with its faults, the others go in. */
    people: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
  })
  .meta({ id: "LeaverBatch" });

export const upsertOutcome = z.enum(["created", "updated", "unchanged", "here", "rejected"]);

export const upsertResult = z
  .object({
    index: z.int(),
    outcome: upsertOutcome,
    personId: idOf("person").nullable(),
    /** Pointers into the body; `code` is one of `rejectionCodes` or zod's own. */
    errors: z.array(inputFault),
  })
  .meta({ id: "UpsertResult" });

export const leaverBatchResult = z
  .object({ runId: idOf("run"), ...counts, rejectedCount: z.int(), results: z.array(upsertResult) })
  .meta({ id: "LeaverBatchResult" });

/** A file, a system or a hand that values came from, with what it is remembered to mean. */
export const registrySource = z
  .object({
    ...sourceName.shape,
    mapping: registryMapping,
    dateRules: registryDateRules,
    lastRunAt: instant.nullable(),
  })
  .meta({ id: "RegistrySource" });

export const registrySourceList = z.object({ data: z.array(registrySource) }).meta({ id: "RegistrySourceList" });

/** One time that a source brought something. `error` is a code of the API, with what it said in `detail`. */
export const registryRun = z
  .object({
    id: idOf("run"),
    source: sourceName,
    status: z.enum(["running", "done", "failed"]),
    startedAt: instant,
    finishedAt: instant.nullable(),
    actor: z.string(),
    ...counts,
    rejectedCount: z.int(),
    /** The first 100. */
    rejected: z.array(rejectedRow),
    error: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: "RegistryRun" });

export const registryRunPage = pageOf(registryRun).meta({ id: "RegistryRunPage" });
export const registryRunQuery = pageQuery.extend({ sourceId: idOf("source").optional() });
export const registrySourceQuery = z.object({ kind: sourceKind.optional() });

export type RejectionCode = (typeof rejectionCodes)[number];
export type RejectedRow = z.infer<typeof rejectedRow>;
export type RegistryField = z.infer<typeof registryField>;
export type RegistryMapping = z.infer<typeof registryMapping>;
export type RegistryDateRules = z.infer<typeof registryDateRules>;
export type RegistryColumn = z.infer<typeof registryColumn>;
export type FieldChange = z.infer<typeof fieldChange>;
export type CreatedPerson = z.infer<typeof createdPerson>;
export type RegistryImport = z.infer<typeof registryImport>;
export type RegistryEncoding = z.infer<typeof registryEncoding>;
export type Leaver = z.infer<typeof leaver>;
export type LeaverBatch = z.infer<typeof leaverBatch>;
export type UpsertResult = z.infer<typeof upsertResult>;
export type LeaverBatchResult = z.infer<typeof leaverBatchResult>;
export type RegistrySource = z.infer<typeof registrySource>;
export type RegistryRun = z.infer<typeof registryRun>;
export type RegistryRunQuery = z.infer<typeof registryRunQuery>;
