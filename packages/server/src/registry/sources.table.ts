import type {
  RegistryDateRules,
  RegistryMapping,
  RegistryRun,
  RegistrySource,
} from "@okaeri/sdk/contract/registry-imports";
import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const sources = pgTable("registry_sources", {
  organizationId: uuid("organization_id").notNull(),
  sourceId: uuid("source_id").notNull(),
  kind: text("kind", { enum: ["file", "api", "scim", "smarthr", "freee", "hand", "person"] }).notNull(),
  name: text("name").notNull(),
  mapping: jsonb("mapping").$type<RegistryMapping>().notNull().default({}),
  dateRules: jsonb("date_rules").$type<Partial<RegistryDateRules>>().notNull().default({}),
  createdAt: instant("created_at").notNull(),
  lastRunAt: instant("last_run_at"),
});

export const runs = pgTable("registry_runs", {
  organizationId: uuid("organization_id").notNull(),
  runId: uuid("run_id").notNull(),
  sourceId: uuid("source_id").notNull(),
  status: text("status", { enum: ["running", "done", "failed"] }).notNull(),
  actor: text("actor").notNull(),
  startedAt: instant("started_at").notNull(),
  finishedAt: instant("finished_at"),
  read: integer("read").notNull().default(0),
  created: integer("created").notNull().default(0),
  updated: integer("updated").notNull().default(0),
  unchanged: integer("unchanged").notNull().default(0),
  here: integer("here").notNull().default(0),
  rejectedCount: integer("rejected_count").notNull().default(0),
  rejected: jsonb("rejected").$type<RegistryRun["rejected"]>().notNull().default([]),
  error: text("error"),
  detail: text("detail"),
});

export type SourceRow = typeof sources.$inferSelect;
export type RunRow = typeof runs.$inferSelect;

export const toSourceName = (row: Pick<SourceRow, "sourceId" | "kind" | "name">): RegistryRun["source"] => ({
  id: toTypeId("source", row.sourceId),
  kind: row.kind,
  name: row.name,
});

export const toDateRules = ({ twoDigitYearsFrom, dateOrder }: Partial<RegistryDateRules>): RegistryDateRules => ({
  twoDigitYearsFrom: twoDigitYearsFrom ?? null,
  dateOrder: dateOrder ?? null,
});

export const toSource = (row: SourceRow): RegistrySource => ({
  ...toSourceName(row),
  mapping: row.mapping,
  dateRules: toDateRules(row.dateRules),
  lastRunAt: row.lastRunAt && toInstant(row.lastRunAt),
});

export const toRun = (row: RunRow, source: SourceRow): RegistryRun => ({
  id: toTypeId("run", row.runId),
  source: toSourceName(source),
  status: row.status,
  startedAt: toInstant(row.startedAt),
  finishedAt: row.finishedAt && toInstant(row.finishedAt),
  actor: row.actor,
  read: row.read,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  here: row.here,
  rejectedCount: row.rejectedCount,
  rejected: row.rejected,
  error: row.error,
  detail: row.detail,
});
