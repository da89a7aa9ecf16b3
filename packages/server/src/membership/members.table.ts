import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

export const members = pgTable(
  "members",
  {
    organizationId: uuid("organization_id").notNull(),
    memberId: uuid("member_id").notNull(),
    personId: uuid("person_id"),
    signUpId: uuid("sign_up_id"),
    issuer: text("issuer"),
    subject: text("subject"),
    displayName: text("display_name"),
    email: text("email"),
    joinedAt: instant("joined_at").notNull(),
    leftAt: instant("left_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.memberId] })],
);
