import type { PersonFilter } from "@okaeri/sdk/contract/registry";
import type { Segment, SegmentDraft, SegmentEdit } from "@okaeri/sdk/contract/registry-segments";
import { and, asc, eq, ne } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { segments, toSegment } from "./segments.table.ts";

export interface VersionedSegment {
  segment: Segment;
  version: number;
}

const ofSegment = (ctx: Context, segmentId: string) =>
  and(eq(segments.organizationId, ctx.organizationId), eq(segments.segmentId, segmentId));

const toVersioned = (row: typeof segments.$inferSelect): VersionedSegment => ({
  segment: toSegment(row),
  version: row.version,
});

/** By name. */
export async function listSegments(ctx: Context): Promise<Segment[]> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) =>
    (
      await tx
        .select()
        .from(segments)
        .where(eq(segments.organizationId, ctx.organizationId))
        .orderBy(asc(segments.name))
    ).map(toSegment),
  );
}

export async function getSegment(ctx: Context, id: string): Promise<VersionedSegment> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) =>
    toVersioned(
      only(
        await tx
          .select()
          .from(segments)
          .where(ofSegment(ctx, toUuid("segment", id))),
      ),
    ),
  );
}

/** @throws DomainError `not_found` */
export async function findSegmentFilter(ctx: Context, tx: Transaction, id: string): Promise<PersonFilter> {
  const rows = await tx
    .select({ filter: segments.filter })
    .from(segments)
    .where(ofSegment(ctx, toUuid("segment", id)));
  return only(rows).filter;
}

/** @throws DomainError `conflict` when another segment has the name */
export async function createSegment(ctx: Context, draft: SegmentDraft): Promise<VersionedSegment> {
  requireActor(ctx, "recruiter", "admin", "system");
  const now = ctx.clock.now();
  const at = now.toISOString();
  return withOrganization(ctx, async (tx) => {
    const [row] = await tx
      .insert(segments)
      .values({ organizationId: ctx.organizationId, segmentId: newUuid(now), ...draft, createdAt: at, updatedAt: at })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(draft.name);
    return toVersioned(row);
  });
}

const nameTaken = (name: string) => new DomainError("conflict", { detail: `There is a segment called ${name}` });

/** @throws DomainError `precondition_failed` when somebody edited it since `version`, `conflict` for a name that is taken */
export async function editSegment(
  ctx: Context,
  id: string,
  edit: SegmentEdit,
  version: number,
): Promise<VersionedSegment> {
  requireActor(ctx, "recruiter", "admin", "system");
  const segmentId = toUuid("segment", id);
  return withOrganization(ctx, async (tx) => {
    if (edit.name !== undefined) {
      const same = and(eq(segments.organizationId, ctx.organizationId), eq(segments.name, edit.name));
      const taken = await tx
        .select()
        .from(segments)
        .where(and(same, ne(segments.segmentId, segmentId)));
      if (taken.length > 0) throw nameTaken(edit.name);
    }
    const [row] = await tx
      .update(segments)
      .set({ ...edit, version: version + 1, updatedAt: ctx.clock.now().toISOString() })
      .where(and(ofSegment(ctx, segmentId), eq(segments.version, version)))
      .returning();
    if (row) return toVersioned(row);
    only(await tx.select().from(segments).where(ofSegment(ctx, segmentId)));
    throw new DomainError("precondition_failed");
  });
}

export async function deleteSegment(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    only(
      await tx
        .delete(segments)
        .where(ofSegment(ctx, toUuid("segment", id)))
        .returning({ segmentId: segments.segmentId }),
    );
  });
}
