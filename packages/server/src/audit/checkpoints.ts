import type { AuditCheckpoint, AuditFault, AuditVerification, AuditVerified } from "@okaeri/sdk/contract/audit";
import { auditVerification } from "@okaeri/sdk/contract/audit";
import { z } from "zod";
import { type Context, requireActor } from "../platform/context.ts";
import { signStatement, verifyStatement } from "../platform/signing.ts";
import { type ChainEnd, readChain, readEnd } from "./chain.ts";

const statement = z.object({
  kind: z.literal("audit-checkpoint"),
  organizationId: z.uuid(),
  position: z.int().min(0),
  fingerprint: z.string(),
  at: z.iso.datetime(),
});

/** The end of the chain, signed. Kept elsewhere, it shows whether anything before it was changed or cut off. */
export async function makeCheckpoint(ctx: Context): Promise<AuditCheckpoint> {
  requireActor(ctx, "auditor", "admin", "system");
  const { organizationId } = ctx;
  const end = await readEnd(ctx);
  const at = ctx.clock.now().toISOString();
  const said = { kind: "audit-checkpoint", organizationId, ...end, at };
  const { jws, publicKey } = await signStatement(ctx.secrets, organizationId, said);
  return { checkpoint: jws, position: end.position, at, publicKey: { ...publicKey } };
}

/** Reads the whole chain again, and compares it with checkpoints that were kept. */
export async function verifyAudit(ctx: Context, verification: AuditVerification): Promise<AuditVerified> {
  requireActor(ctx, "auditor", "admin", "system");
  const { checkpoints } = auditVerification.parse(verification);
  const known: ChainEnd[] = [];
  const foreign: AuditFault[] = [];
  for (const one of checkpoints) {
    const said = statement.safeParse(await verifyStatement(ctx.secrets, ctx.organizationId, one));
    if (said.success && said.data.organizationId === ctx.organizationId) known.push(said.data);
    else foreign.push({ position: null, kind: "checkpoint_not_ours" });
  }
  const { entries, faults } = await readChain(ctx, known);
  const all = [...foreign, ...faults];
  return { entries, checkpoints: known.length, intact: all.length === 0, faults: all };
}
