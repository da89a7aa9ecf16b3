import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { date, instant, lineText, longText, webUrl } from "./text.ts";

/** 正社員, パート・アルバイト, 契約社員, 派遣・臨時, インターン, 業務委託, 副業, その他. */
export const employmentType = z.enum([
  "full_time",
  "part_time",
  "contract",
  "temporary",
  "internship",
  "freelance",
  "side_job",
  "other",
]);

/** Who may see a posting: everybody, confirmed alumni, or those of them whom HR invited to it. */
export const audience = z.enum(["public", "alumni", "invited"]);

/** How much of the work can be done from home. */
export const remoteWork = z.enum(["none", "partly", "fully"]);

/**
 * Where the work is, as a filter takes it: `JP-13` (ISO 3166-2) for a prefecture, otherwise the country or place as the
 * posting writes it.
 */
export const placeCode = lineText(100);

/** What the work asks for: one skill, qualification or experience a line. */
export const jobRequirement = z
  .strictObject({ name: lineText(200), level: z.enum(["required", "preferred"]) })
  .meta({ id: "JobRequirement" });

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

/** Why a posting stands first for this member; what says most comes as the reason. */
export const jobMatch = z.object({
  reason: z.enum(["former_department", "skills"]),
  /** Where they worked, as the posting names it today. */
  department: z.string().optional(),
  /** What it asks for and they can: its requirements that name a skill of theirs. */
  skills: z.array(z.string()).optional(),
});

export const jobSummary = z
  .object({
    id: idOf("job"),
    title: z.string(),
    department: z.string().nullable(),
    location: z.string().nullable(),
    employmentType: employmentType.nullable(),
    remote: remoteWork.nullable(),
    salary: salary.nullable(),
    audience,
    publishedAt: instant.nullable(),
    /** The last day on which one can apply; the posting closes by itself after it, by the organization's calendar. */
    closesOn: date.nullable(),
    /** Only for a signed-in member: set where the posting matches their own history. */
    match: jobMatch.optional(),
    /** Only for a signed-in member: whether they said "I am interested". Private until they share it. */
    interested: z.boolean().optional(),
  })
  .meta({ id: "JobSummary" });

export const jobPosting = jobSummary
  .extend({
    status: jobStatus,
    /** Where the work is, read from `location`. */
    places: z.array(placeCode),
    grade: z.string().nullable(),
    /** When the work begins; null: as agreed. */
    startsOn: date.nullable(),
    requirements: z.array(jobRequirement),
    /** Sanitized when written: safe to show as it is. */
    descriptionHtml: z.string(),
    /** Why one would come back to this team, in its own words; plain text. */
    whyComeBack: z.string().nullable(),
    /** Whom the work is for; only alumni and HR are told a colleague's name. */
    hiringManager: z.string().nullable().optional(),
    /** Where to apply, in the company's applicant tracking system. */
    applyUrl: z.string().nullable(),
    /**
     * Only for HR: the feed that keeps it up to date; null where HR does. With `audienceHeld` HR said who may see it, and
     * the feed does so no more.
     */
    feed: z
      .object({ id: idOf("feed"), audienceHeld: z.boolean() })
      .nullable()
      .optional(),
    updatedAt: instant,
  })
  .meta({ id: "JobPosting" });

const jobFields = {
  title: lineText(300),
  department: lineText(200).nullable(),
  location: lineText(300).nullable(),
  employmentType: employmentType.nullable(),
  remote: remoteWork.nullable(),
  grade: lineText(100).nullable(),
  salary: salary.nullable(),
  audience,
  startsOn: date.nullable(),
  closesOn: date.nullable(),
  requirements: z.array(jobRequirement).max(50),
  descriptionHtml: longText(200_000),
  whyComeBack: longText(2_000).nullable(),
  hiringManager: lineText(200).nullable(),
  applyUrl: webUrl.nullable(),
};

export const jobDraft = z
  .strictObject({
    title: jobFields.title,
    department: jobFields.department.default(null),
    location: jobFields.location.default(null),
    employmentType: jobFields.employmentType.default(null),
    remote: jobFields.remote.default(null),
    grade: jobFields.grade.default(null),
    salary: jobFields.salary.default(null),
    audience: jobFields.audience.default("public"),
    startsOn: jobFields.startsOn.default(null),
    closesOn: jobFields.closesOn.default(null),
    requirements: jobFields.requirements.default([]),
    descriptionHtml: jobFields.descriptionHtml.default(""),
    whyComeBack: jobFields.whyComeBack.default(null),
    hiringManager: jobFields.hiringManager.default(null),
    applyUrl: jobFields.applyUrl.default(null),
  })
  .meta({ id: "JobDraft" });

export const jobEdit = z.strictObject(jobFields).partial().meta({ id: "JobEdit" });

/** What narrows a list; all of it must hold. */
export const jobFilter = z.object({
  /** Words to look for, Japanese or English; all must occur. A word that names a prefecture is looked for as a place. */
  q: longText(200).optional(),
  department: longText(200).optional(),
  place: longText(100).optional(),
  employmentType: employmentType.optional(),
  remote: remoteWork.optional(),
});

/** `match` is how well it fits this member, for everybody else how well it fits the words; otherwise the newest first. */
export const jobSort = z.enum(["match", "published", "closing"]);

export const jobQuery = pageQuery.extend({
  ...jobFilter.shape,
  /** Without it: for a member by match, for everybody else the newest first. */
  sort: jobSort.optional(),
  /** Only recruiters and admins may ask for anything but `published`. */
  status: jobStatus.optional(),
});

const facet = z.array(z.object({ value: z.string(), count: z.int() }));

const placeFacet = z.array(
  z.object({ value: placeCode, count: z.int(), name: z.object({ ja: z.string(), en: z.string() }) }),
);

/**
 * The values that the filters can take among the postings this caller may see, most frequent first, at most 200 each.
 * Each is counted with all the other filters in force, but not its own.
 */
export const jobFacets = z
  .object({ department: facet, place: placeFacet, employmentType: facet, remote: facet })
  .meta({ id: "JobFacets" });

export const jobSuggestionQuery = z.object({ q: longText(200) });

/** What somebody may be about to type: titles, departments and skills of postings this caller may see, at most 8. */
export const jobSuggestions = z
  .object({
    data: z.array(z.object({ text: z.string(), kind: z.enum(["title", "department", "skill"]), count: z.int() })),
  })
  .meta({ id: "JobSuggestions" });

export const jobPage = pageOf(jobSummary).meta({ id: "JobPage" });

export type EmploymentType = z.infer<typeof employmentType>;
export type Audience = z.infer<typeof audience>;
export type RemoteWork = z.infer<typeof remoteWork>;
export type JobRequirement = z.infer<typeof jobRequirement>;
export type JobFilter = z.infer<typeof jobFilter>;
export type JobSort = z.infer<typeof jobSort>;
export type JobSuggestions = z.infer<typeof jobSuggestions>;
export type JobStatus = z.infer<typeof jobStatus>;
export type Salary = z.infer<typeof salary>;
export type JobMatch = z.infer<typeof jobMatch>;
export type JobSummary = z.infer<typeof jobSummary>;
export type JobPosting = z.infer<typeof jobPosting>;
export type JobDraft = z.input<typeof jobDraft>;
export type JobEdit = z.infer<typeof jobEdit>;
export type JobQuery = z.infer<typeof jobQuery>;
export type JobFacets = z.infer<typeof jobFacets>;
