import type { PersonFilter } from "@okaeri/sdk/contract/registry";
import type { Segment } from "@okaeri/sdk/contract/registry-segments";
import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const segments = pgTable("segments", {
  organizationId: uuid("organization_id").notNull(),
  segmentId: uuid("segment_id").notNull(),
  name: text("name").notNull(),
  filter: jsonb("filter").$type<PersonFilter>().notNull(),
  version: integer("version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const toSegment = (row: typeof segments.$inferSelect): Segment => ({
  id: toTypeId("segment", row.segmentId),
  name: row.name,
  filter: row.filter,
  createdAt: toInstant(row.createdAt),
  updatedAt: toInstant(row.updatedAt),
});
