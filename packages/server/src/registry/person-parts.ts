import type { Person } from "@okaeri/sdk/contract/registry";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import {
  assignments,
  contacts,
  earlierNames,
  employments,
  type PersonColumns,
  type PersonParts,
  toPerson,
} from "./people.table.ts";
import { sources } from "./sources.table.ts";

/** The people with all that belongs to them, in the order given. */
export async function toPeople(ctx: Context, tx: Transaction, rows: readonly PersonColumns[]): Promise<Person[]> {
  if (rows.length === 0) return [];
  const personIds = rows.map((row) => row.personId);
  const parts = new Map<string, { [Part in keyof PersonParts]: PersonParts[Part][number][] }>(
    personIds.map((personId) => [personId, { employments: [], contacts: [], earlierNames: [] }]),
  );
  for (const employment of await readEmployments(ctx, tx, personIds))
    parts.get(employment.personId)?.employments.push(employment);
  for (const { contact, source } of await tx
    .select({ contact: contacts, source: sources })
    .from(contacts)
    .innerJoin(
      sources,
      and(eq(sources.organizationId, contacts.organizationId), eq(sources.sourceId, contacts.sourceId)),
    )
    .where(and(eq(contacts.organizationId, ctx.organizationId), inArray(contacts.personId, personIds)))
    .orderBy(asc(contacts.kind), asc(contacts.contactId)))
    parts.get(contact.personId)?.contacts.push({ ...contact, source });
  for (const name of await tx
    .select()
    .from(earlierNames)
    .where(and(eq(earlierNames.organizationId, ctx.organizationId), inArray(earlierNames.personId, personIds)))
    .orderBy(asc(earlierNames.until)))
    parts.get(name.personId)?.earlierNames.push(name);
  return rows.map((row) =>
    toPerson(row, parts.get(row.personId) ?? { employments: [], contacts: [], earlierNames: [] }),
  );
}

async function readEmployments(
  { organizationId }: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<PersonParts["employments"]> {
  const rows = await tx
    .select()
    .from(employments)
    .where(and(eq(employments.organizationId, organizationId), inArray(employments.personId, [...personIds])))
    .orderBy(asc(employments.hiredOn), asc(employments.leftOn), asc(employments.employmentId));
  if (rows.length === 0) return [];
  const history = await tx
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.organizationId, organizationId),
        inArray(
          assignments.employmentId,
          rows.map((row) => row.employmentId),
        ),
      ),
    )
    .orderBy(asc(assignments.position));
  const byEmployment = Map.groupBy(history, (assignment) => assignment.employmentId);
  return rows.map((row) => ({ ...row, assignments: byEmployment.get(row.employmentId) ?? [] }));
}
