import { z } from "zod";
import { consentPurpose } from "./agreements.ts";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { separation } from "./separation-codes.ts";
import { date, instant, knownMailAddress, lineText, longText } from "./text.ts";

/**
 * Where a person stands: leaving is announced (退職予定), noticed since the day came, then on the way into the community
 * and out of it again. `rehired`: works here again, or the leaving was called off.
 */
export const personStates = [
  "leaving",
  "noticed",
  "invited",
  "pending",
  "verified",
  "active",
  "dormant",
  "withdrawn",
  "erased",
  "rehired",
] as const;
export const personState = z.enum(personStates);

/** `given` is empty where the source had the whole name in one piece: nothing is guessed. */
const nameParts = z.object({ family: z.string(), given: z.string() });

/** One assignment of a history. Null: not known, or not over. */
const assignment = z.object({ value: z.string(), from: date.nullable(), to: date.nullable() });

/** One stint. `leftOn` is null while it lasts: of somebody who came back. */
export const employment = z
  .object({
    id: idOf("employment"),
    employeeNumber: z.string().nullable(),
    hiredOn: date.nullable(),
    leftOn: date.nullable(),
    lastWorkingOn: date.nullable(),
    employmentType: z.string().nullable(),
    /** What stands on the certificate of separation (離職票). */
    separation: separation.nullable(),
    /** The company's own reason. */
    leavingReason: z.string().nullable(),
    /** The reason the person gives. */
    ownReason: z.string().nullable(),
    /** When the person asked to be considered for coming back (再雇用希望申出日). */
    rehireWishOn: date.nullable(),
    departments: z.array(assignment),
    titles: z.array(assignment),
    grades: z.array(assignment),
  })
  .meta({ id: "Employment" });

/** Which system, file or hand a value came from; `person`: from the person it is about. */
export const sourceKind = z.enum(["file", "api", "scim", "smarthr", "freee", "hand", "person"]);
export const sourceName = z.object({ id: idOf("source"), kind: sourceKind, name: z.string() });

export const contact = z
  .object({
    id: idOf("contact"),
    kind: z.enum(["email", "phone"]),
    value: z.string(),
    /** When the person proved that it is theirs; null: nobody did. */
    verifiedAt: instant.nullable(),
    /** When it was given, or confirmed anew. */
    confirmedAt: instant,
    source: sourceName,
  })
  .meta({ id: "Contact" });

/** A name that another one took the place of. */
const earlierName = z.object({ name: nameParts, kana: nameParts.nullable(), until: date });

const personFields = {
  id: idOf("person"),
  state: personState,
  stateSince: instant,
  name: nameParts,
  kana: nameParts.nullable(),
  romaji: nameParts.nullable(),
  formerFamilyName: z.string().nullable(),
  earlierNames: z.array(earlierName),
  birthDate: date.nullable(),
  contacts: z.array(contact),
  skills: z.array(z.string()),
  /** What the person said yes to as a member. */
  consents: z.array(consentPurpose),
  /** By beginning, oldest first. */
  employments: z.array(employment),
  /** Fields somebody set by hand: no file or system overwrites them. */
  heldFields: z.array(z.string()),
  /** Fields the caller may not read, or not without saying what for; they are null or empty here. */
  withheld: z.array(z.string()),
  updatedAt: instant,
};

export const person = z.object(personFields).meta({ id: "Person" });

/** Whose doing a change was: a key or person by name, a source's run, or the system by itself. */
const changeOrigin = { at: instant, actor: z.string(), source: sourceName.nullable() };

/**
 * One person with where each value came from: the origin that names the field, else the one of `*`, of the employment
 * or, without `employmentId`, of the person. `field` is as in `PersonChange`.
 */
export const personRecord = z
  .object({
    ...personFields,
    origins: z.array(z.object({ field: z.string(), employmentId: idOf("employment").nullable(), ...changeOrigin })),
  })
  .meta({ id: "PersonRecord" });

