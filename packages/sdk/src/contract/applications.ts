import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { instant, lineText, longText, mailAddress } from "./text.ts";

/** What an attachment is. */
export const attachmentPurpose = z.enum(["resume", "cover_letter", "other"]);

/** A file that was sent. One that is used in no application is forgotten after a day. */
export const attachment = z
  .object({
    id: idOf("attachment"),
    name: z.string(),
    /** Read from its own bytes, not believed: a media type. */
    type: z.string(),
    bytes: z.int(),
  })
  .meta({ id: "Attachment" });

/** `name`: what the file is called where it comes from; its ending must be what it is. */
export const attachmentQuery = z.object({ name: lineText(255) });

const answer = z.union([longText(5_000), z.boolean(), z.array(lineText(200)).max(200)]);

export const applicationDraft = z
  .strictObject({
    name: z.strictObject({ family: lineText(100), given: lineText(100) }),
    email: mailAddress,
    phone: lineText(50).nullable().default(null),
    /** By the questions' keys: text, true or false, one option's value, or several. */
    answers: z.record(z.string().max(100), answer).default({}),
    attachments: z
      .array(z.strictObject({ id: idOf("attachment"), purpose: attachmentPurpose }))
      .max(5)
      .default([]),
    message: longText(5_000).default(""),
    /** `consent.hash` of the form that was read. */
    consent: z.string().max(64),
  })
  .meta({ id: "ApplicationDraft" });

/** Where it stands with the house. `withdrawn`: by the applicant. */
export const applicationStage = z.enum([
  "received",
  "in_review",
  "interview",
  "offer",
  "hired",
  "declined",
  "withdrawn",
]);

/**
 * `none`: it stays here. `waiting`: on its way to the applicant tracking system. `delayed`: that didn't answer, and is
 * tried again. `done`: it is there. `stopped`: that refused it, and HR was told.
 */
export const handOverState = z.enum(["none", "waiting", "delayed", "done", "stopped"]);

const sentAttachment = attachment.extend({ purpose: attachmentPurpose });

/** One's own application. */
export const application = z
  .object({
    id: idOf("application"),
    job: z.object({ id: idOf("job"), title: z.string() }),
    submittedAt: instant,
    stage: applicationStage,
    /** When the stage was last known to be this: at most 15 minutes ago where its system can be asked. */
    stageAsOf: instant,
    handOver: z.object({ state: handOverState, at: instant.nullable() }),
    attachments: z.array(sentAttachment),
  })
  .meta({ id: "Application" });

export const applicationList = z.object({ data: z.array(application) }).meta({ id: "ApplicationList" });

/** For HR: what somebody sent. */
export const receivedApplication = application
  .extend({
    /** Null for a member whom the registry doesn't know. */
    personId: idOf("person").nullable(),
    name: z.object({ family: z.string(), given: z.string() }),
    email: z.string(),
    phone: z.string().nullable(),
    /** As they were asked then, in their order; an answer in words. */
    answers: z.array(z.object({ key: z.string(), label: z.string(), answer: z.string() })),
    message: z.string(),
    handOver: z.object({
      state: handOverState,
      at: instant.nullable(),
      /** The name of where it goes; null: it stays here. */
      destination: z.string().nullable(),
      attempts: z.int(),
      /** Null: it is not tried again by itself. */
      nextAttemptAt: instant.nullable(),
      lastError: z.object({ code: z.string(), detail: z.string().nullable(), at: instant }).nullable(),
    }),
  })
  .meta({ id: "ReceivedApplication" });

export const receivedApplicationQuery = pageQuery.extend({
  jobId: idOf("job").optional(),
  stage: applicationStage.optional(),
  handOver: handOverState.optional(),
});

export const receivedApplicationPage = pageOf(receivedApplication).meta({ id: "ReceivedApplicationPage" });

/** Said by HR, or by its system. Nobody but the applicant withdraws. */
export const applicationStageChange = z
  .strictObject({ stage: applicationStage.exclude(["withdrawn"]) })
  .meta({ id: "ApplicationStageChange" });

export type AttachmentPurpose = z.infer<typeof attachmentPurpose>;
export type Attachment = z.infer<typeof attachment>;
export type ApplicationDraft = z.input<typeof applicationDraft>;
export type ApplicationStage = z.infer<typeof applicationStage>;
export type HandOverState = z.infer<typeof handOverState>;
export type Application = z.infer<typeof application>;
export type ReceivedApplication = z.infer<typeof receivedApplication>;
export type ReceivedApplicationQuery = z.infer<typeof receivedApplicationQuery>;
export type ApplicationStageChange = z.infer<typeof applicationStageChange>;
