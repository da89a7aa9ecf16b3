import type { LegalHold } from "@okaeri/sdk/contract/privacy";
import { date, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const legalHolds = pgTable("legal_holds", {
  organizationId: uuid("organization_id").notNull(),
  holdId: uuid("hold_id").notNull(),
  personId: uuid("person_id").notNull(),
  reason: text("reason").notNull(),
  until: date("until"),
  createdAt: instant("created_at").notNull(),
  createdBy: text("created_by").notNull(),
  liftedAt: instant("lifted_at"),
});

export type LegalHoldRow = typeof legalHolds.$inferSelect;

export const toLegalHold = (row: LegalHoldRow, personName: string): LegalHold => ({
  id: toTypeId("hold", row.holdId),
  personId: toTypeId("person", row.personId),
  personName,
  reason: row.reason,
  until: row.until,
  createdAt: toInstant(row.createdAt),
  createdBy: row.createdBy,
  liftedAt: row.liftedAt && toInstant(row.liftedAt),
});
