import { z } from "zod";
import { accessPurpose } from "./access.ts";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { date, instant, lineText } from "./text.ts";

/**
 * Who did what, to whose records, which fields, when and what for. `position` counts without a gap per organization;
 * `actor` is a kind and what names the one among many, such as `recruiter:…`.
 */
export const auditEntry = z
  .object({
    position: z.int(),
    at: instant,
    actor: z.string(),
    /** The operation or the work in the background, such as `getPerson`. */
    action: z.string(),
    /** What was read or written besides people: ids as in the API. */
    resources: z.array(z.string()),
    /** Restricted fields that were read, or fields that were written: `Person.birthDate`. */
    fields: z.array(z.string()),
    purpose: accessPurpose.nullable(),
    /** Whose records: the first 20 of `peopleCount`. */
    personIds: z.array(idOf("person")),
    peopleCount: z.int(),
    requestId: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });

export const auditPage = pageOf(auditEntry).meta({ id: "AuditPage" });

/** Newest first. All that is given must fit; both days included, as days in Japan. */
export const auditQuery = pageQuery.extend({
  personId: idOf("person").optional(),
  actor: lineText(300).optional(),
  action: lineText(100).optional(),
  field: lineText(100).optional(),
  from: date.optional(),
  to: date.optional(),
});

/**
 * The end of the chain, signed (compact JWS, EdDSA): kept elsewhere, it shows later whether anything before it was
 * changed or cut off. `publicKey` is the JWK that it can be checked with, without this server.
 */
export const auditCheckpoint = z
  .object({
    checkpoint: z.string(),
    position: z.int(),
    at: instant,
    publicKey: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditCheckpoint" });

/** Checkpoints that were kept elsewhere. */
export const auditVerification = z
  .strictObject({ checkpoints: z.array(z.string().max(4000)).max(100).default([]) })
  .meta({ id: "AuditVerification" });

export const auditFault = z.object({
  /** The first place that does not fit. */
  position: z.int().nullable(),
  kind: z.enum(["changed", "missing", "people_changed", "cut_off", "checkpoint_differs", "checkpoint_not_ours"]),
});

export const auditVerified = z
  .object({ entries: z.int(), checkpoints: z.int(), intact: z.boolean(), faults: z.array(auditFault) })
  .meta({ id: "AuditVerified" });

export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditQuery = z.infer<typeof auditQuery>;
export type AuditCheckpoint = z.infer<typeof auditCheckpoint>;
export type AuditVerification = z.input<typeof auditVerification>;
export type AuditFault = z.infer<typeof auditFault>;
export type AuditVerified = z.infer<typeof auditVerified>;
