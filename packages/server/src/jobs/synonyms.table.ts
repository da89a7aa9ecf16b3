import { integer, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

export const jobSynonyms = pgTable("job_synonyms", {
  organizationId: uuid("organization_id").primaryKey(),
  groups: jsonb("groups").$type<string[][]>().notNull(),
  version: integer("version").notNull(),
  updatedAt: instant("updated_at").notNull(),
});
