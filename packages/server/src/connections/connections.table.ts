import type { Connection } from "@okaeri/sdk/contract/registry-connections";
import type { RegistryRun } from "@okaeri/sdk/contract/registry-imports";
import { boolean, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { nextRun } from "./schedule.rules.ts";

export const connections = pgTable("connections", {
  organizationId: uuid("organization_id").notNull(),
  sourceId: uuid("source_id").notNull(),
  kind: text("kind", { enum: ["smarthr", "freee"] }).notNull(),
  account: text("account").notNull(),
  secret: bytea("secret").notNull(),
  paused: boolean("paused").notNull().default(false),
  syncedTo: instant("synced_to"),
  fullySyncedAt: instant("fully_synced_at"),
  restsUntil: instant("rests_until"),
  leaseId: uuid("lease_id"),
  leaseUntil: instant("lease_until"),
  createdAt: instant("created_at").notNull(),
});

export const connectionPeople = pgTable("connection_people", {
  organizationId: uuid("organization_id").notNull(),
  sourceId: uuid("source_id").notNull(),
  externalId: text("external_id").notNull(),
  digest: bytea("digest").notNull(),
  detailedAt: instant("detailed_at").notNull(),
});

export type ConnectionRow = typeof connections.$inferSelect;

/** Without the secret, and without what only the next run needs. */
export const toConnection = (
  row: ConnectionRow,
  { name, lastRun, now }: { name: string; lastRun: RegistryRun | null; now: Date },
): Connection => ({
  id: toTypeId("source", row.sourceId),
  kind: row.kind,
  name,
  account: row.kind === "smarthr" ? `${row.account}.smarthr.jp` : row.account,
  paused: row.paused,
  syncedTo: row.syncedTo && toInstant(row.syncedTo),
  nextRunAt: row.paused ? null : nextRun(row, now).toISOString(),
  lastRun,
  createdAt: toInstant(row.createdAt),
});
