import type { AuditCheckpoint, AuditEntry, AuditQuery, AuditVerification, AuditVerified } from "./contract/audit.ts";
import { listing } from "./list.ts";
import type { CallOptions, Send } from "./request.ts";

/** Who saw and did what. For admins and auditors. */
export const audit = (send: Send) => ({
  list: listing<AuditEntry, AuditQuery>(send, "/v1/audit"),

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
