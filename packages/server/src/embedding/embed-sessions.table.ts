import type { EmbedRole } from "@okaeri/sdk/contract/embed-sessions";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";

export const embedSessions = pgTable(
  "embed_sessions",
  {
    organizationId: uuid("organization_id").notNull(),
    sessionId: uuid("session_id").notNull(),
    secretHash: bytea("secret_hash").notNull(),
    role: text("role").$type<EmbedRole>().notNull(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    displayName: text("display_name"),
    memberId: uuid("member_id"),
    scopes: text("scopes").array().notNull().default([]),
    origins: text("origins").array(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sessionId] })],
);

export const spentEmbedTokens = pgTable(
  "spent_embed_tokens",
  {
    organizationId: uuid("organization_id").notNull(),
    issuer: text("issuer").notNull(),
    tokenId: text("token_id").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.issuer, table.tokenId] })],
);
