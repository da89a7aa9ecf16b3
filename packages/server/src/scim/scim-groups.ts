import { isDeepStrictEqual } from "node:util";
import { and, asc, count, eq, gt, inArray, or, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { fold, type Resource } from "./filter-matching.rules.ts";
import type { IndexedTerm } from "./narrowing.rules.ts";
import { applyPatch, readPatch } from "./patches.rules.ts";
import { excludesAttribute, type Projection } from "./projection.rules.ts";
import { requireAttributes, toStored } from "./resources.rules.ts";
import { groupSchema } from "./schemas.rules.ts";
import { addMembers, type Member, memberIds, readMembers, removeMembers } from "./scim-group-members.ts";
import { type ScimGroupRow, scimGroupMembers, scimGroups } from "./scim-groups.table.ts";
import { type ListPage, type ListQuery, listResources, needsAttribute } from "./scim-list.ts";
import { isScimId, type Precondition, type ResourceView, scimEtag, toScimId } from "./scim-resources.rules.ts";

const ofOrganization = (ctx: Context) => eq(scimGroups.organizationId, ctx.organizationId);
/** @throws DomainError `invalid_input` */
export async function createGroup(ctx: Context, body: unknown): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const resource = toStored(groupSchema, body);
  requireAttributes(groupSchema, resource);
  const at = ctx.clock.now();
  const groupId = newUuid(at);
  return withOrganization(ctx, async (tx) => {
    const now = at.toISOString();
    const { organizationId } = ctx;
    const rows = await tx
      .insert(scimGroups)
      .values({ organizationId, groupId, ...columnsOf(resource), createdAt: now, updatedAt: now })
      .returning();
    await addMembers(ctx, tx, groupId, memberIds(resource));
    return toView(only(rows), await readMembers(ctx, tx, [groupId]));
  });
}

/** @throws DomainError `not_found` */
export async function getGroup(ctx: Context, id: string, projection: Projection): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const groupId = toScimId(id);
  return readOrganization(ctx, async (tx) => {
    const row = only(
      await tx
        .select()
        .from(scimGroups)
        .where(and(ofOrganization(ctx), eq(scimGroups.groupId, groupId))),
    );
    const hidden = excludesAttribute(groupSchema, projection, "members");
    return toView(row, hidden ? [] : await readMembers(ctx, tx, [groupId]));
  });
}

export async function listGroups(ctx: Context, query: ListQuery): Promise<ListPage> {
  requireActor(ctx, "admin", "system");
  const withMembers = needsAttribute(groupSchema, query, "members");
  return readOrganization(ctx, (tx) =>
    listResources(
      {
        schema: groupSchema,
        count: async () => only(await tx.select({ total: count() }).from(scimGroups).where(ofOrganization(ctx))).total,
        pageAt: (offset, limit) =>
          tx
            .select()
            .from(scimGroups)
            .where(ofOrganization(ctx))
            .orderBy(asc(scimGroups.groupId))
            .offset(offset)
            .limit(limit),
        pageAfter: (id, limit, terms) =>
          tx
            .select()
            .from(scimGroups)
            .where(
              and(
                ofOrganization(ctx),
                id === null ? undefined : gt(scimGroups.groupId, id),
                toCondition(ctx, tx, terms),
              ),
            )
            .orderBy(asc(scimGroups.groupId))
            .limit(limit),
        idOf: ({ groupId }) => groupId,
        toResources: async (rows) => {
          const members = withMembers
            ? await readMembers(
                ctx,
                tx,
                rows.map(({ groupId }) => groupId),
              )
            : [];
          const byGroup = Map.groupBy(members, ({ groupId }) => groupId);
          return rows.map((row) => toView(row, byGroup.get(row.groupId) ?? []).resource);
        },
      },
      query,
    ),
  );
}

/** @throws DomainError `not_found`, `precondition_failed`, `invalid_input` */
export async function replaceGroup(
  ctx: Context,
  id: string,
  body: unknown,
  holds: Precondition,
): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const resource = toStored(groupSchema, body);
  return changeGroup(ctx, id, holds, () => resource);
}

/** @throws DomainError `not_found`, `precondition_failed`, `invalid_input` */
export async function patchGroup(ctx: Context, id: string, body: unknown, holds: Precondition): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const operations = readPatch(body);
  return changeGroup(ctx, id, holds, (before) => applyPatch(groupSchema, before, operations));
}

/** @throws DomainError `not_found`, `precondition_failed` */
export async function deleteGroup(ctx: Context, id: string, holds: Precondition): Promise<void> {
  requireActor(ctx, "admin", "system");
  await withOrganization(ctx, async (tx) => {
    const { groupId } = await lockGroup(ctx, tx, id, holds);
    await tx.delete(scimGroups).where(and(ofOrganization(ctx), eq(scimGroups.groupId, groupId)));
  });
}

