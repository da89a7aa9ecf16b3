import type { Passkey } from "@okaeri/sdk/contract/sign-ins";
import { bigint, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const passkeys = pgTable(
  "passkeys",
  {
    organizationId: uuid("organization_id").notNull(),
    passkeyId: uuid("passkey_id").notNull(),
    memberId: uuid("member_id").notNull(),
    name: text("name").notNull(),
    credentialId: text("credential_id").notNull(),
    publicKey: bytea("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    rpId: text("rp_id").notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.passkeyId] })],
);

export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    organizationId: uuid("organization_id").notNull(),
    challengeId: uuid("challenge_id").notNull(),
    memberId: uuid("member_id"),
    challenge: text("challenge").notNull(),
    origin: text("origin").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.challengeId] })],
);

export type PasskeyRow = typeof passkeys.$inferSelect;

export const toPasskey = (row: PasskeyRow): Passkey => ({
  id: toTypeId("passkey", row.passkeyId),
  name: row.name,
  createdAt: toInstant(row.createdAt),
  lastUsedAt: row.lastUsedAt && toInstant(row.lastUsedAt),
});
