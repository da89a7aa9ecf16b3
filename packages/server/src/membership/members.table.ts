import type { Visibility } from "@okaeri/sdk/contract/account";
import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
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
    emailKey: text("email_key"),
    locale: text("locale", { enum: ["ja", "en"] })
      .notNull()
      .default("ja"),
    // What the registry has is better known there: these are of who stands in none.
    familyName: text("family_name"),
    givenName: text("given_name"),
    familyNameKana: text("family_name_kana"),
    givenNameKana: text("given_name_kana"),
    formerFamilyName: text("former_family_name"),
    phone: text("phone"),
    visibleToMembers: text("visible_to_members").$type<Visibility>().notNull().default("hidden"),
    visibleToEmployees: text("visible_to_employees").$type<Visibility>().notNull().default("hidden"),
    version: integer("version").notNull().default(1),
    joinedAt: instant("joined_at").notNull(),
    leftAt: instant("left_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.memberId] })],
);

export type MemberRow = typeof members.$inferSelect;
