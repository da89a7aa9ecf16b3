import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import { bytea, instant } from "../platform/columns.ts";
import { embedAlgorithms } from "./embed-token.rules.ts";

export const embedKeys = pgTable(
  "embed_keys",
  {
    organizationId: uuid("organization_id").notNull(),
    embedKeyId: uuid("embed_key_id").notNull(),
    issuer: text("issuer").notNull(),
    keyId: text("key_id"),
    algorithm: text("algorithm", { enum: embedAlgorithms }),
    publicJwk: jsonb("public_jwk").$type<JWK>(),
    jwksUrl: text("jwks_url"),
    secret: bytea("secret"),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.embedKeyId] })],
);

export type EmbedKeyRow = typeof embedKeys.$inferSelect;
