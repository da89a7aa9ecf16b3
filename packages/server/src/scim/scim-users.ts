import { isDeepStrictEqual } from "node:util";
import { and, asc, count, eq, gt, inArray, ne, or, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { fold, isResource, type Resource } from "./filter-matching.rules.ts";
import { tellRegistry } from "./leavings.ts";
import type { IndexedTerm } from "./narrowing.rules.ts";
import { applyPatch, readPatch } from "./patches.rules.ts";
import { refusal } from "./refusals.rules.ts";
import { requireAttributes, toStored } from "./resources.rules.ts";
import { enterpriseUrn, userSchema } from "./schemas.rules.ts";
import { touchGroupsOf } from "./scim-groups.ts";
import { leavingDay } from "./scim-leavers.rules.ts";
import { type ListPage, type ListQuery, listResources } from "./scim-list.ts";
import { isScimId, type Precondition, type ResourceView, scimEtag, toScimId } from "./scim-resources.rules.ts";
import { type ScimUserRow, scimUserEmails, scimUsers } from "./scim-users.table.ts";

const ofOrganization = (ctx: Context) => eq(scimUsers.organizationId, ctx.organizationId);

/** @throws DomainError `conflict` where the userName is taken, `invalid_input` */
export async function createUser(ctx: Context, body: unknown): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const resource = withDefaults(toStored(userSchema, body), true);
  const now = ctx.clock.now();
  const userId = newUuid(now);
  const leftOn = leavingDay(resource, null, dayInJapan(now));
  return withOrganization(ctx, async (tx) => {
    const [row] = await tx
      .insert(scimUsers)
      .values({
        organizationId: ctx.organizationId,
        userId,
        ...columnsOf(resource),
        leftOn,
        resource,
        createdAt: now.toISOString(),
        updatedAt: now.toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw taken();
    await writeEmails(ctx, tx, userId, resource);
    await tellRegistry(ctx, tx, userId, null, { resource, leftOn });
    return toView(row);
  });
}

/** @throws DomainError `not_found` */
export async function getUser(ctx: Context, id: string): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const userId = toScimId(id);
  return readOrganization(ctx, async (tx) =>
    toView(
      only(
        await tx
          .select()
          .from(scimUsers)
          .where(and(ofOrganization(ctx), eq(scimUsers.userId, userId))),
      ),
    ),
  );
}

export async function listUsers(ctx: Context, query: ListQuery): Promise<ListPage> {
  requireActor(ctx, "admin", "system");
  return readOrganization(ctx, (tx) =>
    listResources(
      {
        schema: userSchema,
        count: async () => only(await tx.select({ total: count() }).from(scimUsers).where(ofOrganization(ctx))).total,
        pageAt: (offset, limit) =>
          tx
            .select()
            .from(scimUsers)
            .where(ofOrganization(ctx))
            .orderBy(asc(scimUsers.userId))
            .offset(offset)
            .limit(limit),
        pageAfter: (id, limit, terms) =>
          tx
            .select()
            .from(scimUsers)
            .where(
              and(ofOrganization(ctx), id === null ? undefined : gt(scimUsers.userId, id), toCondition(ctx, tx, terms)),
            )
            .orderBy(asc(scimUsers.userId))
            .limit(limit),
        idOf: ({ userId }) => userId,
        toResources: async (rows) => rows.map((row) => toView(row).resource),
      },
      query,
    ),
  );
}

/** @throws DomainError `not_found`, `precondition_failed`, `conflict`, `invalid_input` */
export async function replaceUser(ctx: Context, id: string, body: unknown, holds: Precondition): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const resource = toStored(userSchema, body);
  // A replacement that is silent about `active` must not bring a leaver back.
  return changeUser(ctx, id, holds, (before) => withDefaults(resource, before.active !== false));
}

/** @throws DomainError `not_found`, `precondition_failed`, `conflict`, `invalid_input` */
export async function patchUser(ctx: Context, id: string, body: unknown, holds: Precondition): Promise<ResourceView> {
  requireActor(ctx, "admin", "system");
  const operations = readPatch(body);
  return changeUser(ctx, id, holds, (before) => withDefaults(applyPatch(userSchema, before, operations), true));
}

/**
 * Ends the account. Somebody who still worked here has left with it; the registry keeps them.
 * @throws DomainError `not_found`, `precondition_failed`
 */
