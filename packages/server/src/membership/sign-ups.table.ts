import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import type { MatchedField, ProofWay, SignUp, SignUpStatus } from "@okaeri/sdk/contract/sign-ups";
import { boolean, date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const signUps = pgTable(
  "sign_ups",
  {
    organizationId: uuid("organization_id").notNull(),
    signUpId: uuid("sign_up_id").notNull(),
    status: text("status").$type<SignUpStatus>().notNull(),
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
    codeNumber: integer("code_number").notNull().default(1),
    codeExpiresAt: instant("code_expires_at"),
    codeAttempts: integer("code_attempts").notNull().default(0),
    invitationHash: bytea("invitation_hash"),
    invitationId: uuid("invitation_id"),
    personId: uuid("person_id"),
    matchedOn: text("matched_on").array().$type<MatchedField[]>().notNull().default([]),
    recovery: boolean("recovery").notNull().default(false),
    provedBy: text("proved_by").$type<ProofWay>(),
    memberId: uuid("member_id"),
    createdAt: instant("created_at").notNull(),
    verifiedAt: instant("verified_at"),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    decisionReason: text("decision_reason"),
    question: text("question"),
    replacedEmail: text("replaced_email"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.signUpId] })],
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
  recovery: row.recovery,
  provedBy: row.provedBy,
  createdAt: toInstant(row.createdAt),
  question: row.question,
  decidedAt: row.decidedAt && toInstant(row.decidedAt),
  decidedBy: row.decidedBy,
  decisionReason: row.decisionReason,
  withheld: [],
});
