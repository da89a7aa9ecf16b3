import { and, eq, isNull, or, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { type Comparable, compareRecords, worthALook } from "./duplicates.rules.ts";
import { duplicates } from "./duplicates.table.ts";

const pairsAtOnce = 500;
// A column that holds one address for everybody makes no duplicates: it makes a mess of them.
const maxPairs = 20_000;
const maxSharing = 20;
// Zeros in front are what one system writes and another drops: looked for up to this length.
const longestNumber = 10;

interface Pair extends Record<string, unknown> {
  one: string;
  other: string;
}

/**
 * Looks for people who may be in the registry twice, among those who changed since: each is compared with whoever shares
 * a birth date and name, a mail address, a telephone number or an employee number with them.
 */
export async function findDuplicates(ctx: Context, since: Date): Promise<void> {
  requireActor(ctx, "system");
  const pairs = await readOrganization(ctx, (tx) => findPairs(ctx, tx, since));
  await withOrganization(ctx, (tx) => forgetOutdated(ctx, tx, since));
  for (let start = 0; start < pairs.length; start += pairsAtOnce)
    await withOrganization(ctx, (tx) => rememberAlike(ctx, tx, pairs.slice(start, start + pairsAtOnce)));
}

async function findPairs({ organizationId }: Context, tx: Transaction, since: Date): Promise<Pair[]> {
  const people = sql`people where organization_id = ${organizationId} and merged_into is null and state <> 'erased'`;
  const changed = sql`${people} and updated_at >= ${since.toISOString()}::timestamptz`;
  const sharing = (table: string, key: string) => sql`
    select a.person_id as one, b.person_id as other
    from ${sql.raw(table)} a
    join ${sql.raw(table)} b on b.organization_id = ${organizationId} and b.${sql.raw(key)} = a.${sql.raw(key)}
      and b.person_id <> a.person_id
    where a.organization_id = ${organizationId} and a.person_id in (select person_id from ${changed})`;
  // A connection that imported may still be told to join without loops.
  await tx.execute(sql`set local statement_timeout = '120s'`);
  return tx.execute<Pair>(sql`
    with changed as (select * from ${changed}), everybody as not materialized (select * from ${people}),
    pairs as (
      select c.person_id as one, o.person_id as other from changed c
        join everybody o on o.birth_date = c.birth_date and o.name_key = c.name_key
      union
      select c.person_id, o.person_id from changed c
        join everybody o on o.birth_date = c.birth_date and o.kana_key = c.kana_key
      union
      select c.person_id, o.person_id from changed c
        join everybody o on o.name_key = c.former_family_name_key || c.given_name_key
        where c.given_name_key <> ''
      union
      select c.person_id, o.person_id from changed c
        join everybody o on o.given_name_key = c.given_name_key and o.given_name_key <> ''
          and o.former_family_name_key || o.given_name_key = c.name_key
      union
      select c.person_id, n.person_id from changed c
        join earlier_names n on n.organization_id = ${organizationId} and n.name_key = c.name_key
      union (${sharing("contacts", "value_key")})
      union
      select a.person_id, b.person_id from employments a
        cross join lateral (
          select lpad(ltrim(a.employee_number_key, '0'), length, '0') as number
          from generate_series(length(ltrim(a.employee_number_key, '0')), ${longestNumber}) length) written
        join employments b on b.organization_id = ${organizationId} and b.employee_number_key = written.number
          and b.person_id <> a.person_id
        where a.organization_id = ${organizationId} and a.person_id in (select person_id from changed))
    select one, other from (
      select distinct least(one, other) as one, greatest(one, other) as other,
        count(*) over (partition by one) as sharing
      from pairs where one <> other) p
    where sharing <= ${maxSharing} limit ${maxPairs}`);
}

/** What was found about people who changed since is looked for anew. */
async function forgetOutdated(ctx: Context, tx: Transaction, since: Date): Promise<void> {
  const { organizationId } = ctx;
  const changed = sql`(select person_id from people where organization_id = ${organizationId} and updated_at >= ${since.toISOString()}::timestamptz)`;
  await tx
    .delete(duplicates)
    .where(
      and(
        eq(duplicates.organizationId, organizationId),
        isNull(duplicates.dismissedAt),
        or(sql`${duplicates.personId} in ${changed}`, sql`${duplicates.otherPersonId} in ${changed}`),
      ),
    );
}

async function rememberAlike(ctx: Context, tx: Transaction, pairs: readonly Pair[]): Promise<void> {
  const records = await readComparable(ctx, tx, [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]);
  const now = ctx.clock.now();
  const found = pairs.flatMap(({ one, other }) => {
    const [first, second] = [records.get(one), records.get(other)];
    const alike = first && second && compareRecords(first, second);
    if (!alike || alike.score < worthALook) return [];
    return [
      {
        organizationId: ctx.organizationId,
        duplicateId: newUuid(now),
        personId: one,
        otherPersonId: other,
        ...alike,
        foundAt: now.toISOString(),
      },
    ];
  });
  if (found.length > 0) await tx.insert(duplicates).values(found).onConflictDoNothing();
}

async function readComparable(
  { organizationId }: Context,
  tx: Transaction,
  personIds: readonly string[],
): Promise<Map<string, Comparable>> {
  const keysOf = (table: string, column: string, condition = "") =>
    sql.raw(`
    array(select t.${column} from ${table} t where t.organization_id = p.organization_id and t.person_id = p.person_id
      and t.${column} is not null ${condition})`);
  const ids = sql.join(
    personIds.map((personId) => sql`${personId}::uuid`),
    sql`, `,
  );
  const rows = await tx.execute<Comparable & { personId: string } & Record<string, unknown>>(sql`
    select p.person_id as "personId", p.name_key as "nameKey", p.kana_key as "kanaKey", p.given_name_key as "givenNameKey",
      p.former_family_name_key as "formerFamilyNameKey", p.birth_date::text as "birthDate",
      ${keysOf("earlier_names", "name_key")} as "earlierNameKeys",
      ${keysOf("employments", "employee_number_key")} as "numberKeys",
      ${keysOf("contacts", "value_key", "and t.kind = 'email'")} as "emailKeys",
      ${keysOf("contacts", "value_key", "and t.kind = 'phone'")} as "phoneKeys"
    from people p where p.organization_id = ${organizationId} and p.person_id in (${ids})`);
  return new Map(rows.map((row) => [row.personId, row]));
}
