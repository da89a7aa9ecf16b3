import {
  type SavedSearch,
  type SavedSearchDraft,
  type SavedSearchEdit,
  savedSearchDraft,
} from "@okaeri/sdk/contract/saved-searches";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { findSightEnd, listInvitedJobs } from "../jobs/newcomers.ts";
import { findMemberInForce, getMember } from "../membership/members.ts";
import { keepPrivate } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { describeFilter } from "./filter-words.ts";
import { nextDue } from "./rhythm.rules.ts";
import { filterKeyOf, tidy } from "./saved-filter.rules.ts";
import { filterOf, type SavedSearchRow, savedSearches, searchTellings } from "./saved-searches.table.ts";

/** What one member may keep. */
export const mostSearches = 20;

const everyQuarter = "*/15 * * * *";

/** One's own, the oldest first. */
export async function listSavedSearches(ctx: Context): Promise<SavedSearch[]> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) => (await selectOwn(ctx, tx, memberId)).map(toSavedSearch));
}

/**
 * Keeps a search; what is on the board by now is known. The same again is the same one, with the rhythm that was said
 * last.
 * @throws DomainError `conflict` with twenty others
 */
export async function saveSearch(ctx: Context, input: SavedSearchDraft): Promise<SavedSearch> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const { filter, alert } = savedSearchDraft.parse(input);
  if (alert !== "never") await scheduleAlerts(ctx);
  return withOrganization(ctx, async (tx) => {
    keepPrivate(tx);
    await getMember(ctx, tx, memberId, "for update");
    const filterKey = filterKeyOf(filter);
    const own = await selectOwn(ctx, tx, memberId);
    const same = own.find((row) => row.filterKey.equals(filterKey));
    if (same) return toSavedSearch(await setAlert(ctx, tx, same, alert));
    if (own.length >= mostSearches)
      throw new DomainError("conflict", { detail: `One keeps at most ${mostSearches} searches` });
    const now = ctx.clock.now();
    const rows = await tx
      .insert(savedSearches)
      .values({
        organizationId: ctx.organizationId,
        searchId: newUuid(now),
        memberId,
        filter: tidy(filter),
        filterKey,
        alert,
        toldUpTo: await findSightEnd(ctx, tx),
        dueAt: nextDue(alert, now)?.toISOString() ?? null,
        createdAt: now.toISOString(),
      })
      .returning();
    const row = only(rows);
    await takeAsKnown(ctx, tx, row);
    return toSavedSearch(row);
  });
}

/** @throws DomainError `not_found` */
export async function editSavedSearch(ctx: Context, id: string, { alert }: SavedSearchEdit): Promise<SavedSearch> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  if (alert !== "never") await scheduleAlerts(ctx);
  return withOrganization(ctx, async (tx) => {
    keepPrivate(tx);
    const rows = await tx
      .select()
      .from(savedSearches)
      .where(and(ofMember(ctx, memberId), eq(savedSearches.searchId, toUuid("search", id))))
      .for("update");
    return toSavedSearch(await setAlert(ctx, tx, only(rows), alert));
  });
}

/** @throws DomainError `not_found` */
export async function deleteSavedSearch(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    keepPrivate(tx);
    only(
      await tx
        .delete(savedSearches)
        .where(and(ofMember(ctx, memberId), eq(savedSearches.searchId, toUuid("search", id))))
        .returning({ searchId: savedSearches.searchId }),
    );
  });
}

/** All of a member's (UUID), who leaves. */
export async function forgetSearches(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  await tx.delete(savedSearches).where(ofMember(ctx, memberId));
}

/** No mail tells a member (UUID) of new postings any more, until they ask for it again; what they keep stays. */
export async function silenceAlerts(ctx: Context, memberId: string): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    keepPrivate(tx);
    if (!(await findMemberInForce(ctx, tx, memberId))) return;
    await tx
      .update(savedSearches)
      .set({ alert: "never", dueAt: null })
      .where(and(ofMember(ctx, memberId), ne(savedSearches.alert, "never")));
  });
}

/** Looked at every quarter of an hour: what a process that was down missed is made up for when it is back, once. */
const scheduleAlerts = ({ queue, organizationId }: Context): Promise<void> =>
  queue.schedule("searches.alert", organizationId, everyQuarter, { organizationId });

async function setAlert(
  ctx: Context,
  tx: Transaction,
  before: SavedSearchRow,
  alert: SavedSearchRow["alert"],
): Promise<SavedSearchRow> {
  if (before.alert === alert) return before;
  const begins = before.alert === "never";
  const rows = await tx
    .update(savedSearches)
    .set({
      alert,
      dueAt: nextDue(alert, ctx.clock.now())?.toISOString() ?? null,
      // What came while nobody wanted to hear of it is no news.
      ...(begins && { toldUpTo: await findSightEnd(ctx, tx) }),
    })
    .where(and(eq(savedSearches.organizationId, ctx.organizationId), eq(savedSearches.searchId, before.searchId)))
    .returning();
  if (begins) await takeAsKnown(ctx, tx, before);
  return only(rows);
}

/** Invitations have no place in the order: those of this moment are known one by one. */
async function takeAsKnown(ctx: Context, tx: Transaction, { searchId, memberId }: SavedSearchRow): Promise<void> {
  const invited = await listInvitedJobs(ctx, tx, memberId);
  if (invited.length > 0) await noteTold(ctx, tx, [{ searchId, jobIds: invited }]);
}

export async function noteTold(
  { organizationId }: Context,
  tx: Transaction,
  told: readonly { searchId: string; jobIds: readonly string[] }[],
): Promise<void> {
  const rows = told.flatMap(({ searchId, jobIds }) => jobIds.map((jobId) => ({ organizationId, searchId, jobId })));
  if (rows.length > 0) await tx.insert(searchTellings).values(rows).onConflictDoNothing();
}

const ofMember = (ctx: Context, memberId: string) =>
  and(eq(savedSearches.organizationId, ctx.organizationId), eq(savedSearches.memberId, memberId));

const selectOwn = (ctx: Context, tx: Transaction, memberId: string): Promise<SavedSearchRow[]> =>
  tx.select().from(savedSearches).where(ofMember(ctx, memberId)).orderBy(asc(savedSearches.searchId));

/** By UUID, in the order in which they were kept. */
export const selectSearches = (
  ctx: Context,
  tx: Transaction,
  searchIds: readonly string[],
): Promise<SavedSearchRow[]> =>
  tx
    .select()
    .from(savedSearches)
    .where(and(eq(savedSearches.organizationId, ctx.organizationId), inArray(savedSearches.searchId, [...searchIds])))
    .orderBy(asc(savedSearches.searchId));

function toSavedSearch(row: SavedSearchRow): SavedSearch {
  const filter = filterOf(row) ?? {};
  return {
    id: toTypeId("search", row.searchId),
    filter,
    name: { ja: describeFilter(filter, "ja"), en: describeFilter(filter, "en") },
    alert: row.alert,
    alertedAt: row.alertedAt && toInstant(row.alertedAt),
    createdAt: toInstant(row.createdAt),
  };
}
