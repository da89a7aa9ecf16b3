import { and, eq, inArray, isNotNull, max, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { mails } from "./mails.table.ts";

/** When the last mail about each of these rows went out, as PostgreSQL prints it. By UUID. */
export async function listSentAt(
  ctx: Context,
  tx: Transaction,
  subjectIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ subjectId: mails.subjectId, sentAt: max(mails.sentAt) })
    .from(mails)
    .where(
      and(
        eq(mails.organizationId, ctx.organizationId),
        inArray(mails.subjectId, [...subjectIds]),
        isNotNull(mails.sentAt),
      ),
    )
    .groupBy(mails.subjectId);
  return new Map(rows.flatMap(({ subjectId, sentAt }) => (sentAt === null ? [] : [[subjectId, sentAt] as const])));
}

/** Whether a mail about a row went out, where rows are chosen. */
export const wasSent = (organizationId: SQLWrapper, subjectId: SQLWrapper): SQL =>
  sql`exists (select from mails m where m.organization_id = ${organizationId} and m.subject_id = ${subjectId}
    and m.sent_at is not null)`;
