import type { AuditEntry, AuditQuery } from "@okaeri/sdk/contract/audit";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { and, arrayContains, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { invalidCursor, toUuid } from "../platform/ids.ts";
import { type AuditRow, auditEntries, auditPeople, toAuditEntry } from "./audit.table.ts";

// As many people of one entry as an answer names.
const peopleNamed = 20;

/** Whose records, which fields, when and by whom: newest first. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<Page<AuditEntry>> {
  requireActor(ctx, "auditor", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.organizationId, ctx.organizationId), fits(ctx, tx, query)))
      .orderBy(desc(auditEntries.position))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const people = await peopleOf(ctx, tx, page);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: page.map((row) => toAuditEntry(row, people(row))),
      nextCursor: last ? String(last.position) : null,
    };
  });
}

function fits(ctx: Context, tx: Transaction, query: AuditQuery) {
  const { personId, actor, action, field, from, to, cursor } = query;
  const ofPerson = (id: string) =>
    and(eq(auditPeople.organizationId, ctx.organizationId), eq(auditPeople.personId, toUuid("person", id)));
  return and(
    personId === undefined
      ? undefined
      : inArray(
          auditEntries.position,
          tx.select({ position: auditPeople.position }).from(auditPeople).where(ofPerson(personId)),
        ),
    actor === undefined ? undefined : eq(auditEntries.actor, actor),
    action === undefined ? undefined : eq(auditEntries.action, action),
    field === undefined ? undefined : arrayContains(auditEntries.fields, [field]),
    from === undefined ? undefined : gte(auditEntries.at, `${from}T00:00:00+09:00`),
    to === undefined ? undefined : sql`${auditEntries.at} < (${to}::date + 1)::timestamp at time zone 'Asia/Tokyo'`,
    cursor === undefined ? undefined : lt(auditEntries.position, positionOf(cursor)),
  );
}

function positionOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw invalidCursor();
  return Number(cursor);
}

async function peopleOf(
  ctx: Context,
  tx: Transaction,
  rows: readonly AuditRow[],
): Promise<(row: AuditRow) => string[]> {
  const named = new Map<number, string[]>();
  if (rows.length > 0) {
    const positions = JSON.stringify(rows.map(({ position }) => position));
    const found = await tx.execute<{ position: string; personId: string }>(sql`
      select entry.position, p.person_id as "personId"
      from jsonb_array_elements_text(${positions}::jsonb) entry(position) cross join lateral (
        select person_id from audit_people
        where organization_id = ${ctx.organizationId} and position = entry.position::bigint
        order by person_id limit ${peopleNamed}) p`);
    for (const { position, personId } of found)
      named.set(Number(position), [...(named.get(Number(position)) ?? []), personId]);
  }
  return ({ position }) => named.get(position) ?? [];
}
