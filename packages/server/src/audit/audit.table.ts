import type { AccessPurpose } from "@okaeri/sdk/contract/access";
import type { AuditEntry } from "@okaeri/sdk/contract/audit";
import { bigint, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const auditHeads = pgTable("audit_heads", {
  organizationId: uuid("organization_id").primaryKey(),
  position: bigint("position", { mode: "number" }).notNull(),
  mac: bytea("mac").notNull(),
  checkpointedAt: instant("checkpointed_at").notNull(),
});

export const auditEntries = pgTable("audit_entries", {
  organizationId: uuid("organization_id").notNull(),
  position: bigint("position", { mode: "number" }).notNull(),
  at: instant("at").notNull(),
  actor: text("actor").notNull(),
  action: text("action").notNull(),
  resources: text("resources").array().notNull(),
  fields: text("fields").array().notNull(),
  purpose: text("purpose").$type<AccessPurpose>(),
  peopleCount: integer("people_count").notNull(),
  peopleDigest: bytea("people_digest").notNull(),
  requestId: text("request_id"),
  mac: bytea("mac").notNull(),
});

export const auditPeople = pgTable("audit_people", {
  organizationId: uuid("organization_id").notNull(),
  personId: uuid("person_id").notNull(),
  position: bigint("position", { mode: "number" }).notNull(),
});

export type AuditRow = typeof auditEntries.$inferSelect;

export const toAuditEntry = (row: AuditRow, personIds: readonly string[]): AuditEntry => ({
  position: row.position,
  at: toInstant(row.at),
  actor: row.actor,
  action: row.action,
  resources: row.resources,
  fields: row.fields,
  purpose: row.purpose,
  personIds: personIds.map((personId) => toTypeId("person", personId)),
  peopleCount: row.peopleCount,
  requestId: row.requestId,
});
