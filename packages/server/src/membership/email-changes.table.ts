import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

export const emailChanges = pgTable(
  "email_changes",
  {
    organizationId: uuid("organization_id").notNull(),
    emailChangeId: uuid("email_change_id").notNull(),
    memberId: uuid("member_id").notNull(),
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    locale: text("locale", { enum: ["ja", "en"] }).notNull(),
    codeNumber: integer("code_number").notNull().default(1),
    codeExpiresAt: instant("code_expires_at"),
    codeAttempts: integer("code_attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
    replacedEmail: text("replaced_email"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.emailChangeId] })],
);

export type EmailChangeRow = typeof emailChanges.$inferSelect;
