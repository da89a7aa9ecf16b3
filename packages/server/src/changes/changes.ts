import {
  type OrganizationChange,
  type OrganizationChangeDraft,
  type OrganizationChangeEdit,
  type OrganizationChangeQuery,
  organizationChangeDraft,
} from "@okaeri/sdk/contract/organization-changes";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { date } from "@okaeri/sdk/contract/text";
import { and, desc, eq, gt, lt, or, type SQL } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { findLeavingDay } from "./caller-leaving.ts";
import { type ChangeRow, organizationChanges, toChange } from "./changes.table.ts";

export interface VersionedChange {
  change: OrganizationChange;
  version: number;
}

const isHr = ({ actor }: Context): boolean =>
  actor.kind === "recruiter" || actor.kind === "admin" || actor.kind === "system";

/** The latest first. Proposals are for HR. */
export async function listChanges(ctx: Context, query: OrganizationChangeQuery): Promise<Page<OrganizationChange>> {
  requireActor(ctx, "member", "employee", "recruiter", "admin", "system");
  const { status = "published" } = query;
  if (status !== "published" && !isHr(ctx))
    throw new DomainError("forbidden", { detail: "Only HR may list what was proposed" });
  const limit = query.limit ?? defaultPageSize;
  const rows = await readOrganization(ctx, async (tx) => {
    const since = query.since === "leaving" ? await findLeavingDay(ctx, tx) : query.since;
    return latest(
      ctx,
      tx,
      limit + 1,
      eq(organizationChanges.status, status),
      since ? gt(organizationChanges.happenedOn, since) : undefined,
      query.department === undefined ? undefined : eq(organizationChanges.department, query.department),
      query.kind === undefined ? undefined : eq(organizationChanges.kind, query.kind),
      query.cursor === undefined ? undefined : after(query.cursor),
    );
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map((row) => toChange(row, isHr(ctx))), nextCursor: last ? cursorOf(last) : null };
}

export const latest = (
  ctx: Context,
  tx: Transaction,
  limit: number,
  ...conditions: (SQL | undefined)[]
): Promise<ChangeRow[]> =>
  tx
    .select()
    .from(organizationChanges)
    .where(and(eq(organizationChanges.organizationId, ctx.organizationId), ...conditions))
    .orderBy(desc(organizationChanges.happenedOn), desc(organizationChanges.changeId))
    .limit(limit);

const cursorOf = ({ happenedOn, changeId }: ChangeRow): string => `${happenedOn}_${toTypeId("orgchange", changeId)}`;

function after(cursor: string): SQL | undefined {
  const day = /^\d{4}-\d{2}-\d{2}(?=_)/.exec(cursor)?.[0] ?? "";
  const changeId = cursorToUuid("orgchange", date.safeParse(day).success ? cursor.slice(day.length + 1) : "");
  const { happenedOn } = organizationChanges;
  return or(lt(happenedOn, day), and(eq(happenedOn, day), lt(organizationChanges.changeId, changeId)));
}

/** To be edited. @throws DomainError `not_found` */
export async function getChange(ctx: Context, id: string): Promise<VersionedChange> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) =>
    toVersioned(ctx, only(await tx.select().from(organizationChanges).where(ofChange(ctx, id)))),
  );
}

/** Published at once when HR writes it; a current employee's is a proposal to HR. */
export async function postChange(ctx: Context, input: OrganizationChangeDraft): Promise<VersionedChange> {
  requireActor(ctx, "employee", "recruiter", "admin", "system");
  const { text, ...draft } = organizationChangeDraft.parse(input);
  const now = ctx.clock.now();
  const at = now.toISOString();
  return withOrganization(ctx, async (tx) => {
    const rows = await tx
      .insert(organizationChanges)
      .values({
        organizationId: ctx.organizationId,
        changeId: newUuid(now),
        status: isHr(ctx) ? "published" : "proposed",
        ...draft,
        body: text,
        author: actorName(ctx.actor),
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    return toVersioned(ctx, only(rows));
  });
}

/** @throws DomainError `not_found`, `precondition_failed` when somebody edited it since `version`, `invalid_input` */
export async function editChange(
  ctx: Context,
  id: string,
  { text, ...edit }: OrganizationChangeEdit,
  version: number,
): Promise<VersionedChange> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const before = only(await tx.select().from(organizationChanges).where(ofChange(ctx, id)));
    const { department, renamedFrom } = { ...before, ...edit };
    if (renamedFrom !== null && department === null)
      throw new DomainError("invalid_input", {
        faults: [{ pointer: "#/renamedFrom", code: "custom", detail: "needs the department that it became" }],
      });
    const [row] = await tx
      .update(organizationChanges)
      .set({
        ...edit,
        ...(text !== undefined && { body: text }),
        version: version + 1,
        updatedAt: ctx.clock.now().toISOString(),
      })
      .where(and(ofChange(ctx, id), eq(organizationChanges.version, version)))
      .returning();
    if (!row) throw new DomainError("precondition_failed");
    return toVersioned(ctx, row);
  });
}

/** What is published stays as it is. */
export async function publishChange(ctx: Context, id: string): Promise<VersionedChange> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const before = only(await tx.select().from(organizationChanges).where(ofChange(ctx, id)).for("update"));
    if (before.status === "published") return toVersioned(ctx, before);
    const rows = await tx
      .update(organizationChanges)
      .set({ status: "published", version: before.version + 1, updatedAt: ctx.clock.now().toISOString() })
      .where(ofChange(ctx, id))
      .returning();
    return toVersioned(ctx, only(rows));
  });
}

export async function deleteChange(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    only(await tx.delete(organizationChanges).where(ofChange(ctx, id)).returning({ id: organizationChanges.changeId }));
  });
}

const ofChange = (ctx: Context, id: string): SQL | undefined =>
  and(
    eq(organizationChanges.organizationId, ctx.organizationId),
    eq(organizationChanges.changeId, toUuid("orgchange", id)),
  );

const toVersioned = (ctx: Context, row: ChangeRow): VersionedChange => ({
  change: toChange(row, isHr(ctx)),
  version: row.version,
});
