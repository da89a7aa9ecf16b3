import type { PrivacyRequest, PrivacyRequestKind, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";
import { date, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const privacyRequests = pgTable("privacy_requests", {
  organizationId: uuid("organization_id").notNull(),
  requestId: uuid("request_id").notNull(),
  kind: text("kind").$type<PrivacyRequestKind>().notNull(),
  state: text("state").$type<PrivacyRequestState>().notNull(),
  personId: uuid("person_id"),
  memberId: uuid("member_id"),
  detail: text("detail"),
  receivedAt: instant("received_at").notNull(),
  dueOn: date("due_on").notNull(),
  identifiedBy: text("identified_by", { enum: ["session", "document", "acquaintance"] }),
  identificationNote: text("identification_note"),
  decidedAt: instant("decided_at"),
  decidedBy: text("decided_by"),
  note: text("note"),
  refused: jsonb("refused").$type<PrivacyRequest["refused"]>().notNull().default([]),
  /** Where to tell of an erasure; cleared once it is told. */
  lastEmail: text("last_email"),
});

export type PrivacyRequestRow = typeof privacyRequests.$inferSelect;

export const toPrivacyRequest = (row: PrivacyRequestRow, personName: string | null): PrivacyRequest => ({
  id: toTypeId("request", row.requestId),
  kind: row.kind,
  state: row.state,
  personId: row.personId && toTypeId("person", row.personId),
  personName,
  detail: row.detail,
  receivedAt: toInstant(row.receivedAt),
  dueOn: row.dueOn,
  identifiedBy: row.identifiedBy,
  identificationNote: row.identificationNote,
  decidedAt: row.decidedAt && toInstant(row.decidedAt),
  decidedBy: row.decidedBy,
  note: row.note,
  refused: row.refused,
});
