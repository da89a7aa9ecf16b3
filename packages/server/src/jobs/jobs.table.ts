import type { JobPosting, JobRequirement, JobSummary, Salary } from "@okaeri/sdk/contract/jobs";
import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, tsvector } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const jobPostings = pgTable(
  "job_postings",
  {
    organizationId: uuid("organization_id").notNull(),
    jobId: uuid("job_id").notNull(),
    status: text("status", { enum: ["draft", "published", "closed"] }).notNull(),
    audience: text("audience", { enum: ["public", "alumni", "invited"] }).notNull(),
    title: text("title").notNull(),
    department: text("department"),
    location: text("location"),
    employmentType: text("employment_type", {
      enum: ["full_time", "part_time", "contract", "temporary", "internship", "freelance", "side_job", "other"],
    }),
    remote: text("remote", { enum: ["none", "partly", "fully"] }),
    grade: text("grade"),
    salary: jsonb("salary").$type<Salary>(),
    startsOn: date("starts_on"),
    closesOn: date("closes_on"),
    places: text("places").array().notNull().default([]),
    requirements: jsonb("requirements").$type<JobRequirement[]>().notNull().default([]),
    descriptionHtml: text("description_html").notNull(),
    whyComeBack: text("why_come_back"),
    hiringManager: text("hiring_manager"),
    applyUrl: text("apply_url"),
    searchTerms: tsvector("search_terms").notNull(),
    /** Everybody could see it once; a trigger says so. */
    wasPublic: boolean("was_public").notNull().default(false),
    /** HR said who may see it: a feed says so no more. */
    audienceHeld: boolean("audience_held").notNull().default(false),
    termsVersion: integer("terms_version").notNull().default(0),
    feedId: uuid("feed_id"),
    feedKey: text("feed_key"),
    feedHash: bytea("feed_hash"),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    publishedAt: instant("published_at"),
    closedAt: instant("closed_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.jobId] })],
);

export const jobInterests = pgTable(
  "job_interests",
  {
    organizationId: uuid("organization_id").notNull(),
    memberId: uuid("member_id").notNull(),
    jobId: uuid("job_id").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.memberId, table.jobId] })],
);

export type JobRow = typeof jobPostings.$inferSelect;

export type JobSummaryRow = Pick<
  JobRow,
  | "jobId"
  | "title"
  | "department"
  | "location"
  | "employmentType"
  | "remote"
  | "salary"
  | "audience"
  | "publishedAt"
  | "closesOn"
>;

/** What this member has to do with a posting. */
export interface JobRelation {
  /** It is in a department where they worked. */
  matches: boolean;
  /** Requirements that name a skill of theirs. */
  skills: readonly string[];
  interested: boolean;
}

export const toJobSummary = (row: JobSummaryRow, relation: JobRelation | null): JobSummary => ({
  id: toTypeId("job", row.jobId),
  title: row.title,
  department: row.department,
  location: row.location,
  employmentType: row.employmentType,
  remote: row.remote,
  salary: row.salary,
  audience: row.audience,
  publishedAt: row.publishedAt && toInstant(row.publishedAt),
  closesOn: row.closesOn,
  ...(relation && { interested: relation.interested }),
  ...(relation && matchOf(row, relation)),
});

function matchOf({ department }: JobSummaryRow, { matches, skills: named }: JobRelation): Pick<JobSummary, "match"> {
  const skills = [...named];
  if (matches && department !== null)
    return { match: { reason: "former_department", department, ...(skills.length > 0 && { skills }) } };
  return skills.length > 0 ? { match: { reason: "skills", skills } } : {};
}

/** A colleague's name is for those who know the house, where it comes from for HR. */
export const toJob = (row: JobRow, relation: JobRelation | null, reader: "anybody" | "insider" | "hr"): JobPosting => ({
  ...toJobSummary(row, relation),
  status: row.status,
  places: row.places,
  grade: row.grade,
  startsOn: row.startsOn,
  requirements: row.requirements,
  whyComeBack: row.whyComeBack,
  ...(reader !== "anybody" && { hiringManager: row.hiringManager }),
  ...(reader === "hr" && {
    feed: row.feedId === null ? null : { id: toTypeId("feed", row.feedId), audienceHeld: row.audienceHeld },
  }),
  descriptionHtml: row.descriptionHtml,
  applyUrl: row.applyUrl,
  updatedAt: toInstant(row.updatedAt),
});
