import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { date, instant, lineText, longText } from "./text.ts";

/** What it is about: how the house is built, its tools, ways of working, products, rules, pay. */
export const changeKind = z.enum(["organization", "tools", "process", "products", "policy", "pay"]);

/** Current employees propose, HR publishes. */
export const changeStatus = z.enum(["proposed", "published"]);

/** Something that is different from how those who left knew it. */
export const organizationChange = z
  .object({
    id: idOf("orgchange"),
    /** The day from which it has been so. */
    happenedOn: date,
    kind: changeKind,
    /** As it is called since then; null: the whole house. */
    department: z.string().nullable(),
    /** What the department was called until then. */
    renamedFrom: z.string().nullable(),
    title: z.string(),
    /** Plain text. */
    text: z.string(),
    /** What one needs to know since then, in the words that postings use in their requirements. */
    skills: z.array(z.string()),
    status: changeStatus,
    /** Only for HR: who wrote it. */
    author: z.string().optional(),
    updatedAt: instant,
  })
  .meta({ id: "OrganizationChange" });

const fields = {
  happenedOn: date,
  kind: changeKind,
  department: lineText(200).nullable(),
  renamedFrom: lineText(200).nullable(),
  title: lineText(200),
  text: longText(5_000),
  skills: z.array(lineText(200)).max(50),
};

export const organizationChangeDraft = z
  .strictObject({
    happenedOn: fields.happenedOn,
    kind: fields.kind,
    department: fields.department.default(null),
    renamedFrom: fields.renamedFrom.default(null),
    title: fields.title,
    text: fields.text.default(""),
    skills: fields.skills.default([]),
  })
  .refine(({ department, renamedFrom }) => renamedFrom === null || department !== null, {
    path: ["renamedFrom"],
    message: "needs the department that it became",
  })
  .meta({ id: "OrganizationChangeDraft" });

export const organizationChangeEdit = z.strictObject(fields).partial().meta({ id: "OrganizationChangeEdit" });

export const organizationChangeQuery = pageQuery.extend({
  /** Only what happened after this day; `leaving`: after the day on which the calling member left. */
  since: z.union([date, z.literal("leaving")]).optional(),
  department: longText(200).optional(),
  kind: changeKind.optional(),
  /** Only HR may ask for anything but `published`. */
  status: changeStatus.optional(),
});

export const organizationChangePage = pageOf(organizationChange).meta({ id: "OrganizationChangePage" });

/** What the calling member doesn't know of a posting's department yet. */
export const jobChanges = z
  .object({
    /** The day they left; null where the registry doesn't know it, and everything is shown. */
    since: date.nullable(),
    /** Of the posting's department and the whole house, the newest first, at most 50. */
    data: z.array(organizationChange),
    /** What the posting asks for that is new since, by the posting's own words. */
    newRequirements: z.array(z.object({ name: z.string(), changeId: idOf("orgchange"), happenedOn: date })),
  })
  .meta({ id: "JobChanges" });

export type ChangeKind = z.infer<typeof changeKind>;
export type ChangeStatus = z.infer<typeof changeStatus>;
export type OrganizationChange = z.infer<typeof organizationChange>;
export type OrganizationChangeDraft = z.input<typeof organizationChangeDraft>;
export type OrganizationChangeEdit = z.infer<typeof organizationChangeEdit>;
export type OrganizationChangeQuery = z.infer<typeof organizationChangeQuery>;
export type JobChanges = z.infer<typeof jobChanges>;
