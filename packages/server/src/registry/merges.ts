import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Merge, MergeDraft } from "@okaeri/sdk/contract/registry-duplicates";
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { moveMemberships } from "../membership/members.ts";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { dayInJapan } from "./dates.rules.ts";
import { duplicates, type MergeRow, merges, toMerge } from "./duplicates.table.ts";
import { moveParts, returnParts } from "./merged-parts.ts";
import { type PersonColumns, people } from "./people.table.ts";
import { settlePeople } from "./people-settle.ts";
import { personChanges } from "./person-history.table.ts";
import { lockRegistry } from "./turns.ts";

const waitMs = 20_000;

/**
 * Makes two records one: everything of the one goes to the other, which keeps its own name, birth date and what was set
 * by hand. Can be undone.
 * @throws DomainError `conflict` for a record that went into another already or was erased, or for one and the same
 */
export async function mergePeople(ctx: Context, { keptId, mergedId, reason }: MergeDraft): Promise<Merge> {
  requireActor(ctx, "recruiter", "admin", "system");
  const [keptPersonId, mergedPersonId] = [toUuid("person", keptId), toUuid("person", mergedId)];
  if (keptPersonId === mergedPersonId) throw new DomainError("conflict", { detail: "These are one record" });
  return withOrganization(ctx, async (tx) => {
    await lockRegistry(ctx, tx, waitMs);
    const kept = await findWhole(ctx, tx, keptPersonId);
    const merged = await findWhole(ctx, tx, mergedPersonId);
    const now = ctx.clock.now();
    const parts = await moveParts(ctx, tx, kept, merged);
    const memberships = await moveMemberships(ctx, tx, mergedPersonId, keptPersonId);
    const rows = await tx
      .insert(merges)
      .values({
        organizationId: ctx.organizationId,
        mergeId: newUuid(now),
        keptPersonId,
        mergedPersonId,
        keptName: nameOf(kept),
        mergedName: nameOf(merged),
        reason,
        moved: { ...parts, memberships },
        mergedAt: now.toISOString(),
        mergedBy: actorName(ctx.actor),
      })
      .returning();
    await tx
      .update(people)
      .set({ mergedInto: keptPersonId, updatedAt: now.toISOString(), version: sql`${people.version} + 1` })
      .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, mergedPersonId)));
    await tx
      .delete(duplicates)
      .where(
        and(
          eq(duplicates.organizationId, ctx.organizationId),
          or(eq(duplicates.personId, mergedPersonId), eq(duplicates.otherPersonId, mergedPersonId)),
        ),
      );
    await settle(ctx, tx, [keptPersonId]);
    await noteDown(ctx, tx, "merged", kept, merged, reason);
    return toMerge(only(rows));
  });
}

/**
 * Brings the record that went away back, with all that had come from it. What came in since stays where it came in.
 * @throws DomainError `conflict` when it was undone already, or the record that stayed went into another since
 */
export async function undoMerge(ctx: Context, id: string, reason: string): Promise<Merge> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    await lockRegistry(ctx, tx, waitMs);
    const ofMerge = and(eq(merges.organizationId, ctx.organizationId), eq(merges.mergeId, toUuid("merge", id)));
    const merge = only(await tx.select().from(merges).where(ofMerge));
    if (merge.undoneAt !== null) throw new DomainError("conflict", { detail: "It was undone already" });
    const kept = await findWhole(ctx, tx, merge.keptPersonId);
    const now = ctx.clock.now();
    const at = now.toISOString();
    const [merged] = await tx
      .update(people)
      .set({ mergedInto: null, updatedAt: at, version: sql`${people.version} + 1` })
      .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, merge.mergedPersonId)))
      .returning();
    await returnParts(ctx, tx, merge);
    await moveMemberships(ctx, tx, merge.keptPersonId, merge.mergedPersonId, merge.moved.memberships);
    await settle(ctx, tx, [merge.keptPersonId, merge.mergedPersonId]);
    if (merged) await noteDown(ctx, tx, "unmerged", kept, merged, reason);
    await ctx.queue.send(tx, "registry.find-duplicates", { organizationId: ctx.organizationId, since: at });
    return toMerge(
      only(
        await tx
          .update(merges)
          .set({ undoneAt: at, undoneBy: actorName(ctx.actor), undoReason: reason })
          .where(ofMerge)
          .returning(),
      ),
    );
  });
}

/** Newest first. */
export async function listMerges(
  ctx: Context,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<Merge>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  const rows: MergeRow[] = await readOrganization(ctx, (tx) =>
    tx
      .select()
      .from(merges)
      .where(
        and(
          eq(merges.organizationId, ctx.organizationId),
          query.cursor === undefined ? undefined : lt(merges.mergeId, cursorToUuid("merge", query.cursor)),
        ),
      )
      .orderBy(desc(merges.mergeId))
      .limit(limit + 1),
  );
  const data = rows.slice(0, limit).map(toMerge);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}

async function findWhole(ctx: Context, tx: Transaction, personId: string): Promise<PersonColumns> {
  const ofPerson = and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId));
  only(await tx.select({ personId: people.personId }).from(people).where(ofPerson));
  const [row] = await tx
    .select()
    .from(people)
    .where(and(ofPerson, isNull(people.mergedInto)))
    .for("update");
  if (!row) throw new DomainError("conflict", { detail: "The record went into another one" });
  if (row.state === "erased") throw new DomainError("conflict", { detail: "The record was erased" });
  return row;
}

const nameOf = ({ familyName, givenName }: PersonColumns): string => [familyName, givenName].filter(Boolean).join(" ");

const settle = (ctx: Context, tx: Transaction, personIds: readonly string[]): Promise<void> =>
  settlePeople(
    ctx,
    tx,
    { personIds },
    { today: dayInJapan(ctx.clock.now()), actor: actorName(ctx.actor), runId: null, sourceId: null },
  );

/** Both records say what became of them. */
async function noteDown(
  ctx: Context,
  tx: Transaction,
  kind: "merged" | "unmerged",
  kept: PersonColumns,
  merged: PersonColumns,
  reason: string,
): Promise<void> {
  const now = ctx.clock.now();
  const line = (person: PersonColumns, other: PersonColumns) => ({
    organizationId: ctx.organizationId,
    changeId: newUuid(now),
    personId: person.personId,
    actor: actorName(ctx.actor),
    kind,
    after: `${nameOf(other)} (${toTypeId("person", other.personId)})`,
    reason,
    at: now.toISOString(),
  });
  await tx.insert(personChanges).values([line(kept, merged), line(merged, kept)]);
}
