import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Duplicate } from "@okaeri/sdk/contract/registry-duplicates";
import { and, asc, desc, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, toInstant, withOrganization } from "../platform/database.ts";
import { cursorToUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { duplicates } from "./duplicates.table.ts";
import { people } from "./people.table.ts";
import { readPeople } from "./people.ts";

/** The surest first. */
export async function listDuplicates(
  ctx: Context,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<Duplicate>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(duplicates)
      .where(
        and(
          eq(duplicates.organizationId, ctx.organizationId),
          isNull(duplicates.dismissedAt),
          areStillTwo(ctx),
          query.cursor === undefined ? undefined : behind(query.cursor),
        ),
      )
      .orderBy(desc(duplicates.score), asc(duplicates.duplicateId))
      .limit(limit + 1);
    const shown = rows.slice(0, limit);
    const found = await readPeople(ctx, tx, [
      ...new Set(shown.flatMap(({ personId, otherPersonId }) => [personId, otherPersonId])),
    ]);
    const byId = new Map(found.map((person) => [person.id, person]));
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      data: shown.flatMap((row) => {
        const one = byId.get(toTypeId("person", row.personId));
        const other = byId.get(toTypeId("person", row.otherPersonId));
        if (!one || !other) return [];
        const { score, reasons } = row;
        return [
          {
            id: toTypeId("duplicate", row.duplicateId),
            score,
            reasons,
            people: [one, other],
            foundAt: toInstant(row.foundAt),
          },
        ];
      }),
      nextCursor: last ? `${last.score}.${toTypeId("duplicate", last.duplicateId)}` : null,
    };
  });
}

/** Whoever was being looked for while they became one may be remembered after it. */
const areStillTwo = (ctx: Context): SQL => sql`not exists (
  select from ${people} where ${people.organizationId} = ${ctx.organizationId} and ${people.mergedInto} is not null
    and ${people.personId} in (${duplicates.personId}, ${duplicates.otherPersonId}))`;

function behind(cursor: string): SQL | undefined {
  const [, score, id = ""] = /^(\d{1,3})\.(duplicate_\w+)$/.exec(cursor) ?? [];
  const after = cursorToUuid("duplicate", id);
  return or(
    lt(duplicates.score, Number(score)),
    and(eq(duplicates.score, Number(score)), gt(duplicates.duplicateId, after)),
  );
}

/** They are two people: the pair is not looked at again. */
export async function dismissDuplicate(ctx: Context, id: string, reason: string): Promise<void> {
  requireActor(ctx, "recruiter", "admin", "system");
  await withOrganization(ctx, async (tx) => {
    only(
      await tx
        .update(duplicates)
        .set({
          dismissedAt: ctx.clock.now().toISOString(),
          dismissedBy: actorName(ctx.actor),
          dismissalReason: reason,
        })
        .where(
          and(
            eq(duplicates.organizationId, ctx.organizationId),
            eq(duplicates.duplicateId, toUuid("duplicate", id)),
            sql`${duplicates.dismissedAt} is null`,
          ),
        )
        .returning({ id: duplicates.duplicateId }),
    );
  });
}
