import type { AuditCheckpoint, AuditEntry, AuditQuery, AuditVerification, AuditVerified } from "./contract/audit.ts";
import type { Page } from "./contract/page.ts";
import { type List, listFrom } from "./list.ts";
import type { CallOptions, Send } from "./request.ts";

/** Who saw and did what. For admins and auditors. */
export const audit = (send: Send) => ({
  list: (query: AuditQuery = {}, options?: CallOptions): List<AuditEntry> =>
    listFrom<AuditEntry>(
      (cursor) => send<Page<AuditEntry>>({ method: "GET", path: "/v1/audit", query: { ...query, cursor }, options }),
      query.cursor,
    ),

  /** The end of the chain, signed: to be kept somewhere else. */
  checkpoint: (options?: CallOptions): Promise<AuditCheckpoint> =>
    send({ method: "GET", path: "/v1/audit/checkpoint", options }),

  /** Reads the whole chain again, and compares it with checkpoints that were kept. */
  verify: (verification: AuditVerification = {}, options: CallOptions = {}): Promise<AuditVerified> =>
    send({
      method: "POST",
      path: "/v1/audit/verification",
      json: verification,
      options: { timeoutMs: 900_000, ...options },
    }),
});
