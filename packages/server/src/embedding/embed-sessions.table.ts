import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

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
