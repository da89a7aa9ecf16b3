import type { InvitationWay } from "@okaeri/sdk/contract/invitations";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";

export const invitations = pgTable(
  "invitations",
  {
    organizationId: uuid("organization_id").notNull(),
    invitationId: uuid("invitation_id").notNull(),
    personId: uuid("person_id").notNull(),
    way: text("way").$type<InvitationWay>().notNull(),
    tokenHash: bytea("token_hash").notNull(),
    /** Where it was mailed to, as `hashAddress` tells it. */
    addressHash: bytea("address_hash"),
    locale: text("locale", { enum: ["ja", "en"] }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    sentAt: instant("sent_at"),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    usedBy: uuid("used_by"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.invitationId] })],
);

export const invitationRequests = pgTable(
  "invitation_requests",
  {
    organizationId: uuid("organization_id").notNull(),
    invitationRequestId: uuid("invitation_request_id").notNull(),
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    locale: text("locale", { enum: ["ja", "en"] }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.invitationRequestId] })],
);

export type InvitationRow = typeof invitations.$inferSelect;
