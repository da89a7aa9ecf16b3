import type { ApplicationDestination } from "@okaeri/sdk/contract/application-destinations";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const applicationDestinations = pgTable(
  "application_destinations",
  {
    organizationId: uuid("organization_id").notNull(),
    destinationId: uuid("destination_id").notNull(),
    kind: text("kind", { enum: ["greenhouse", "lever", "webhook"] }).notNull(),
    name: text("name").notNull(),
    feedId: uuid("feed_id"),
    address: text("address").notNull(),
    region: text("region", { enum: ["global", "eu"] }),
    secret: bytea("secret").notNull(),
    followKey: bytea("follow_key"),
    followedAt: instant("followed_at"),
    lastErrorCode: text("last_error_code"),
    lastErrorDetail: text("last_error_detail"),
    lastErrorAt: instant("last_error_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.destinationId] })],
);

export type DestinationRow = typeof applicationDestinations.$inferSelect;

/** Without what opens doors. */
export const toDestination = (
  row: DestinationRow,
  { waiting, stopped }: Pick<ApplicationDestination, "waiting" | "stopped">,
): ApplicationDestination => ({
  id: toTypeId("destination", row.destinationId),
  kind: row.kind,
  name: row.name,
  feedId: row.feedId === null ? null : toTypeId("feed", row.feedId),
  address: row.address,
  follows: row.followKey !== null,
  waiting,
  stopped,
  lastError: toLastError(row),
  createdAt: toInstant(row.createdAt),
});

export const toLastError = (
  row: Pick<DestinationRow, "lastErrorCode" | "lastErrorDetail" | "lastErrorAt">,
): ApplicationDestination["lastError"] =>
  row.lastErrorCode === null || row.lastErrorAt === null
    ? null
    : { code: row.lastErrorCode, detail: row.lastErrorDetail, at: toInstant(row.lastErrorAt) };
