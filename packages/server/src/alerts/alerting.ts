import { and, asc, eq, gt, inArray, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { postMail } from "../delivery/outbox.ts";
import { findAmong, findSightEnd, listInvitedJobs, listInvitedOnly } from "../jobs/newcomers.ts";
import { findJobListeners, type JobListener } from "../membership/job-listeners.ts";
import { keepPrivate } from "../platform/audit-trail.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { furthestDue, nextDue } from "./rhythm.rules.ts";
import { filterOf, jobAlerts, type SavedSearchRow, savedSearches, searchTellings } from "./saved-searches.table.ts";
import { noteTold } from "./saved-searches.ts";
import { type Found, mostFound, shareOut } from "./sharing-out.rules.ts";

const membersAtOnce = 100;
// Longer than a mail is tried for.
const keptForMs = 7 * 86_400_000;

/** A hundred members with what of theirs is due. */
interface Batch {
  upTo: number;
  searches: SavedSearchRow[];
  listeners: Map<string, JobListener>;
  /** By member: postings that they were invited to and others don't see. */
  invited: Map<string, string[]>;
}

/** What everybody would find who asks the same since the same time. */
type Remembered = Map<string, Promise<string[]>>;

/**
 * Looks through the searches that are due, and posts one mail to each member for whom something came. A hundred members a
 * transaction, in which their searches move on and the mails are posted: whoever is killed between two has lost and
 * doubled nothing, and two at once tell nobody twice.
 */
export async function alertMembers(ctx: Context): Promise<void> {
  const remembered: Remembered = new Map();
  let afterMember: string | null = null;
  for (;;) {
    const batch = await readBatch(ctx, afterMember);
    const last = batch.searches.at(-1);
    if (!last) break;
    afterMember = last.memberId;
    const found = new Map<string, string[]>();
    for (const search of batch.searches)
      if (batch.listeners.has(search.memberId)) found.set(search.searchId, await look(ctx, batch, search, remembered));
    await withOrganization(ctx, (tx) => tell(ctx, tx, batch, found));
  }
}

function readBatch(ctx: Context, afterMember: string | null): Promise<Batch> {
  return readOrganization(ctx, async (tx) => {
    const members = tx
      .selectDistinct({ memberId: savedSearches.memberId })
      .from(savedSearches)
      .where(and(isDue(ctx), afterMember === null ? undefined : gt(savedSearches.memberId, afterMember)))
      .orderBy(asc(savedSearches.memberId))
      .limit(membersAtOnce);
    const searches = await tx
      .select()
      .from(savedSearches)
      .where(and(isDue(ctx), inArray(savedSearches.memberId, members)))
      .orderBy(asc(savedSearches.memberId), asc(savedSearches.searchId));
    const memberIds = [...new Set(searches.map(({ memberId }) => memberId))];
    const listeners = await findJobListeners(ctx, tx, memberIds);
    const upTo = await findSightEnd(ctx, tx);
    const invited = new Map<string, string[]>();
    if (searches.length > 0 && (await listInvitedOnly(ctx, tx)).length > 0)
      for (const memberId of listeners.keys()) invited.set(memberId, await listInvitedJobs(ctx, tx, memberId));
    return { upTo, searches, listeners, invited };
  });
}

async function look(
  ctx: Context,
  { upTo, invited }: Batch,
  search: SavedSearchRow,
  remembered: Remembered,
): Promise<string[]> {
  const filter = filterOf(search);
  if (filter === null) return [];
  const { toldUpTo: after, memberId } = search;
  const find = (among: Parameters<typeof findAmong>[2]): Promise<string[]> =>
    findAmong(ctx, filter, among, mostFound).catch((error: unknown) => {
      // Words that PostgreSQL has no room for find nothing; nobody else goes without a mail for it.
      if (error instanceof postgres.PostgresError && /^(22|54)/.test(error.code)) return [];
      throw error;
    });
  const key = `${search.filterKey.toString("hex")} ${after} ${upTo}`;
  const known = remembered.get(key);
  const asked = known ?? (after < upTo ? find({ after, upTo }) : Promise.resolve([]));
  if (!known) remembered.set(key, asked);
  const everybodys = await asked;
  const own = invited.get(memberId) ?? [];
  return [...(own.length > 0 ? await find({ jobIds: own }) : []), ...everybodys];
}

async function tell(ctx: Context, tx: Transaction, batch: Batch, found: ReadonlyMap<string, string[]>): Promise<void> {
  keepPrivate(tx);
  const now = ctx.clock.now();
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.organizationId}:alerting`}, 0))`);
  // Members before their searches, as whoever leaves takes them.
  const listeners = await findJobListeners(ctx, tx, [...batch.listeners.keys()], "for key share");
  const moved = await moveOn(ctx, tx, batch);
  const known = await selectTold(ctx, tx, moved, [...new Set([...found.values()].flat())]);
  const news = new Map<string, Found[]>();
  for (const { searchId, memberId } of moved) {
    const jobIds = (found.get(searchId) ?? []).filter((jobId) => !known.has(`${searchId} ${jobId}`));
    if (jobIds.length > 0 && listeners.has(memberId))
      news.set(memberId, [...(news.get(memberId) ?? []), { searchId, jobIds }]);
  }
  const alerts = [...news].map(([memberId, of]) => ({ memberId, of, alertId: newUuid(now), found: shareOut(of) }));
  await noteTold(
    ctx,
    tx,
    alerts.flatMap(({ memberId, of, found: shown }) => {
      // What is only counted may be named another time; an invitation has no place to be behind.
      const named = new Set([...shown.flatMap(({ jobIds }) => jobIds), ...(batch.invited.get(memberId) ?? [])]);
      return of.map(({ searchId, jobIds }) => ({ searchId, jobIds: jobIds.filter((jobId) => named.has(jobId)) }));
    }),
  );
  await noteAlerted(
    ctx,
    tx,
    [...news.values()].flat().map(({ searchId }) => searchId),
  );
  const { organizationId } = ctx;
  const rows = alerts.map(({ memberId, alertId, found: shown }) => ({
    organizationId,
    alertId,
    memberId,
    found: shown,
    createdAt: now.toISOString(),
  }));
  if (rows.length > 0) await tx.insert(jobAlerts).values(rows);
  for (const { memberId, alertId } of alerts) {
    const listener = listeners.get(memberId);
    if (!listener) continue;
    await postMail(ctx, tx, {
      kind: "job_alert",
      subjectId: alertId,
      locale: listener.locale,
      to: listener.email,
    });
  }
  await tx.execute(sql`
    delete from job_alerts where organization_id = ${ctx.organizationId}
      and created_at < ${new Date(now.getTime() - keptForMs).toISOString()}::timestamptz`);
}

