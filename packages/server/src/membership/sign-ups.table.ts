import type { ConsentPurpose, MatchedField, SignUp } from "@okaeri/sdk/contract/sign-ups";
import { date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const signUps = pgTable(
  "sign_ups",
  {
    organizationId: uuid("organization_id").notNull(),
    signUpId: uuid("sign_up_id").notNull(),
    status: text("status", { enum: ["code_sent", "matching", "in_review", "approved", "declined"] }).notNull(),
    requestHash: bytea("request_hash").notNull(),
    familyName: text("family_name").notNull(),
    givenName: text("given_name").notNull(),
    familyNameKana: text("family_name_kana"),
    givenNameKana: text("given_name_kana"),
    formerFamilyName: text("former_family_name"),
    employeeNumber: text("employee_number"),
    birthDate: date("birth_date", { mode: "string" }),
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    locale: text("locale", { enum: ["ja", "en"] }).notNull(),
    codeHash: bytea("code_hash"),
    codeExpiresAt: instant("code_expires_at"),
    codeAttempts: integer("code_attempts").notNull().default(0),
    codesSent: integer("codes_sent").notNull().default(0),
    lastCodeSentAt: instant("last_code_sent_at"),
    personId: uuid("person_id"),
    matchedOn: text("matched_on").array().$type<MatchedField[]>().notNull().default([]),
    createdAt: instant("created_at").notNull(),
    verifiedAt: instant("verified_at"),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    decisionReason: text("decision_reason"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.signUpId] })],
);

export const signUpConsents = pgTable(
  "sign_up_consents",
  {
    organizationId: uuid("organization_id").notNull(),
    signUpId: uuid("sign_up_id").notNull(),
    purpose: text("purpose").$type<ConsentPurpose>().notNull(),
    textVersion: text("text_version").notNull(),
    givenAt: instant("given_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.signUpId, table.purpose] })],
);

export type SignUpRow = typeof signUps.$inferSelect;

export const toSignUp = (row: SignUpRow, consents: ConsentPurpose[]): SignUp => ({
  id: toTypeId("signup", row.signUpId),
  status: row.status,
  name: { family: row.familyName, given: row.givenName },
  kana:
    row.familyNameKana !== null && row.givenNameKana !== null
      ? { family: row.familyNameKana, given: row.givenNameKana }
      : null,
  formerFamilyName: row.formerFamilyName,
  employeeNumber: row.employeeNumber,
  birthDate: row.birthDate,
  email: row.email,
  consents,
  personId: row.personId && toTypeId("person", row.personId),
  matchedOn: row.matchedOn,
  createdAt: toInstant(row.createdAt),
  decidedAt: row.decidedAt && toInstant(row.decidedAt),
  decisionReason: row.decisionReason,
});
