import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { instant, lineText, longText, webUrl } from "./text.ts";

export const employmentType = z.enum(["full_time", "part_time", "contract", "temporary", "internship", "other"]);

/** Who may see a posting: everybody, or only confirmed alumni. */
export const audience = z.enum(["public", "alumni"]);

export const jobStatus = z.enum(["draft", "published", "closed"]);

/** Pay as posted. Amounts are in the currency's main unit (yen, dollars), not in cents. */
export const salary = z
  .object({
    min: z.number().nonnegative().max(1e12).nullable(),
    max: z.number().nonnegative().max(1e12).nullable(),
    currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code"),
    per: z.enum(["hour", "day", "month", "year"]),
  })
  .refine((pay) => pay.min !== null || pay.max !== null, "needs min or max")
  .refine((pay) => pay.min === null || pay.max === null || pay.min <= pay.max, "min must not exceed max");

/** Why a posting stands first for this member. */
export const jobMatch = z.object({ reason: z.literal("former_department"), department: z.string() });

export const jobSummary = z
  .object({
    id: idOf("job"),
    title: z.string(),
    department: z.string().nullable(),
    location: z.string().nullable(),
    employmentType: employmentType.nullable(),
    salary: salary.nullable(),
    audience,
    publishedAt: instant.nullable(),
    /** Only for a signed-in member: set where the posting matches their own history. */
    match: jobMatch.optional(),
    /** Only for a signed-in member: whether they said "I am interested". Private until they share it. */
    interested: z.boolean().optional(),
  })
  .meta({ id: "JobSummary" });

export const jobPosting = jobSummary
  .extend({
    status: jobStatus,
    /** Sanitized when written: safe to show as it is. */
    descriptionHtml: z.string(),
    /** Where to apply, in the company's applicant tracking system. */
    applyUrl: z.string().nullable(),
    updatedAt: instant,
  })
  .meta({ id: "JobPosting" });

const jobFields = {
  title: lineText(300),
  department: lineText(200).nullable(),
  location: lineText(300).nullable(),
  employmentType: employmentType.nullable(),
  salary: salary.nullable(),
  audience,
  descriptionHtml: longText(200_000),
  applyUrl: webUrl.nullable(),
};

export const jobDraft = z
  .strictObject({
    title: jobFields.title,
    department: jobFields.department.default(null),
    location: jobFields.location.default(null),
    employmentType: jobFields.employmentType.default(null),
    salary: jobFields.salary.default(null),
    audience: jobFields.audience.default("public"),
    descriptionHtml: jobFields.descriptionHtml.default(""),
    applyUrl: jobFields.applyUrl.default(null),
  })
  .meta({ id: "JobDraft" });

export const jobEdit = z.strictObject(jobFields).partial().meta({ id: "JobEdit" });

export const jobQuery = pageQuery.extend({
  /** Words to look for, Japanese or English; all must occur. */
  q: longText(200).optional(),
  department: longText(200).optional(),
  location: longText(300).optional(),
  employmentType: employmentType.optional(),
  /** Only recruiters and admins may ask for anything but `published`. */
  status: jobStatus.optional(),
});

const facet = z.array(z.object({ value: z.string(), count: z.int() }));

/** The values that the filters can take among the postings this caller may see, most frequent first, at most 200 each. */
export const jobFacets = z
  .object({ department: facet, location: facet, employmentType: facet })
  .meta({ id: "JobFacets" });

export const jobPage = pageOf(jobSummary).meta({ id: "JobPage" });

export type EmploymentType = z.infer<typeof employmentType>;
export type Audience = z.infer<typeof audience>;
export type JobStatus = z.infer<typeof jobStatus>;
export type Salary = z.infer<typeof salary>;
export type JobMatch = z.infer<typeof jobMatch>;
export type JobSummary = z.infer<typeof jobSummary>;
export type JobPosting = z.infer<typeof jobPosting>;
export type JobDraft = z.input<typeof jobDraft>;
export type JobEdit = z.infer<typeof jobEdit>;
export type JobQuery = z.infer<typeof jobQuery>;
export type JobFacets = z.infer<typeof jobFacets>;