async function noteAlerted(ctx: Context, tx: Transaction, searchIds: readonly string[]): Promise<void> {
  if (searchIds.length === 0) return;
  await tx
    .update(savedSearches)
    .set({ alertedAt: ctx.clock.now().toISOString() })
    .where(and(eq(savedSearches.organizationId, ctx.organizationId), inArray(savedSearches.searchId, [...searchIds])));
}

/** Those that are still as they were read; whoever else was here first has told of the others. */
async function moveOn(
  ctx: Context,
  tx: Transaction,
  { searches, upTo }: Batch,
): Promise<Pick<SavedSearchRow, "searchId" | "memberId">[]> {
  const now = ctx.clock.now();
  const read = searches.map(({ searchId, toldUpTo, dueAt, alert }) => ({
    id: searchId,
    told: toldUpTo,
    due: dueAt,
    next: nextDue(alert, now)?.toISOString(),
  }));
  const rows = await tx.execute<{ searchId: string; memberId: string }>(sql`
    update saved_searches s set told_up_to = ${upTo}::bigint, due_at = r.next
    from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) r (id uuid, told bigint, due timestamptz, next timestamptz)
    where s.organization_id = ${ctx.organizationId} and s.search_id = r.id and s.told_up_to = r.told and s.due_at = r.due
    returning s.search_id as "searchId", s.member_id as "memberId"`);
  return rows.toSorted((one, other) => (one.searchId < other.searchId ? -1 : 1));
}

async function selectTold(
  ctx: Context,
  tx: Transaction,
  searches: readonly Pick<SavedSearchRow, "searchId">[],
  jobIds: readonly string[],
): Promise<Set<string>> {
  if (searches.length === 0 || jobIds.length === 0) return new Set();
  const rows = await tx
    .select({ searchId: searchTellings.searchId, jobId: searchTellings.jobId })
    .from(searchTellings)
    .where(
      and(
        eq(searchTellings.organizationId, ctx.organizationId),
        inArray(
          searchTellings.searchId,
          searches.map(({ searchId }) => searchId),
        ),
        inArray(searchTellings.jobId, [...jobIds]),
      ),
    );
  return new Set(rows.map(({ searchId, jobId }) => `${searchId} ${jobId}`));
}

const isDue = (ctx: Context): SQL | undefined => {
  const now = ctx.clock.now();
  return and(
    eq(savedSearches.organizationId, ctx.organizationId),
    isNotNull(savedSearches.dueAt),
    or(lte(savedSearches.dueAt, now.toISOString()), gt(savedSearches.dueAt, furthestDue(now).toISOString())),
  );
};