/** The groups of a user who goes are others than before: their ETags say so. */
export async function touchGroupsOf(ctx: Context, tx: Transaction, userId: string): Promise<void> {
  const { groupId, organizationId } = scimGroupMembers;
  const ofUser = and(eq(organizationId, ctx.organizationId), eq(scimGroupMembers.userId, userId));
  await tx
    .update(scimGroups)
    .set({ version: sql`${scimGroups.version} + 1`, updatedAt: ctx.clock.now().toISOString() })
    .where(
      and(
        ofOrganization(ctx),
        inArray(scimGroups.groupId, tx.select({ groupId }).from(scimGroupMembers).where(ofUser)),
      ),
    );
}

async function changeGroup(
  ctx: Context,
  id: string,
  holds: Precondition,
  change: (before: Resource) => Resource,
): Promise<ResourceView> {
  return withOrganization(ctx, async (tx) => {
    const before = await lockGroup(ctx, tx, id, holds);
    const { groupId } = before;
    const members = await readMembers(ctx, tx, [groupId]);
    const resource = change(toPatched(before, members));
    requireAttributes(groupSchema, resource);
    const wanted = memberIds(resource);
    const had = new Set(members.map(({ value }) => value));
    const gone = [...had].filter((one) => !wanted.has(one));
    const added = new Set([...wanted].filter((one) => !had.has(one)));
    const columns = columnsOf(resource);
    const { displayName, displayNameKey, externalId } = before;
    const unchanged = isDeepStrictEqual(columns, { displayName, displayNameKey, externalId });
    let row = before;
    if (!unchanged || gone.length > 0 || added.size > 0) {
      const changes = { ...columns, version: before.version + 1, updatedAt: ctx.clock.now().toISOString() };
      const rows = await tx
        .update(scimGroups)
        .set(changes)
        .where(and(ofOrganization(ctx), eq(scimGroups.groupId, groupId)))
        .returning();
      row = only(rows);
    }
    await removeMembers(ctx, tx, groupId, gone);
    await addMembers(ctx, tx, groupId, added);
    return toView(row, await readMembers(ctx, tx, [groupId]));
  });
}

async function lockGroup(ctx: Context, tx: Transaction, id: string, holds: Precondition): Promise<ScimGroupRow> {
  const ofGroup = and(ofOrganization(ctx), eq(scimGroups.groupId, toScimId(id)));
  const row = only(await tx.select().from(scimGroups).where(ofGroup).for("update"));
  if (!holds(row.version)) throw new DomainError("precondition_failed");
  return row;
}

function toCondition(ctx: Context, tx: Transaction, terms: readonly IndexedTerm[] | null) {
  if (terms === null) return undefined;
  const conditions = terms.map(({ by, key }) => {
    if (by === "externalId") return eq(scimGroups.externalId, key);
    if (by === "displayName") return eq(scimGroups.displayNameKey, key);
    if (!isScimId(key)) return sql`false`;
    if (by === "id") return eq(scimGroups.groupId, key);
    const { groupId, organizationId, userId } = scimGroupMembers;
    const ofUser = and(eq(organizationId, ctx.organizationId), eq(userId, key));
    return inArray(scimGroups.groupId, tx.select({ groupId }).from(scimGroupMembers).where(ofUser));
  });
  return or(...conditions);
}

const columnsOf = ({ displayName, externalId }: Resource) => ({
  displayName: String(displayName),
  displayNameKey: fold(String(displayName)),
  externalId: typeof externalId === "string" ? externalId : null,
});

/** What a patch works on. */
const toPatched = ({ displayName, externalId }: ScimGroupRow, members: readonly Member[]): Resource => ({
  displayName,
  ...(externalId !== null && { externalId }),
  ...(members.length > 0 && { members: members.map(({ value }) => ({ value })) }),
});

const toView = (row: ScimGroupRow, members: readonly Member[]): ResourceView => ({
  version: row.version,
  resource: {
    schemas: [groupSchema.id],
    id: row.groupId,
    displayName: row.displayName,
    ...(row.externalId !== null && { externalId: row.externalId }),
    ...(members.length > 0 && {
      members: members.map(({ value, display }) => ({ value, ...(display !== null && { display }), type: "User" })),
    }),
    meta: {
      resourceType: "Group",
      created: toInstant(row.createdAt),
      lastModified: toInstant(row.updatedAt),
      version: scimEtag(row.version),
    },
  },
});
