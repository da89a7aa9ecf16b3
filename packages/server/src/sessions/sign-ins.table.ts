import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";

export const signIns = pgTable(
  "sign_ins",
  {
    organizationId: uuid("organization_id").notNull(),
    signInId: uuid("sign_in_id").notNull(),
    requestHash: bytea("request_hash").notNull(),
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    locale: text("locale", { enum: ["ja", "en"] }).notNull(),
    memberId: uuid("member_id"),
    codeNumber: integer("code_number").notNull().default(1),
    codeExpiresAt: instant("code_expires_at"),
    codeAttempts: integer("code_attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.signInId] })],
);

export type SignInRow = typeof signIns.$inferSelect;
