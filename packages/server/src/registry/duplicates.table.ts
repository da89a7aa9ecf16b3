import type { PersonState } from "@okaeri/sdk/contract/registry";
import type { DuplicateReason, Merge } from "@okaeri/sdk/contract/registry-duplicates";
import { jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const duplicates = pgTable("duplicate_candidates", {
  organizationId: uuid("organization_id").notNull(),
  duplicateId: uuid("duplicate_id").notNull(),
  personId: uuid("person_id").notNull(),
  otherPersonId: uuid("other_person_id").notNull(),
  score: smallint("score").notNull(),
  reasons: text("reasons").array().$type<DuplicateReason[]>().notNull(),
  foundAt: instant("found_at").notNull(),
  dismissedAt: instant("dismissed_at"),
  dismissedBy: text("dismissed_by"),
  dismissalReason: text("dismissal_reason"),
});

/** The ids of all that went over from one record to the other, and what it overwrote there. */
export interface Moved {
  employments: string[];
  contacts: { contactId: string; position: number }[];
  earlierNames: string[];
  /** The merged record's own name, kept with the other one. */
  addedName: string | null;
  externalIds: { sourceId: string; externalId: string }[];
  addedSkills: string[];
  memberships: { members: string[]; signUps: string[]; invitations?: string[] };
  /** What the record that stayed holds against sources since: they would name it like the one that went. */
  addedHolds: string[];
  keptState: PersonState;
  keptConsents: string[];
}

export const merges = pgTable("person_merges", {
  organizationId: uuid("organization_id").notNull(),
  mergeId: uuid("merge_id").notNull(),
  keptPersonId: uuid("kept_person_id").notNull(),
  mergedPersonId: uuid("merged_person_id").notNull(),
  keptName: text("kept_name").notNull(),
  mergedName: text("merged_name").notNull(),
  reason: text("reason").notNull(),
  moved: jsonb("moved").$type<Moved>().notNull(),
  mergedAt: instant("merged_at").notNull(),
  mergedBy: text("merged_by").notNull(),
  undoneAt: instant("undone_at"),
  undoneBy: text("undone_by"),
  undoReason: text("undo_reason"),
});

export type MergeRow = typeof merges.$inferSelect;

export const toMerge = (row: MergeRow): Merge => ({
  id: toTypeId("merge", row.mergeId),
  keptId: toTypeId("person", row.keptPersonId),
  mergedId: toTypeId("person", row.mergedPersonId),
  keptName: row.keptName,
  mergedName: row.mergedName,
  reason: row.reason,
  mergedAt: toInstant(row.mergedAt),
  mergedBy: row.mergedBy,
  undoneAt: row.undoneAt && toInstant(row.undoneAt),
  undoneBy: row.undoneBy,
  undoReason: row.undoReason,
});
