import type { EmbedRole } from "@okaeri/sdk/contract/embed-sessions";
import type { SessionInfo } from "@okaeri/sdk/contract/sign-ins";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const sessions = pgTable(
  "sessions",
  {
    organizationId: uuid("organization_id").notNull(),
    sessionId: uuid("session_id").notNull(),
    secretHash: bytea("secret_hash").notNull(),
    role: text("role").$type<EmbedRole>().notNull(),
    way: text("way").$type<SessionInfo["way"]>().notNull(),
    /** Of the host's token; null where somebody signed in here. */
    issuer: text("issuer"),
    subject: text("subject"),
    displayName: text("display_name"),
    memberId: uuid("member_id"),
    scopes: text("scopes").array().notNull().default([]),
    origins: text("origins").array(),
    device: text("device"),
    renewableUntil: instant("renewable_until"),
    previousHash: bytea("previous_hash"),
    previousUntil: instant("previous_until"),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sessionId] })],
);

export type SessionRow = typeof sessions.$inferSelect;

export const toSessionInfo = (row: SessionRow, ownId: string): SessionInfo => ({
  id: toTypeId("session", row.sessionId),
  current: row.sessionId === ownId,
  way: row.way,
  device: row.device,
  createdAt: toInstant(row.createdAt),
  lastUsedAt: toInstant(row.lastUsedAt ?? row.createdAt),
  expiresAt: toInstant(row.expiresAt),
});
