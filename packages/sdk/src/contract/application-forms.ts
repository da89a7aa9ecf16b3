import { z } from "zod";
import { idOf } from "./ids.ts";
import { lineText } from "./text.ts";

/** `short_text` one line, `long_text` several, `choice` one of the options, `choices` any number of them. */
export const questionKind = z.enum(["short_text", "long_text", "yes_no", "choice", "choices"]);

/** One question of a form. Where the answers go to an applicant tracking system, `key` is the name it knows it by. */
export const applicationQuestion = z
  .strictObject({
    key: z
      .string()
      .regex(/^[A-Za-z0-9_.[\]-]{1,100}$/, "must be 1 to 100 letters, digits or _ - . [ ]")
      // No object that is read from JSON keeps an answer to it.
      .refine((key) => key !== "__proto__", "can't be the name of an answer"),
    label: lineText(500),
    kind: questionKind,
    required: z.boolean(),
    /** Of `choice` and `choices`, and of nothing else. */
    options: z.array(z.strictObject({ value: lineText(200), label: lineText(200) })).max(200),
  })
  .refine(({ kind, options }) => (kind === "choice" || kind === "choices") === options.length > 0, {
    path: ["options"],
    message: "belong to a choice, which needs some",
  })
  .meta({ id: "ApplicationQuestion" });

export const resumeRule = z.enum(["none", "optional", "required"]);

/** What HR says of how one applies for a posting. */
export const applicationFormDraft = z
  .strictObject({
    /** Whether one can apply here; otherwise `elsewhere` says where. */
    open: z.boolean(),
    resume: resumeRule,
    questions: z
      .array(applicationQuestion)
      .max(50)
      .refine((questions) => new Set(questions.map(({ key }) => key)).size === questions.length, "keys must differ"),
  })
  .meta({ id: "ApplicationFormDraft" });

/** How one applies for a posting. */
export const applicationForm = z
  .object({
    jobId: idOf("job"),
    open: z.boolean(),
    resume: resumeRule,
    questions: z.array(applicationQuestion),
    /** The page of the applicant tracking system, for postings where one can't apply here; null: nowhere to. */
    elsewhere: z.string().nullable(),
    attachments: z.object({
      max: z.int(),
      maxBytes: z.int(),
      /** Endings that are taken, for a file field: `.pdf`, `.docx`, … */
      endings: z.array(z.string()),
    }),
    /** What one says yes to. `hash` names these words, in lower-case hex: applying says which were read. */
    consent: z.object({ hash: z.string(), texts: z.object({ ja: z.string(), en: z.string() }) }),
    /** What is known of the calling member; only for members. Null where nothing is. */
    prefill: z
      .object({
        name: z.object({ family: z.string(), given: z.string() }),
        email: z.string().nullable(),
        phone: z.string().nullable(),
      })
      .optional(),
    /** The calling member's own application that is in force. */
    applicationId: idOf("application").nullable().optional(),
  })
  .meta({ id: "ApplicationForm" });

export type QuestionKind = z.infer<typeof questionKind>;
export type ApplicationQuestion = z.infer<typeof applicationQuestion>;
export type ResumeRule = z.infer<typeof resumeRule>;
export type ApplicationFormDraft = z.infer<typeof applicationFormDraft>;
export type ApplicationForm = z.infer<typeof applicationForm>;
