import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";

export const apiKeys = pgTable(
  "api_keys",
  {
    organizationId: uuid("organization_id").notNull(),
    apiKeyId: uuid("api_key_id").notNull(),
    kind: text("kind", { enum: ["publishable", "secret", "scim"] }).notNull(),
    secretHash: bytea("secret_hash").notNull(),
    publishableKey: text("publishable_key"),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.apiKeyId] })],
);
