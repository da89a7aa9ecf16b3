import type { InterestShare } from "@okaeri/sdk/contract/job-interests";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const interestShares = pgTable(
  "interest_shares",
  {
    organizationId: uuid("organization_id").notNull(),
    shareId: uuid("share_id").notNull(),
    memberId: uuid("member_id").notNull(),
    jobId: uuid("job_id").notNull(),
    sharedWith: text("shared_with", { enum: ["hr", "colleague"] }).notNull(),
    colleagueEmail: text("colleague_email"),
    message: text("message").notNull(),
    sharedAt: instant("shared_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.shareId] })],
);

export type ShareRow = typeof interestShares.$inferSelect;

export const toShare = (row: ShareRow): InterestShare => ({
  id: toTypeId("share", row.shareId),
  with: row.sharedWith,
  email: row.colleagueEmail,
  message: row.message,
  sharedAt: toInstant(row.sharedAt),
});
