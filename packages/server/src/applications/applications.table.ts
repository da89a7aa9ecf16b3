import type { Application, ReceivedApplication } from "@okaeri/sdk/contract/applications";
import { integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import type { Answered } from "./answers.rules.ts";
import { type DestinationRow, toLastError } from "./destinations.table.ts";

export const applications = pgTable(
  "applications",
  {
    organizationId: uuid("organization_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    memberId: uuid("member_id").notNull(),
    jobId: uuid("job_id").notNull(),
    jobTitle: text("job_title").notNull(),
    submittedAt: instant("submitted_at").notNull(),
    familyName: text("family_name").notNull(),
    givenName: text("given_name").notNull(),
    email: text("email").notNull(),
    phone: text("phone"),
    answers: jsonb("answers").$type<Answered[]>().notNull(),
    message: text("message").notNull(),
    consentJa: text("consent_ja").notNull(),
    consentEn: text("consent_en").notNull(),
    consentDestination: text("consent_destination"),
    stage: text("stage", {
      enum: ["received", "in_review", "interview", "offer", "hired", "declined", "withdrawn"],
    }).notNull(),
    stageAsOf: instant("stage_as_of").notNull(),
    stageToldAt: instant("stage_told_at"),
    destinationId: uuid("destination_id"),
    handOverState: text("hand_over_state", { enum: ["none", "waiting", "delayed", "done", "stopped"] }).notNull(),
    handOverAt: instant("hand_over_at"),
    handOverSince: instant("hand_over_since"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    leasedUntil: instant("leased_until"),
    lastErrorCode: text("last_error_code"),
    lastErrorDetail: text("last_error_detail"),
    lastErrorAt: instant("last_error_at"),
    externalId: text("external_id"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.applicationId] })],
);

export const applicationAttachments = pgTable(
  "application_attachments",
  {
    organizationId: uuid("organization_id").notNull(),
    attachmentId: uuid("attachment_id").notNull(),
    memberId: uuid("member_id").notNull(),
    applicationId: uuid("application_id"),
    purpose: text("purpose", { enum: ["resume", "cover_letter", "other"] }),
    place: smallint("place"),
    name: text("name").notNull(),
    type: text("type").notNull(),
    bytes: integer("bytes").notNull(),
    content: bytea("content").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.attachmentId] })],
);

export type ApplicationRow = typeof applications.$inferSelect;
export type AttachmentRow = Omit<typeof applicationAttachments.$inferSelect, "content">;

/** Everything of an attachment but what may be ten megabytes. */
export const attachmentColumns = {
  organizationId: applicationAttachments.organizationId,
  attachmentId: applicationAttachments.attachmentId,
  memberId: applicationAttachments.memberId,
  applicationId: applicationAttachments.applicationId,
  purpose: applicationAttachments.purpose,
  place: applicationAttachments.place,
  name: applicationAttachments.name,
  type: applicationAttachments.type,
  bytes: applicationAttachments.bytes,
  createdAt: applicationAttachments.createdAt,
};

/** What an application is shown with. */
export interface Around {
  attachments: readonly AttachmentRow[];
  /** Where it was handed over to, while that is there. */
  destination: Pick<DestinationRow, "followedAt"> | null;
}

export const toAttachment = (row: AttachmentRow) => ({
  id: toTypeId("attachment", row.attachmentId),
  name: row.name,
  type: row.type,
  bytes: row.bytes,
});

export const toApplication = (row: ApplicationRow, { attachments, destination }: Around): Application => ({
  id: toTypeId("application", row.applicationId),
  job: { id: toTypeId("job", row.jobId), title: row.jobTitle },
  submittedAt: toInstant(row.submittedAt),
  stage: row.stage,
  stageAsOf: knownAsOf(row, destination),
  handOver: { state: row.handOverState, at: row.handOverAt && toInstant(row.handOverAt) },
  attachments: attachments.map((one) => ({ ...toAttachment(one), purpose: one.purpose ?? "other" })),
});

/** For HR. Of one that was withdrawn no more than whose it was, and for what. */
export const toReceived = (row: ApplicationRow, around: Around, personId: string | null): ReceivedApplication => {
  const gone = row.stage === "withdrawn";
  return {
    ...toApplication(row, gone ? { ...around, attachments: [] } : around),
    personId: personId === null ? null : toTypeId("person", personId),
    name: { family: row.familyName, given: row.givenName },
    email: gone ? "" : row.email,
    phone: gone ? null : row.phone,
    answers: gone ? [] : row.answers.map(({ key, label, answer }) => ({ key, label, answer })),
    message: gone ? "" : row.message,
    handOver: {
      state: row.handOverState,
      at: row.handOverAt && toInstant(row.handOverAt),
      destination: row.handOverState === "none" ? null : row.consentDestination,
      attempts: row.attempts,
      nextAttemptAt: row.nextAttemptAt && toInstant(row.nextAttemptAt),
      lastError: toLastError(row),
    },
  };
};

/** What nobody reported a change of is as it was, up to when its system was last asked. */
function knownAsOf(
  { stage, stageAsOf, handOverState, handOverAt }: ApplicationRow,
  destination: Around["destination"],
): string {
  const own = toInstant(stageAsOf);
  if (stage === "withdrawn" || handOverState !== "done" || handOverAt === null || !destination?.followedAt) return own;
  const followed = toInstant(destination.followedAt);
  return toInstant(handOverAt) <= followed && own < followed ? followed : own;
}
