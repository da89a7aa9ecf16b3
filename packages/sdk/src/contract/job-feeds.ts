import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { instant, lineText, webUrl } from "./text.ts";

/** What a feed is written in. `usajobs` is HR-XML 3.1, `neogov` RSS with its own names, `rss` RSS and Atom without. */
export const jobFeedFormat = z.enum([
  "greenhouse",
  "lever",
  "ashby",
  "smartrecruiters",
  "recruitee",
  "workable",
  "personio",
  "teamtailor",
  "usajobs",
  "neogov",
  "rss",
  "schema_org",
  "teaching_vacancies",
  "csv",
]);

/** How often it is asked; `none`: when somebody says so, or its system does. */
export const jobFeedSchedule = z.enum(["quarter_hourly", "hourly", "daily", "none"]);

/** Nobody can be invited by a feed. */
export const jobFeedAudience = z.enum(["public", "alumni"]);

/** Goes into a header, or is the key of a signature: visible ASCII, as systems mint them. */
const secret = z.string().regex(/^[\x21-\x7e]{1,2000}$/, "must be 1 to 2000 visible ASCII characters");

const feedFields = {
  name: lineText(100),
  /** Null: its documents are uploaded. */
  url: webUrl.nullable(),
  /** Who sees its postings, where they don't say themselves. */
  audience: jobFeedAudience,
  schedule: jobFeedSchedule,
  /** For `teamtailor` and `workable`. Stored encrypted and never shown again; null takes it away. */
  token: secret.nullable(),
  /**
   * What the system signs its webhooks with: Greenhouse, Lever, Ashby, SmartRecruiters, Recruitee and Workable do. Stored
   * encrypted and never shown again; null takes it away.
   */
  webhookSecret: secret.nullable(),
};

export const jobFeedDraft = z
  .strictObject({
    ...feedFields,
    format: jobFeedFormat,
    url: feedFields.url.default(null),
    audience: feedFields.audience.default("public"),
    schedule: feedFields.schedule.default("quarter_hourly"),
    token: feedFields.token.default(null),
    webhookSecret: feedFields.webhookSecret.default(null),
  })
  .meta({ id: "JobFeedDraft" });

export const jobFeedEdit = z.strictObject(feedFields).partial().meta({ id: "JobFeedEdit" });

/** A row or item that could not become a posting: it is as it was, and the others went on. */
export const rejectedPosting = z
  .object({
    /** 1-based, as a spreadsheet or the list shows it. */
    row: z.int(),
    /** The feed's own id of it; null where it has none that can be read. */
    id: z.string().nullable(),
    /** As the feed calls it. */
    field: z.string(),
    code: z.enum(["value_missing", "value_unreadable", "value_too_long", "date_unreadable", "dates_contradict"]),
  })
  .meta({ id: "RejectedPosting" });

/**
 * `unchanged`: the same as before. `held`: it had shrunk by more than half, nothing was written, HR says what is right.
 * `released` and `discarded`: that was said. `superseded`: a later document came first.
 */
export const jobFeedRunStatus = z.enum(["done", "unchanged", "held", "released", "discarded", "superseded", "failed"]);

export const jobFeedRun = z
  .object({
    id: idOf("run"),
    feedId: idOf("feed"),
    status: jobFeedRunStatus,
    cause: z.enum(["schedule", "request", "upload"]),
    startedAt: instant,
    /** Of the last time, where the same came of several in a row. */
    finishedAt: instant,
    durationMs: z.int(),
    /** How many runs in a row found nothing new. */
    times: z.int(),
    /** The sum of what became of them: created, updated, unchanged, not open, repeated and rejected. */
    read: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    /** Closed since they left the feed. Of a held run: how many would close. */
    closed: z.int(),
    /** Inactive, past their last day, or not yet published. */
    notOpen: z.int(),
    /** Said again under an id that was there already. */
    repeated: z.int(),
    rejectedCount: z.int(),
    /** The first 100. */
    rejected: z.array(rejectedPosting),
    /** False: the feed says it has more than it showed, so nothing was closed. */
    complete: z.boolean(),
    /** A code, and what a person can do with it. */
    error: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: "JobFeedRun" });

export const jobFeedRunPage = pageOf(jobFeedRun).meta({ id: "JobFeedRunPage" });

export const jobFeed = z
  .object({
    id: idOf("feed"),
    name: z.string(),
    format: jobFeedFormat,
    url: z.string().nullable(),
    audience: jobFeedAudience,
    schedule: jobFeedSchedule,
    hasToken: z.boolean(),
    /** Where its system sends webhooks; null without a secret to know them by. */
    webhookUrl: z.string().nullable(),
    openPostings: z.int(),
    /** The last time its postings were brought up to date, or found to be. */
    syncedAt: instant.nullable(),
    /** Why the last run failed; null when it did not. */
    lastError: z.object({ code: z.string(), detail: z.string().nullable(), at: instant }).nullable(),
    /** What waits for HR. */
    heldRun: jobFeedRun.nullable(),
    createdAt: instant,
  })
  .meta({ id: "JobFeed" });

export const jobFeedList = z.object({ data: z.array(jobFeed) }).meta({ id: "JobFeedList" });

export const jobFeedRunQuery = pageQuery;

export type JobFeedFormat = z.infer<typeof jobFeedFormat>;
export type JobFeedSchedule = z.infer<typeof jobFeedSchedule>;
export type JobFeedAudience = z.infer<typeof jobFeedAudience>;
export type JobFeedDraft = z.input<typeof jobFeedDraft>;
export type JobFeedEdit = z.infer<typeof jobFeedEdit>;
export type JobFeed = z.infer<typeof jobFeed>;
export type RejectedPosting = z.infer<typeof rejectedPosting>;
export type JobFeedRunStatus = z.infer<typeof jobFeedRunStatus>;
export type JobFeedRun = z.infer<typeof jobFeedRun>;
export type JobFeedRunQuery = z.infer<typeof jobFeedRunQuery>;
