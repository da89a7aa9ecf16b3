import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import type { Resource } from "./filter-matching.rules.ts";

export const scimUsers = pgTable(
  "scim_users",
  {
    organizationId: uuid("organization_id").notNull(),
    userId: uuid("user_id").notNull(),
    userNameKey: text("user_name_key").notNull(),
    externalId: text("external_id"),
    active: boolean("active").notNull(),
    leftOn: date("left_on"),
    resource: jsonb("resource").$type<Resource>().notNull(),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId] })],
);

export const scimUserEmails = pgTable(
  "scim_user_emails",
  {
    organizationId: uuid("organization_id").notNull(),
    emailKey: text("email_key").notNull(),
    userId: uuid("user_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.emailKey, table.userId] })],
);

export type ScimUserRow = typeof scimUsers.$inferSelect;
