import { createHash } from "node:crypto";
import type { Context } from "./context.ts";
import { asOrganization, withoutTrail } from "./database.ts";

/** `max` uses at once, and as many again as time goes by: all of them within `windowMs`. */
export interface Limit {
  /** What is counted; may name a person, and is stored as a hash. */
  key: string;
  max: number;
  windowMs: number;
}

/** What is counted over all organizations is counted under this one. */
export const allOrganizations = "00000000-0000-0000-0000-000000000000";

// What is further ahead than that was never counted by this clock: one that ran ahead must not shut everybody out.
const skewMs = 3_600_000;

/**
 * Uses up one of each, in order, until one has none left: what comes first shields what comes after. Counted by
 * statements of their own (GCRA, one row a key), so that whatever becomes of the request, its use stands.
 * @returns milliseconds to wait; 0: go on
 */
export async function useUp(
  ctx: Pick<Context, "database" | "clock">,
  organizationId: string,
  limits: readonly Limit[],
): Promise<number> {
  for (const limit of limits) {
    const waitMs = await useOne(ctx, organizationId, limit);
    if (waitMs > 0) return waitMs;
  }
  return 0;
}

async function useOne(
  { database, clock }: Pick<Context, "database" | "clock">,
  organizationId: string,
  { key, max, windowMs }: Limit,
): Promise<number> {
  const { aside } = database;
  const nowMs = clock.now().getTime();
  const at = (ms: number) => new Date(nowMs + ms).toISOString();
  const stepMs = windowMs / max;
  const hash = createHash("sha256").update(key).digest();
  const [row] = await aside<{ usedUntilMs: number; refused: boolean; isNew: boolean }[]>`
    ${asOrganization(aside, organizationId)}
    insert into rate_limits as l (organization_id, key, used_until, refused)
    select o.id, ${hash}, ${at(stepMs)}::timestamptz, false from o
    on conflict (organization_id, key) do update set
      refused = l.used_until > ${at(windowMs - stepMs)}::timestamptz and l.used_until < ${at(windowMs + skewMs)}::timestamptz,
      used_until = case
        when l.used_until >= ${at(windowMs + skewMs)}::timestamptz then excluded.used_until
        when l.used_until > ${at(windowMs - stepMs)}::timestamptz then l.used_until
        else greatest(l.used_until, ${at(0)}::timestamptz) + ${`${stepMs} milliseconds`}::interval end
    returning extract(epoch from used_until)::float8 * 1000 as "usedUntilMs", refused, xmax = 0 as "isNew"`;
  if (row?.isNew) await forgetUnused(database, organizationId, at(0));
  return row?.refused ? Math.max(1, row.usedUntilMs + stepMs - windowMs - nowMs) : 0;
}

/** Two go for each that comes: what nobody uses any more never piles up. */
const forgetUnused = (database: Context["database"], organizationId: string, now: string): Promise<void> =>
  withoutTrail(
    database,
    organizationId,
    (tx) => tx`
      delete from rate_limits where organization_id = ${organizationId} and key in (
        select key from rate_limits where organization_id = ${organizationId} and used_until < ${now}::timestamptz
        order by used_until limit 2 for update skip locked)`,
  );
