import { and, asc, eq, gt, gte, or, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { mayRead } from "../access/access.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { invalidCursor } from "../platform/ids.ts";
import { employeeNumberKey, kanaKey, nameKey } from "./folding.rules.ts";
import { earlierNames, employments, people } from "./people.table.ts";

/**
 * One way in which a person can be found, in the order of an index, so that the first page costs the same however many
 * there are.
 */
interface Lane {
  name: LaneName;
  from: typeof people | typeof employments | typeof earlierNames;
  column: PgColumn;
  fits: SQL | undefined;
  /** Whether a row of `people` was found this way already. */
  found: SQL | undefined;
}

const laneNames = ["all", "number", "reading", "name", "given", "former", "earlier"] as const;
type LaneName = (typeof laneNames)[number];

/** Where a list goes on: in which lane, behind which key and person (UUID). */
export type Position = readonly [lane: LaneName, key: string, personId: string];

export const isLaneName = (text: unknown): text is LaneName => laneNames.some((name) => name === text);

export interface FoundPerson {
  personId: string;
  position: Position;
}

/** People who fit the condition, and `q` where there is one: by number, reading, name, given name, former name. */
export async function searchPeople(
  ctx: Context,
  tx: Transaction,
  { q, condition, after, limit }: { q: string; condition: SQL | undefined; after: Position | null; limit: number },
): Promise<FoundPerson[]> {
  const lanes = q.trim() === "" ? [everybody] : lanesOf(ctx, q);
  const found: FoundPerson[] = [];
  const start = after ? lanes.findIndex(({ name }) => name === after[0]) : 0;
  // The cursor of another search would begin this one anew, over and over.
  if (start === -1) throw invalidCursor();
  for (const [index, lane] of lanes.entries()) {
    if (index < start || found.length >= limit) continue;
    const behind = after && index === start ? behindPosition(lane, after) : undefined;
    const before = or(...lanes.slice(0, index).map((earlier) => earlier.found));
    const rest = and(condition, behind, before && sql`(${before}) is not true`);
    found.push(...(await walk(ctx, tx, lane, rest, limit - found.length)));
  }
  return found;
}

/** The same people, for counting. */
export function fitsSearch(ctx: Context, q: string): SQL | undefined {
  if (q.trim() === "") return undefined;
  return or(
    ...lanesOf(ctx, q).map(({ from, fits }) =>
      from === people
        ? fits
        : sql`${people.personId} in (select ${from.personId} from ${from}
            where ${and(eq(from.organizationId, ctx.organizationId), fits)})`,
    ),
  );
}

const everybody: Lane = { name: "all", from: people, column: people.sortKey, fits: undefined, found: undefined };

function lanesOf(ctx: Context, q: string): Lane[] {
  const lanes: Lane[] = [];
  const ofPeople = (name: LaneName, column: PgColumn, fits: SQL | undefined): void => {
    lanes.push({ name, from: people, column, fits, found: fits });
  };
  // By what somebody may not read they can't find either: a hit would tell.
  const canRead = (resource: string, field: string) => mayRead(ctx, resource, field);
  const number = /^[\x21-\x7e\uff01-\uff5e]+$/.test(q.trim()) ? employeeNumberKey(q) : "";
  if (number !== "" && canRead("Employment", "employeeNumber")) lanes.push(numberLane(ctx, number));
  const reading = kanaKey(q);
  if (reading !== "") ofPeople("reading", people.sortKey, begins(people.sortKey, reading));
  const names = nameForms(q);
  const [name] = names;
  if (name === undefined) return lanes;
  ofPeople("name", people.nameKey, or(...names.map((form) => begins(people.nameKey, form))));
  ofPeople("given", people.givenNameKey, and(sql`${people.givenNameKey} <> ''`, begins(people.givenNameKey, name)));
  const former = people.formerFamilyNameKey;
  if (canRead("Person", "formerFamilyName"))
    ofPeople("former", former, and(sql`${former} is not null`, begins(former, name)));
  if (canRead("Person", "earlierNames")) lanes.push(earlierLane(ctx, names));
  return lanes;
}

/** A person with several numbers that fit is found by the first of them. */
function numberLane({ organizationId }: Context, number: string): Lane {
  const other = alias(employments, "other");
  const ofPerson = (personId: PgColumn): SQL | undefined =>
    and(
      eq(other.organizationId, organizationId),
      eq(other.personId, personId),
      begins(other.employeeNumberKey, number),
    );
  const earlier = sql`(${other.employeeNumberKey}, ${other.employmentId}) < (${employments.employeeNumberKey}, ${employments.employmentId})`;
  return {
    name: "number",
    from: employments,
    column: employments.employeeNumberKey,
    fits: and(
      begins(employments.employeeNumberKey, number),
      sql`(select true from ${employments} other where ${and(ofPerson(employments.personId), earlier)} limit 1) is null`,
    ),
    found: sql`exists (select from ${employments} other where ${ofPerson(people.personId)})`,
  };
}

function earlierLane({ organizationId }: Context, names: readonly string[]): Lane {
  const other = alias(earlierNames, "other");
  const begin = (column: PgColumn): SQL | undefined => or(...names.map((form) => begins(column, form)));
  return {
    name: "earlier",
    from: earlierNames,
    column: earlierNames.nameKey,
    fits: and(
      begin(earlierNames.nameKey),
      sql`(select true from ${earlierNames} other where ${and(
        eq(other.organizationId, organizationId),
        eq(other.personId, earlierNames.personId),
        begin(other.nameKey),
        sql`(${other.nameKey}, ${other.until}) < (${earlierNames.nameKey}, ${earlierNames.until})`,
      )} limit 1) is null`,
    ),
    found: undefined,
  };
}

/** A name of several words may come in either order: 山田 花子, Hanako Yamada. */
function nameForms(q: string): string[] {
  const words = q.trim().split(/[\s,、・]+/u);
  const turned = words.length > 1 ? [...words.slice(1), words[0] ?? ""] : [];
  return [...new Set([nameKey(q), nameKey(...turned)])].filter(Boolean);
}

// Not LIKE: under row-level security no index may be asked by it.
function begins(column: PgColumn, prefix: string): SQL {
  const end = endOf(prefix);
  return end === null ? sql`${column} >= ${prefix}` : sql`${column} >= ${prefix} and ${column} < ${end}`;
}

/** The first text behind all that begin so, in code point order. */
function endOf(prefix: string): string | null {
  const points = [...prefix];
  for (;;) {
    const last = points.pop()?.codePointAt(0);
    if (last === undefined) return null;
    if (last === 0x10ffff) continue;
    return points.join("") + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
  }
}

const behindPosition = ({ column, from }: Lane, [, key, personId]: Position): SQL | undefined =>
  // Both halves begin with the index's own column: only then does the scan begin there.
  and(gte(column, key), or(gt(column, key), and(eq(column, key), gt(from.personId, personId))));

async function walk(
  { organizationId }: Context,
  tx: Transaction,
  { name, from, column, fits }: Lane,
  condition: SQL | undefined,
  limit: number,
): Promise<FoundPerson[]> {
  const found = { personId: from.personId, key: sql<string>`${column}` };
  const ofOrganization = eq(from.organizationId, organizationId);
  // Asked one by one in the order of the index: a join would look at all that begin so before it shows the first.
  const fitting =
    from === people
      ? condition
      : sql`(select true from ${people} where ${and(
          eq(people.organizationId, organizationId),
          eq(people.personId, from.personId),
          condition,
        )} limit 1)`;
  const rows = await tx
    .select(found)
    .from(from)
    .where(and(ofOrganization, fits, fitting))
    .orderBy(asc(column), asc(from.personId))
    .limit(limit);
  return rows.map(({ personId, key }) => ({ personId, position: [name, key, personId] }));
}
