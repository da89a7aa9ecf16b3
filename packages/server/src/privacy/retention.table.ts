import type { RetentionRun } from "@okaeri/sdk/contract/privacy";
import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export type Removed = RetentionRun["removed"];
export type Rule = Removed[number]["rule"];

export const retentionRules = pgTable("retention_rules", {
  organizationId: uuid("organization_id").primaryKey(),
  rules: jsonb("rules").$type<Rule[]>().notNull(),
  version: integer("version").notNull(),
});

export const retentionRuns = pgTable("retention_runs", {
  organizationId: uuid("organization_id").notNull(),
  runId: uuid("run_id").notNull(),
  startedAt: instant("started_at").notNull(),
  finishedAt: instant("finished_at"),
  actor: text("actor").notNull(),
  removed: jsonb("removed").$type<Removed>().notNull().default([]),
  certificate: text("certificate"),
});

export const toRetentionRun = (row: typeof retentionRuns.$inferSelect): RetentionRun => ({
  id: toTypeId("retention", row.runId),
  startedAt: toInstant(row.startedAt),
  finishedAt: row.finishedAt && toInstant(row.finishedAt),
  actor: row.actor,
  removed: row.removed,
  certificate: row.certificate,
});
