import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Person, PersonFilterQuery, PersonQuery, PersonRecord } from "@okaeri/sdk/contract/registry";
import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import { mayRead } from "../access/access.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { invalidCursor, toTypeId, toUuid } from "../platform/ids.ts";
import { people } from "./people.table.ts";
import { fitsSearch, isLaneName, type Position, searchPeople } from "./people-search.ts";
import { toCondition, toFilters } from "./person-filters.ts";
import { listOrigins } from "./person-history.ts";
import { toPeople } from "./person-parts.ts";
import { findSegmentFilter } from "./segments.ts";

/**
 * People in the order of their reading, or of their name where no reading is known. With `q` by what it finds: employee
 * number, reading, name, given name, former name, each from its beginning, whatever the width and script.
 */
export async function listPeople(ctx: Context, query: PersonQuery): Promise<Page<Person>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { cursor, limit = defaultPageSize, ...filter } = query;
  const after = cursor === undefined ? null : readCursor(cursor);
  return readOrganization(ctx, async (tx) => {
    const condition = await conditionOf(ctx, tx, filter);
    const found = await searchPeople(ctx, tx, { q: query.q ?? "", condition, after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      data: await readPeople(
        ctx,
        tx,
        shown.map(({ personId }) => personId),
      ),
      nextCursor: last ? writeCursor(last.position) : null,
    };
  });
}

/** How many fit at this moment. */
export async function countPeople(ctx: Context, query: PersonFilterQuery): Promise<number> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const condition = and(await conditionOf(ctx, tx, query), fitsSearch(ctx, query.q ?? ""));
    return only(await tx.select({ people: count() }).from(people).where(condition)).people;
  });
}

/** What a query narrows the registry to, its `q` apart. */
export async function conditionOf(ctx: Context, tx: Transaction, query: PersonFilterQuery): Promise<SQL | undefined> {
  const ofSegment = query.segmentId === undefined ? null : await findSegmentFilter(ctx, tx, query.segmentId);
  const filters = toFilters(query, ofSegment);
  if (filters.some(({ skills }) => skills !== undefined) && !mayRead(ctx, "Person", "skills"))
    throw new DomainError("forbidden", { detail: "This role may not read skills, and so not filter by them" });
  return and(...filters.map((filter) => toCondition(ctx, filter)));
}

/** By UUID, in that order; who isn't there is left out. */
export async function readPeople(ctx: Context, tx: Transaction, personIds: readonly string[]): Promise<Person[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), inArray(people.personId, [...personIds])));
  const byId = new Map(rows.map((row) => [row.personId, row]));
  return toPeople(
    ctx,
    tx,
    personIds.flatMap((personId) => byId.get(personId) ?? []),
  );
}

/** A record as the person themselves is shown it. By UUID; null for nobody. */
export async function readOwnRecord(
  ctx: Context,
  tx: Transaction,
  personId: string,
): Promise<{ person: Person; version: number } | null> {
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  const [row] = rows;
  return row ? { person: only(await toPeople(ctx, tx, rows)), version: row.version } : null;
}

export interface VersionedRecord {
  person: PersonRecord;
  version: number;
}

/** @throws DomainError `not_found` */
export async function getPerson(ctx: Context, id: string): Promise<VersionedRecord> {
  requireActor(ctx, "recruiter", "admin", "system");
  const personId = toUuid("person", id);
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(people)
      .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
    const row = only(rows);
    // Of two merged records the one that stayed answers for both.
    if (row.mergedInto !== null) return getPerson({ ...ctx, transaction: tx }, toTypeId("person", row.mergedInto));
    const person = only(await toPeople(ctx, tx, rows));
    return { person: { ...person, origins: await listOrigins(ctx, tx, row) }, version: row.version };
  });
}

/** The record that answers for a person, where two became one. UUIDs; null for nobody. */
export async function findWholePersonId(ctx: Context, tx: Transaction, personId: string): Promise<string | null> {
  const [row] = await tx
    .select({ mergedInto: people.mergedInto })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  if (!row) return null;
  return row.mergedInto === null ? personId : findWholePersonId(ctx, tx, row.mergedInto);
}

/** A record and all that were made one with it, in however many steps. UUIDs. */
export async function listRecordIds(ctx: Context, tx: Transaction, personId: string): Promise<string[]> {
  const rows = await tx.execute<{ personId: string }>(sql`
    with recursive records as (
      select person_id from people where organization_id = ${ctx.organizationId} and person_id = ${personId}
      union
      select p.person_id from people p join records r on p.merged_into = r.person_id
      where p.organization_id = ${ctx.organizationId}
    )
    select person_id as "personId" from records`);
  return rows.map((row) => row.personId);
}

const writeCursor = ([lane, key, personId]: Position): string =>
  Buffer.from(JSON.stringify([lane, key, toTypeId("person", personId)])).toString("base64url");

function readCursor(text: string): Position {
  try {
    const [lane, key, personId]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (isLaneName(lane) && typeof key === "string" && !key.includes("\0") && typeof personId === "string")
      return [lane, key, toUuid("person", personId)];
  } catch {
    // Falls through to the same refusal.
  }
  throw invalidCursor();
}
