import type { Invitation, InvitationWay } from "@okaeri/sdk/contract/invitations";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

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

/** @param sentAt when its mail went out */
export function toInvitation(row: InvitationRow, personName: string, sentAt: string | null, now: Date): Invitation {
  return {
    id: toTypeId("invitation", row.invitationId),
    personId: toTypeId("person", row.personId),
    personName,
    way: row.way,
    state: stateOf(row, sentAt, now),
    createdAt: toInstant(row.createdAt),
    createdBy: row.createdBy,
    sentAt: sentAt && toInstant(sentAt),
    expiresAt: toInstant(row.expiresAt),
    usedAt: row.usedAt && toInstant(row.usedAt),
    revokedAt: row.revokedAt && toInstant(row.revokedAt),
  };
}

function stateOf(
  { usedAt, revokedAt, expiresAt }: InvitationRow,
  sentAt: string | null,
  now: Date,
): Invitation["state"] {
  if (usedAt !== null) return "used";
  if (revokedAt !== null) return "revoked";
  if (new Date(expiresAt) <= now) return "expired";
  return sentAt === null ? "waiting" : "sent";
}
