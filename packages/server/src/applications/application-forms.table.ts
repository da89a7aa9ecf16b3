import type { ApplicationQuestion } from "@okaeri/sdk/contract/application-forms";
import { boolean, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

export const applicationForms = pgTable(
  "application_forms",
  {
    organizationId: uuid("organization_id").notNull(),
    jobId: uuid("job_id").notNull(),
    open: boolean("open").notNull(),
    resume: text("resume", { enum: ["none", "optional", "required"] }).notNull(),
    questions: jsonb("questions").$type<ApplicationQuestion[]>().notNull(),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.jobId] })],
);
