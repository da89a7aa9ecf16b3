import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../platform/columns.ts";

/** What a mail can be about; who composes it is said in `app.ts`. */
export type MailKind =
  | "sign_up_code"
  | "sign_up_decision"
  | "sign_up_question"
  | "sign_up_address_replaced"
  | "invitation"
  | "invitation_asked_for"
  | "invitation_unknown"
  | "email_change_code"
  | "email_change_address_replaced"
  | "sign_in_code"
  | "interest_told"
  | "interest_received"
  | "talk_booked"
  | "talk_cancelled"
  | "talk_taken"
  | "talk_given_back"
  | "job_alert"
  | "application_received"
  | "application_moved"
  | "application_arrived"
  | "application_withdrawn"
  | "application_stopped"
  | "privacy_request_received"
  | "privacy_request_decided";

export const mails = pgTable(
  "mails",
  {
    organizationId: uuid("organization_id").notNull(),
    mailId: uuid("mail_id").notNull(),
    kind: text("kind").$type<MailKind>().notNull(),
    subjectId: uuid("subject_id").notNull(),
    reference: text("reference").notNull(),
    locale: text("locale", { enum: ["ja", "en"] }).notNull(),
    addressHash: bytea("address_hash").notNull(),
    status: text("status", { enum: ["waiting", "sending", "sent", "dropped", "failed"] })
      .notNull()
      .default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    leasedUntil: instant("leased_until"),
    sentAt: instant("sent_at"),
    lastError: text("last_error"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.mailId] })],
);

export type MailRow = typeof mails.$inferSelect;
