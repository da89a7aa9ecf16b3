import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import type { DomainError } from "../platform/errors.ts";
import { isResource, type Resource } from "./filter-matching.rules.ts";
import { refusal } from "./refusals.rules.ts";
import { scimGroupMembers } from "./scim-groups.table.ts";
import { isScimId } from "./scim-resources.rules.ts";
import { scimUsers } from "./scim-users.table.ts";

const chunkSize = 1000;

export interface Member {
  groupId: string;
  value: string;
  display: string | null;
}

/** The ids of the users that a representation names. */
export const memberIds = ({ members }: Resource): Set<string> =>
  new Set(
    (Array.isArray(members) ? members : []).flatMap((one) =>
      isResource(one) && typeof one.value === "string" ? [one.value.toLowerCase()] : [],
    ),
  );

/** By user id; nobody where no group is named. */
export async function readMembers(ctx: Context, tx: Transaction, groupIds: readonly string[]): Promise<Member[]> {
  if (groupIds.length === 0) return [];
  return tx
    .select({
      groupId: scimGroupMembers.groupId,
      value: scimGroupMembers.userId,
      display: sql<string | null>`coalesce(${scimUsers.resource}->>'displayName', ${scimUsers.resource}->>'userName')`,
    })
    .from(scimGroupMembers)
    .innerJoin(
      scimUsers,
      and(eq(scimUsers.organizationId, scimGroupMembers.organizationId), eq(scimUsers.userId, scimGroupMembers.userId)),
    )
    .where(
      and(eq(scimGroupMembers.organizationId, ctx.organizationId), inArray(scimGroupMembers.groupId, [...groupIds])),
    )
    .orderBy(asc(scimGroupMembers.userId));
}

/** @throws DomainError `invalid_input` where one of them is no user of the organization */
export async function addMembers(
  ctx: Context,
  tx: Transaction,
  groupId: string,
  userIds: ReadonlySet<string>,
): Promise<void> {
  const { organizationId } = ctx;
  for (const chunk of chunksOf([...userIds].filter(isScimId))) {
    // Locked, so that none of them goes before the member is there.
    const found = await tx
      .select({ userId: scimUsers.userId })
      .from(scimUsers)
      .where(and(eq(scimUsers.organizationId, organizationId), inArray(scimUsers.userId, chunk)))
      .for("key share");
    if (found.length < chunk.length) throw unknownMember();
    await tx.insert(scimGroupMembers).values(chunk.map((userId) => ({ organizationId, groupId, userId })));
  }
  if ([...userIds].some((id) => !isScimId(id))) throw unknownMember();
}

export async function removeMembers(
  ctx: Context,
  tx: Transaction,
  groupId: string,
  userIds: readonly string[],
): Promise<void> {
  const ofGroup = and(eq(scimGroupMembers.organizationId, ctx.organizationId), eq(scimGroupMembers.groupId, groupId));
  for (const chunk of chunksOf(userIds))
    await tx.delete(scimGroupMembers).where(and(ofGroup, inArray(scimGroupMembers.userId, chunk)));
}

const unknownMember = (): DomainError => refusal("invalidValue", "Every member must be the id of a User", "#/members");

const chunksOf = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, at) =>
    items.slice(at * chunkSize, (at + 1) * chunkSize),
  );
