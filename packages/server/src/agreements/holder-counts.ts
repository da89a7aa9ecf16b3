import type { AgreementAct, AgreementKind } from "@okaeri/sdk/contract/agreements";
import { sql } from "drizzle-orm";
import { humansOfHolders } from "../membership/holders.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";

type Counts = (kind: AgreementKind, version: number, act: AgreementAct) => number;

/** Humans by what they did last with each kind; a sign-up that came to nothing is nobody. */
export async function countHolders(ctx: Context, tx: Transaction): Promise<Counts> {
  const rows = await tx.execute<{ kind: string; version: number; act: string; humans: number }>(sql`
    select kind, version, act, count(*)::integer as humans
    from (
      select distinct on (human, kind) kind, version, act
      from (
        select r.kind, r.version, r.act, r.at, r.receipt_id, coalesce(h.human_id, r.holder_id) as human
        from agreement_receipts r left join (${humansOfHolders(ctx)}) h using (holder_id)
        where r.organization_id = ${ctx.organizationId} and r.act <> 'explained_not_signed'
          and (h.holder_id is null or h.human_id is not null)
      ) as receipts
      order by human, kind, at desc, receipt_id desc
    ) as last
    group by kind, version, act`);
  const counts = new Map(rows.map(({ kind, version, act, humans }) => [`${kind} ${version} ${act}`, humans]));
  return (kind, version, act) => counts.get(`${kind} ${version} ${act}`) ?? 0;
}
