import { pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

/** A person or a segment; `inviteeId` is whichever it is. */
export const jobInvitees = pgTable(
  "job_invitees",
  {
    organizationId: uuid("organization_id").notNull(),
    jobId: uuid("job_id").notNull(),
    inviteeId: uuid("invitee_id").notNull(),
    personId: uuid("person_id"),
    segmentId: uuid("segment_id"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.jobId, table.inviteeId] })],
);
