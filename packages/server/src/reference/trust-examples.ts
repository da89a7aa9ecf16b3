import type { AccessEdits } from "@okaeri/sdk/contract/access";
import type { AuditQuery, AuditVerification } from "@okaeri/sdk/contract/audit";
import type { Example } from "./examples.ts";

const personId = "person_01kaf0g2q5f7k9b3m8x2v4t6ye";

/** By operation id, as in `examples`. */
export const trustExamples: Readonly<Record<string, Example>> = {
  getAccess: { sdk: "access.get" },
  editAccess: {
    sdk: "access.edit",
    body: {
      changes: [{ resource: "Person", field: "birthDate", role: "recruiter", read: "purpose" }],
    } satisfies AccessEdits,
  },
  listAudit: { sdk: "audit.list", query: { personId, field: "Person.birthDate" } satisfies AuditQuery },
  getAuditCheckpoint: { sdk: "audit.checkpoint" },
  verifyAudit: { sdk: "audit.verify", body: { checkpoints: [] } satisfies AuditVerification },
};
