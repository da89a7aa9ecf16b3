import type { JobFilter } from "@okaeri/sdk/contract/jobs";
import { type AlertRhythm, savedSearch } from "@okaeri/sdk/contract/saved-searches";
import { bigint, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";

export const savedSearches = pgTable(
  "saved_searches",
  {
    organizationId: uuid("organization_id").notNull(),
    searchId: uuid("search_id").notNull(),
    memberId: uuid("member_id").notNull(),
    filter: jsonb("filter").$type<unknown>().notNull(),
    /** The same for the same search, however it was written. */
    filterKey: bytea("filter_key").notNull(),
    alert: text("alert").$type<AlertRhythm>().notNull(),
    /** Up to which place of `job_sightings` it was looked through. */
    toldUpTo: bigint("told_up_to", { mode: "number" }).notNull(),
    dueAt: instant("due_at"),
    alertedAt: instant("alerted_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.searchId] })],
);

export const searchTellings = pgTable(
  "search_tellings",
  {
    organizationId: uuid("organization_id").notNull(),
    searchId: uuid("search_id").notNull(),
    jobId: uuid("job_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.searchId, table.jobId] })],
);

/** What a mail says of one search: the postings it names, and how many it leaves unnamed. UUIDs. */
export interface FoundBySearch {
  searchId: string;
  jobIds: string[];
  more: number;
}

export const jobAlerts = pgTable(
  "job_alerts",
  {
    organizationId: uuid("organization_id").notNull(),
    alertId: uuid("alert_id").notNull(),
    memberId: uuid("member_id").notNull(),
    found: jsonb("found").$type<FoundBySearch[]>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.alertId] })],
);

export type SavedSearchRow = typeof savedSearches.$inferSelect;

const { filter: knownFilter } = savedSearch.shape;

/** Null for one that a later contract has no words for any more. */
export const filterOf = ({ filter }: Pick<SavedSearchRow, "filter">): JobFilter | null =>
  knownFilter.safeParse(filter).data ?? null;