export const personPage = pageOf(person).meta({ id: "PersonPage" });

const severalOf = <Item extends z.ZodType>(item: Item) => z.union([item.transform((one) => [one]), z.array(item)]);

/** From 0 to 100; as text in a query. Not coerced: null and the empty text would be 0. */
const years = z.union([
  z.int().min(0).max(100),
  z
    .string()
    .regex(/^(\d{1,2}|100)$/, "must be from 0 to 100")
    .transform(Number),
]);

/** What a segment remembers and a list can be narrowed to. All that is given must fit. */
export const personFilter = z
  .strictObject({
    states: z.array(personState).max(10).optional(),
    /** The last department, as the registry has it. */
    department: lineText(200).optional(),
    grade: lineText(100).optional(),
    /** The last day of employment, both ends included. */
    leftFrom: date.optional(),
    leftTo: date.optional(),
    /** Whole years since the last day of employment, both ends included: they move on with the calendar. */
    minYearsSinceLeaving: years.optional(),
    maxYearsSinceLeaving: years.optional(),
    /** All of them. */
    skills: z.array(lineText(100)).max(10).optional(),
    consent: consentPurpose.optional(),
  })
  .meta({ id: "PersonFilter" });

export const personFilterQuery = z.object({
  /** Looks in names, readings and employee numbers, from their beginning. */
  q: longText(100).optional(),
  ...personFilter.shape,
  states: severalOf(personState).optional(),
  skills: severalOf(lineText(100)).optional(),
  segmentId: idOf("segment").optional(),
});

export const personQuery = pageQuery.extend(personFilterQuery.shape);

export const personCount = z.object({ count: z.int() }).meta({ id: "PersonCount" });

const givenName = z.strictObject({ family: lineText(100), given: longText(100) });

/** An edit by hand. What it names is held from then on: no file or system overwrites it. */
export const personEdit = z
  .strictObject({
    name: givenName,
    kana: givenName.nullable(),
    romaji: givenName.nullable(),
    formerFamilyName: lineText(100).nullable(),
    birthDate: date.nullable(),
    skills: z.array(lineText(100)).max(50),
    email: knownMailAddress.nullable(),
    phone: lineText(30).nullable(),
    /** What files and systems may set again. */
    release: z.array(z.string().max(40)).max(20),
    reason: lineText(500),
  })
  .partial()
  .meta({ id: "PersonEdit" });

export const personStateChange = z
  .strictObject({ state: personState, reason: lineText(500) })
  .meta({ id: "PersonStateChange" });

/** One line of a person's history, newest first. */
export const personChange = z
  .object({
    id: idOf("change"),
    ...changeOrigin,
    runId: idOf("run").nullable(),
    kind: z.enum(["created", "changed", "employment_added", "state", "merged", "unmerged"]),
    /** Such as `birthDate`, or `leftOn` together with `employmentId`; null where it is about the whole. */
    field: z.string().nullable(),
    employmentId: idOf("employment").nullable(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "PersonChange" });

export const personChangePage = pageOf(personChange).meta({ id: "PersonChangePage" });

export type PersonState = z.infer<typeof personState>;
export type Employment = z.infer<typeof employment>;
export type SourceKind = z.infer<typeof sourceKind>;
export type SourceName = z.infer<typeof sourceName>;
export type Contact = z.infer<typeof contact>;
export type Person = z.infer<typeof person>;
export type PersonRecord = z.infer<typeof personRecord>;
export type PersonFilter = z.infer<typeof personFilter>;
export type PersonQuery = z.infer<typeof personQuery>;
export type PersonFilterQuery = z.infer<typeof personFilterQuery>;
export type PersonEdit = z.infer<typeof personEdit>;
export type PersonStateChange = z.infer<typeof personStateChange>;
export type PersonChange = z.infer<typeof personChange>;
