import type { OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import { date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const organizationChanges = pgTable(
  "organization_changes",
  {
    organizationId: uuid("organization_id").notNull(),
    changeId: uuid("change_id").notNull(),
    status: text("status", { enum: ["proposed", "published"] }).notNull(),
    happenedOn: date("happened_on").notNull(),
    kind: text("kind", { enum: ["organization", "tools", "process", "products", "policy", "pay"] }).notNull(),
    department: text("department"),
    renamedFrom: text("renamed_from"),
    title: text("title").notNull(),
    body: text("body").notNull(),
    skills: text("skills").array().notNull(),
    author: text("author").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.changeId] })],
);

export type ChangeRow = typeof organizationChanges.$inferSelect;

/** Who wrote it is for HR. */
export const toChange = (row: ChangeRow, forHr: boolean): OrganizationChange => ({
  id: toTypeId("orgchange", row.changeId),
  happenedOn: row.happenedOn,
  kind: row.kind,
  department: row.department,
  renamedFrom: row.renamedFrom,
  title: row.title,
  text: row.body,
  skills: row.skills,
  status: row.status,
  ...(forHr && { author: row.author }),
  updatedAt: toInstant(row.updatedAt),
});
