import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Person, PersonQuery } from "@okaeri/sdk/contract/registry";
import { type AnyColumn, and, asc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import { employeeNumberKey, kanaKey, nameKey } from "./folding.rules.ts";
import { assignments, employments, type PersonColumns, people, toPerson } from "./people.table.ts";

/**
 * Leavers in the order of their reading, or of their name where no reading is known. `q` looks at the beginning of
 * name, reading, former surname and employee number, whatever its width and script.
 */
export async function listPeople(ctx: Context, query: PersonQuery): Promise<Page<Person>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  const position = query.cursor === undefined ? null : readCursor(query.cursor);
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(people)
      .where(
        and(
          eq(people.organizationId, ctx.organizationId),
          position
            ? or(
                gt(people.sortKey, position[0]),
                and(eq(people.sortKey, position[0]), gt(people.personId, position[1])),
              )
            : undefined,
          beginsWith(ctx, query.q ?? ""),
        ),
      )
      .orderBy(asc(people.sortKey), asc(people.personId))
      .limit(limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      data: await withEmployments(ctx, tx, shown),
      nextCursor: last ? writeCursor([last.sortKey, last.personId]) : null,
    };
  });
}

/** @throws DomainError `not_found` */
export async function getPerson(ctx: Context, personId: string): Promise<Person> {
  requireActor(ctx, "recruiter", "admin", "system");
  const uuid = toUuid("person", personId);
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(people)
      .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, uuid)));
    return only(await withEmployments(ctx, tx, rows));
  });
}

// Each half finds by an index of its own; asked per person, whether a number fits, would be a search for each of them.
function beginsWith({ organizationId }: Context, q: string): SQL | undefined {
  if (q.trim() === "") return undefined;
  const ofName = [
    ...[nameKey(q)].filter(Boolean).flatMap((key) => [people.nameKey, people.formerFamilyNameKey].map(beginning(key))),
    // Where a reading is known, it is what sorts.
    ...[kanaKey(q)].filter(Boolean).map((key) => beginning(key)(people.sortKey)),
  ].map(
    (fits) =>
      sql`select ${people.personId} from ${people} where ${eq(people.organizationId, organizationId)} and ${fits}`,
  );
  const ofNumber = sql`select ${employments.personId} from ${employments}
    where ${eq(employments.organizationId, organizationId)} and ${beginning(employeeNumberKey(q))(employments.employeeNumberKey)}`;
  return inArray(people.personId, sql`(${sql.join([...ofName, ofNumber], sql` union `)})`);
}

const beginning =
  (key: string) =>
  (column: AnyColumn): SQL =>
    sql`${column} like ${prefix(key)}`;

const prefix = (key: string): string => `${key.replace(/[\\%_]/g, "\\$&")}%`;

async function withEmployments(
  { organizationId }: Context,
  tx: Transaction,
  rows: readonly PersonColumns[],
): Promise<Person[]> {
  if (rows.length === 0) return [];
  const personIds = rows.map((row) => row.personId);
  const employmentRows = await tx
    .select()
    .from(employments)
    .where(and(eq(employments.organizationId, organizationId), inArray(employments.personId, personIds)))
    .orderBy(asc(employments.leftOn), asc(employments.employmentId));
  const employmentIds = employmentRows.map((row) => row.employmentId);
  const assignmentRows =
    employmentIds.length === 0
      ? []
      : await tx
          .select()
          .from(assignments)
          .where(and(eq(assignments.organizationId, organizationId), inArray(assignments.employmentId, employmentIds)))
          .orderBy(asc(assignments.position));
  return rows.map((row) => toPerson(row, employmentRows, assignmentRows));
}

type Position = readonly [sortKey: string, personId: string];

const writeCursor = ([sortKey, personId]: Position): string =>
  Buffer.from(JSON.stringify([sortKey, toTypeId("person", personId)])).toString("base64url");

function readCursor(text: string): Position {
  try {
    const [sortKey, personId]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof sortKey === "string" && !sortKey.includes("\0") && typeof personId === "string")
      return [sortKey, toUuid("person", personId)];
  } catch {
    // Falls through to the same refusal.
  }
  throw new DomainError("invalid_input", {
    faults: [{ pointer: "#/query/cursor", code: "invalid_format", detail: "is not a cursor from an answer" }],
  });
}
