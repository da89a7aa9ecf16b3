import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { people } from "./people.table.ts";
import { conditionOf } from "./people.ts";
import { toCondition } from "./person-filters.ts";
import { segments } from "./segments.table.ts";

/** Whether there must be a mail address, must be none, or neither. */
export type MailNeeded = "with" | "without" | "either";

const hasMail = sql`exists (select from contacts c where c.organization_id = people.organization_id
  and c.person_id = people.person_id and c.kind = 'email')`;

/**
 * People of a segment in the order of their ids, `limit` of them, and how many there are beside.
 * @param narrowing what else must hold, over `people`
 * @throws DomainError `not_found`
 */
export async function pickFromSegment(
  ctx: Context,
  tx: Transaction,
  segmentId: string,
  narrowing: SQL,
  mail: MailNeeded,
  limit: number,
): Promise<{ personIds: string[]; remaining: number }> {
  const ofMail: Record<MailNeeded, SQL | undefined> = {
    with: hasMail,
    without: sql`not ${hasMail}`,
    either: undefined,
  };
  const condition = and(await conditionOf(ctx, tx, { segmentId }), narrowing, ofMail[mail]);
  const rows = await tx
    .select({ personId: people.personId })
    .from(people)
    .where(condition)
    .orderBy(people.personId)
    .limit(limit);
  const personIds = rows.map(({ personId }) => personId);
  return { personIds, remaining: (await tx.$count(people, condition)) - personIds.length };
}

/**
 * Those of these segments that somebody is in at this moment: one statement that asks the same of every record, whatever
 * the answer.
 * @param segmentIds UUIDs; those that are gone hold nobody
 */
export async function segmentsOf(
  ctx: Context,
  tx: Transaction,
  personId: string,
  segmentIds: readonly string[],
): Promise<string[]> {
  if (segmentIds.length === 0) return [];
  const asked = await tx
    .select({ segmentId: segments.segmentId, filter: segments.filter })
    .from(segments)
    .where(and(eq(segments.organizationId, ctx.organizationId), inArray(segments.segmentId, [...segmentIds])));
  if (asked.length === 0) return [];
  const answers = sql.join(
    asked.map(({ filter }) => sql`coalesce(${toCondition(ctx, filter)}, false)`),
    sql`, `,
  );
  const [row] = await tx
    .select({ holding: sql<boolean[]>`array[${answers}]` })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  return asked.filter((_, at) => row?.holding[at] === true).map(({ segmentId }) => segmentId);
}