export async function deleteUser(ctx: Context, id: string, holds: Precondition): Promise<void> {
  requireActor(ctx, "admin", "system");
  const now = ctx.clock.now();
  await withOrganization(ctx, async (tx) => {
    const row = await lockUser(ctx, tx, id, holds);
    const leftOn = leavingDay({ ...row.resource, active: false }, row.leftOn, dayInJapan(now));
    if (leftOn !== null) await tellRegistry(ctx, tx, row.userId, row, { resource: row.resource, leftOn });
    await touchGroupsOf(ctx, tx, row.userId);
    await tx.delete(scimUsers).where(and(ofOrganization(ctx), eq(scimUsers.userId, row.userId)));
  });
}

/** The row stays locked: of two changes at once, the second builds on what the first made. */
async function changeUser(
  ctx: Context,
  id: string,
  holds: Precondition,
  change: (before: Resource) => Resource,
): Promise<ResourceView> {
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const before = await lockUser(ctx, tx, id, holds);
    const { userId } = before;
    const resource = change(before.resource);
    const leftOn = leavingDay(resource, before.leftOn, dayInJapan(now));
    if (isDeepStrictEqual(resource, before.resource) && leftOn === before.leftOn) return toView(before);
    const columns = columnsOf(resource);
    const others = await tx
      .select({ userId: scimUsers.userId })
      .from(scimUsers)
      .where(and(ofOrganization(ctx), eq(scimUsers.userNameKey, columns.userNameKey), ne(scimUsers.userId, userId)));
    if (others.length > 0) throw taken();
    const rows = await tx
      .update(scimUsers)
      .set({ ...columns, leftOn, resource, version: before.version + 1, updatedAt: now.toISOString() })
      .where(and(ofOrganization(ctx), eq(scimUsers.userId, userId)))
      .returning()
      .catch(refuseTaken);
    await writeEmails(ctx, tx, userId, resource);
    await tellRegistry(ctx, tx, userId, before, { resource, leftOn });
    return toView(only(rows));
  });
}

async function lockUser(ctx: Context, tx: Transaction, id: string, holds: Precondition): Promise<ScimUserRow> {
  const row = only(
    await tx
      .select()
      .from(scimUsers)
      .where(and(ofOrganization(ctx), eq(scimUsers.userId, toScimId(id))))
      .for("update"),
  );
  if (!holds(row.version)) throw new DomainError("precondition_failed");
  return row;
}

async function writeEmails(ctx: Context, tx: Transaction, userId: string, resource: Resource): Promise<void> {
  const { organizationId } = ctx;
  const values = Array.isArray(resource.emails) ? resource.emails.filter(isResource) : [];
  const keys = new Set(values.flatMap(({ value }) => (typeof value === "string" ? [fold(value)] : [])));
  await tx
    .delete(scimUserEmails)
    .where(and(eq(scimUserEmails.organizationId, organizationId), eq(scimUserEmails.userId, userId)));
  if (keys.size > 0)
    await tx.insert(scimUserEmails).values([...keys].map((emailKey) => ({ organizationId, emailKey, userId })));
}

function toCondition(ctx: Context, tx: Transaction, terms: readonly IndexedTerm[] | null) {
  if (terms === null) return undefined;
  const conditions = terms.map(({ by, key }) => {
    if (by === "id") return isScimId(key) ? eq(scimUsers.userId, key) : sql`false`;
    if (by === "externalId") return eq(scimUsers.externalId, key);
    if (by === "userName") return eq(scimUsers.userNameKey, key);
    const { userId, organizationId, emailKey } = scimUserEmails;
    const withEmail = and(eq(organizationId, ctx.organizationId), eq(emailKey, key));
    return inArray(scimUsers.userId, tx.select({ userId }).from(scimUserEmails).where(withEmail));
  });
  return or(...conditions);
}

function withDefaults(resource: Resource, active: boolean): Resource {
  requireAttributes(userSchema, resource);
  return { ...resource, active: resource.active ?? active };
}

const columnsOf = ({ userName, externalId, active }: Resource) => ({
  userNameKey: fold(String(userName)),
  externalId: typeof externalId === "string" ? externalId : null,
  active: active === true,
});

/** Somebody took the name since it was looked for. */
function refuseTaken(error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && cause.code === "23505") throw taken();
  throw error;
}

const taken = (): DomainError => refusal("uniqueness", "This userName is taken", "#/userName");

/** What is stored is what the schema names and nothing else, so it may be shown as it is. */
const toView = ({ userId, resource, version, createdAt, updatedAt }: ScimUserRow): ResourceView => ({
  version,
  resource: {
    schemas: [userSchema.id, ...(resource[enterpriseUrn] === undefined ? [] : [enterpriseUrn])],
    id: userId,
    ...resource,
    meta: {
      resourceType: "User",
      created: toInstant(createdAt),
      lastModified: toInstant(updatedAt),
      version: scimEtag(version),
    },
  },
});
