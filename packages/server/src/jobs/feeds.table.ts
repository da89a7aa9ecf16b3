import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

export const jobFeeds = pgTable(
  "job_feeds",
  {
    organizationId: uuid("organization_id").notNull(),
    feedId: uuid("feed_id").notNull(),
    format: text("format", { enum: ["greenhouse", "csv"] }).notNull(),
    url: text("url"),
    file: text("file"),
    audience: text("audience", { enum: ["public", "alumni"] }).notNull(),
    createdAt: instant("created_at").notNull(),
    lastTriedAt: instant("last_tried_at"),
    lastSyncedAt: instant("last_synced_at"),
    lastError: text("last_error"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.feedId] })],
);

export type JobFeedRow = typeof jobFeeds.$inferSelect;
