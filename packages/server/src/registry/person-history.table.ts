import type { PersonChange } from "@okaeri/sdk/contract/registry";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { type SourceRow, toSourceName } from "./sources.table.ts";

export const personChanges = pgTable("person_changes", {
  organizationId: uuid("organization_id").notNull(),
  changeId: uuid("change_id").notNull(),
  personId: uuid("person_id").notNull(),
  employmentId: uuid("employment_id"),
  runId: uuid("run_id"),
  sourceId: uuid("source_id"),
  actor: text("actor").notNull(),
  kind: text("kind", { enum: ["changed", "employment_added", "state", "merged", "unmerged"] }).notNull(),
  field: text("field"),
  before: text("before"),
  after: text("after"),
  reason: text("reason"),
  at: instant("at").notNull(),
});

export const toPersonChange = (row: typeof personChanges.$inferSelect, source: SourceRow | null): PersonChange => ({
  id: toTypeId("change", row.changeId),
  at: toInstant(row.at),
  actor: row.actor,
  source: source && toSourceName(source),
  runId: row.runId && toTypeId("run", row.runId),
  kind: row.kind,
  field: row.field,
  employmentId: row.employmentId && toTypeId("employment", row.employmentId),
  before: row.before,
  after: row.after,
  reason: row.reason,
});
