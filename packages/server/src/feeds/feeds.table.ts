import type { JobFeed, JobFeedRun, RejectedPosting } from "@okaeri/sdk/contract/job-feeds";
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const jobFeeds = pgTable(
  "job_feeds",
  {
    organizationId: uuid("organization_id").notNull(),
    feedId: uuid("feed_id").notNull(),
    name: text("name").notNull(),
    format: text("format", {
      enum: [
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
      ],
    }).notNull(),
    url: text("url"),
    file: text("file"),
    audience: text("audience", { enum: ["public", "alumni"] }).notNull(),
    schedule: text("schedule", { enum: ["quarter_hourly", "hourly", "daily", "none"] }).notNull(),
    token: bytea("token"),
    webhookSecret: bytea("webhook_secret"),
    etag: text("etag"),
    lastModified: text("last_modified"),
    documentDigest: bytea("document_digest"),
    documentAskedAt: instant("document_asked_at"),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    lastTriedAt: instant("last_tried_at"),
    lastSyncedAt: instant("last_synced_at"),
    lastErrorCode: text("last_error_code"),
    lastErrorDetail: text("last_error_detail"),
    lastErrorAt: instant("last_error_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.feedId] })],
);

export const jobFeedRuns = pgTable(
  "job_feed_runs",
  {
    organizationId: uuid("organization_id").notNull(),
    runId: uuid("run_id").notNull(),
    feedId: uuid("feed_id").notNull(),
    status: text("status", {
      enum: ["done", "unchanged", "held", "released", "discarded", "superseded", "failed"],
    }).notNull(),
    cause: text("cause", { enum: ["schedule", "request", "upload"] }).notNull(),
    actor: text("actor").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    times: integer("times").notNull().default(1),
    read: integer("read").notNull().default(0),
    created: integer("created").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    closed: integer("closed").notNull().default(0),
    notOpen: integer("not_open").notNull().default(0),
    repeated: integer("repeated").notNull().default(0),
    rejectedCount: integer("rejected_count").notNull().default(0),
    rejected: jsonb("rejected").$type<RejectedPosting[]>().notNull().default([]),
    complete: boolean("complete").notNull().default(true),
    error: text("error"),
    detail: text("detail"),
    documentDigest: bytea("document_digest"),
    held: bytea("held"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.runId] })],
);

export type JobFeedRow = typeof jobFeeds.$inferSelect;
export type JobFeedRunRow = typeof jobFeedRuns.$inferSelect;

export const toRun = (row: JobFeedRunRow): JobFeedRun => ({
  id: toTypeId("run", row.runId),
  feedId: toTypeId("feed", row.feedId),
  status: row.status,
  cause: row.cause,
  startedAt: toInstant(row.startedAt),
  finishedAt: toInstant(row.finishedAt),
  durationMs: row.durationMs,
  times: row.times,
  read: row.read,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  closed: row.closed,
  notOpen: row.notOpen,
  repeated: row.repeated,
  rejectedCount: row.rejectedCount,
  rejected: row.rejected,
  complete: row.complete,
  error: row.error,
  detail: row.detail,
});

/** Without what opens doors, and without paths of this machine. */
export const toFeed = (
  row: JobFeedRow,
  { openPostings, heldRun, webhookUrl }: Pick<JobFeed, "openPostings" | "heldRun" | "webhookUrl">,
): JobFeed => ({
  id: toTypeId("feed", row.feedId),
  name: row.name,
  format: row.format,
  url: row.url,
  audience: row.audience,
  schedule: row.schedule,
  hasToken: row.token !== null,
  webhookUrl,
  openPostings,
  syncedAt: row.lastSyncedAt && toInstant(row.lastSyncedAt),
  lastError:
    row.lastErrorCode === null || row.lastErrorAt === null
      ? null
      : { code: row.lastErrorCode, detail: row.lastErrorDetail, at: toInstant(row.lastErrorAt) },
  heldRun,
  createdAt: toInstant(row.createdAt),
});
