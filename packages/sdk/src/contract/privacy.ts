import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { personState } from "./registry.ts";
import { date, instant, lineText, longText } from "./text.ts";

/** 開示, 訂正, 利用停止, 消去. */
export const privacyRequestKind = z.enum(["disclosure", "correction", "stop_use", "erasure"]);

/** `received` until it is clear who asks, `open` while the clock runs. */
export const privacyRequestState = z.enum(["received", "open", "fulfilled", "partly_refused", "refused", "withdrawn"]);

const refusedPart = z.strictObject({ what: lineText(200), reason: lineText(500) });

export const privacyRequest = z
  .object({
    id: idOf("request"),
    kind: privacyRequestKind,
    state: privacyRequestState,
    /** Null once the person was erased. */
    personId: idOf("person").nullable(),
    personName: z.string().nullable(),
    detail: z.string().nullable(),
    receivedAt: instant,
    /** The last day to answer, by the organization's own clock; weekends are days too. */
    dueOn: date,
    /** How it is known who asks; null: not yet. */
    identifiedBy: z.enum(["session", "document", "acquaintance"]).nullable(),
    identificationNote: z.string().nullable(),
    decidedAt: instant.nullable(),
    decidedBy: z.string().nullable(),
    note: z.string().nullable(),
    refused: z.array(refusedPart),
  })
  .meta({ id: "PrivacyRequest" });

export const privacyRequestPage = pageOf(privacyRequest).meta({ id: "PrivacyRequestPage" });
export const privacyRequestQuery = pageQuery.extend({
  state: privacyRequestState.optional(),
  /** Those that are still to be decided, and no others; `false` changes nothing. */
  underWay: z.stringbool().optional(),
  personId: idOf("person").optional(),
});

/** By the member for themselves (then `personId` is left out and the session tells who asks), or noted by HR. */
export const privacyRequestDraft = z
  .strictObject({
    kind: privacyRequestKind,
    detail: longText(4000).nullable().default(null),
    personId: idOf("person").optional(),
  })
  .meta({ id: "PrivacyRequestDraft" });

export const identification = z
  .strictObject({ by: z.enum(["document", "acquaintance"]), note: lineText(500) })
  .meta({ id: "Identification" });

/** Doing it: stops the use, or erases. What is refused of it is named with its reason. */
export const fulfilment = z
  .strictObject({ note: longText(2000).nullable().default(null), refused: z.array(refusedPart).max(20).default([]) })
  .meta({ id: "Fulfilment" });

export const refusal = z.strictObject({ reason: lineText(1000) }).meta({ id: "Refusal" });

/** What is not kept for ever: fields of people, or what stands for itself. `person`: all of it, which is erasure. */
export const retentionSubject = z.enum([
  "person",
  "birthDate",
  "contacts",
  "leavingReason",
  "ownReason",
  "separation",
  "skills",
  "sign_ups_decided",
  "invitations_ended",
  "mails_sent",
]);

/** Days since the last leaving for people's fields, limited to states; since it ended for the rest. */
export const retentionRule = z
  .strictObject({
    subject: retentionSubject,
    states: z.array(personState).max(10).default([]),
    days: z.int().min(1).max(36_500),
  })
  .meta({ id: "RetentionRule" });

export const retentionRules = z.strictObject({ rules: z.array(retentionRule).max(50) }).meta({ id: "RetentionRules" });

/** What running it now would do: per rule how many, and how many a legal hold keeps. */
export const retentionPreview = z
  .object({
    data: z.array(z.object({ rule: retentionRule, due: z.int(), held: z.int(), examples: z.array(idOf("person")) })),
  })
  .meta({ id: "RetentionPreview" });

/** `certificate`: a compact JWS (EdDSA) over what was removed, by rule, when and by whom; it names no person. */
export const retentionRun = z
  .object({
    id: idOf("retention"),
    startedAt: instant,
    finishedAt: instant.nullable(),
    actor: z.string(),
    removed: z.array(z.object({ rule: retentionRule, count: z.int(), held: z.int() })),
    certificate: z.string().nullable(),
  })
  .meta({ id: "RetentionRun" });

export const retentionRunPage = pageOf(retentionRun).meta({ id: "RetentionRunPage" });

/** Keeps everything of a person, whatever rules or requests say. */
export const legalHold = z
  .object({
    id: idOf("hold"),
    personId: idOf("person"),
    personName: z.string(),
    reason: z.string(),
    until: date.nullable(),
    createdAt: instant,
    createdBy: z.string(),
    liftedAt: instant.nullable(),
  })
  .meta({ id: "LegalHold" });

export const legalHoldPage = pageOf(legalHold).meta({ id: "LegalHoldPage" });
export const legalHoldDraft = z
  .strictObject({ personId: idOf("person"), reason: lineText(500), until: date.nullable().default(null) })
  .meta({ id: "LegalHoldDraft" });

export type PrivacyRequestKind = z.infer<typeof privacyRequestKind>;
export type PrivacyRequestState = z.infer<typeof privacyRequestState>;
export type PrivacyRequest = z.infer<typeof privacyRequest>;
export type PrivacyRequestQuery = z.infer<typeof privacyRequestQuery>;
export type PrivacyRequestDraft = z.input<typeof privacyRequestDraft>;
export type Identification = z.infer<typeof identification>;
export type Fulfilment = z.input<typeof fulfilment>;
export type Refusal = z.infer<typeof refusal>;
export type RetentionSubject = z.infer<typeof retentionSubject>;
export type RetentionRule = z.infer<typeof retentionRule>;
export type RetentionRules = z.input<typeof retentionRules>;
export type RetentionPreview = z.infer<typeof retentionPreview>;
export type RetentionRun = z.infer<typeof retentionRun>;
export type LegalHold = z.infer<typeof legalHold>;
export type LegalHoldDraft = z.input<typeof legalHoldDraft>;
