import { createHash } from "node:crypto";
import type { AuditFault } from "@okaeri/sdk/contract/audit";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { macOf } from "../platform/audit-trail.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, type Transaction, toInstant } from "../platform/database.ts";
import { auditEntries, auditHeads } from "./audit.table.ts";

const batchSize = 5_000;
// One edit breaks one link; who removed a thousand entries is found by the first.
const faultsNamed = 100;

/** The end of a chain as it was at some time. */
export interface ChainEnd {
  position: number;
  /** Of its MAC: whoever held the MAC itself could put the chain's end back there. */
  fingerprint: string;
}

const fingerprintOf = (mac: Buffer): string => createHash("sha256").update(mac).digest("hex");

export interface ReadChain {
  entries: number;
  faults: AuditFault[];
}

/**
 * Reads the whole chain again: every entry must carry the MAC that the key gives for it and the one before, none may be
 * missing, the people of each must be those it was made with, and the end must stand where the head and every
 * checkpoint say.
 */
export async function readChain(ctx: Context, checkpoints: readonly ChainEnd[]): Promise<ReadChain> {
  return readOrganization(ctx, async (tx) => {
    // What is written meanwhile stands behind this end.
    const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.organizationId, ctx.organizationId));
    const end = head?.position ?? 0;
    const key = ctx.secrets.derive("audit", ctx.organizationId);
    const expected = new Map(checkpoints.map((one) => [one.position, one.fingerprint]));
    const faults: AuditFault[] = [];
    const fault = (position: number, kind: AuditFault["kind"]) => {
      if (faults.length < faultsNamed) faults.push({ position, kind });
    };
    let entries = 0;
    let previous: Buffer = Buffer.alloc(0);
    let last = 0;
    for await (const { digest, ...row } of entriesOf(ctx, tx, end)) {
      if (row.position !== last + 1) fault(last + 1, "missing");
      const at = toInstant(row.at);
      // After a gap the one before is unknown: the chain is taken up again from the entry's own MAC.
      if (row.position === last + 1 && !macOf(key, previous, { ...row, at }).equals(row.mac))
        fault(row.position, "changed");
      if (!digest.equals(row.peopleDigest)) fault(row.position, "people_changed");
      const kept = expected.get(row.position);
      if (kept !== undefined && kept !== fingerprintOf(row.mac)) fault(row.position, "checkpoint_differs");
      previous = row.mac;
      last = row.position;
      entries += 1;
    }
    if (Math.max(end, ...expected.keys()) > last || (head && !head.mac.equals(previous))) fault(last + 1, "cut_off");
    return { entries, faults };
  });
}

/** The end of the chain now; position 0 before the first entry. */
export async function readEnd(ctx: Context): Promise<ChainEnd> {
  const [head] = await readOrganization(ctx, (tx) =>
    tx.select().from(auditHeads).where(eq(auditHeads.organizationId, ctx.organizationId)),
  );
  return { position: head?.position ?? 0, fingerprint: fingerprintOf(head?.mac ?? Buffer.alloc(0)) };
}

async function* entriesOf(ctx: Context, tx: Transaction, end: number) {
  let after = 0;
  for (;;) {
    const rows = await tx
      .select()
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.organizationId, ctx.organizationId),
          gt(auditEntries.position, after),
          lte(auditEntries.position, end),
        ),
      )
      .orderBy(asc(auditEntries.position))
      .limit(batchSize);
    const digests = await digestsBetween(ctx, tx, after, rows.at(-1)?.position ?? after);
    for (const row of rows) yield { ...row, digest: digests.get(row.position) ?? nobody };
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.position ?? after;
  }
}

const nobody = Buffer.from("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "hex");

async function digestsBetween(
  ctx: Context,
  tx: Transaction,
  after: number,
  last: number,
): Promise<Map<number, Buffer>> {
  const rows = await tx.execute<{ position: string; digest: Buffer }>(sql`
    select position, sha256(string_agg(uuid_send(person_id), ''::bytea order by person_id)) as digest
    from audit_people where organization_id = ${ctx.organizationId} and position > ${after} and position <= ${last}
    group by position`);
  return new Map(rows.map(({ position, digest }) => [Number(position), Buffer.from(digest)]));
}
