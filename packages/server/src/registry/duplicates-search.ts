import { and, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
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
  const begun = ctx.clock.now();
  const pairs = await readOrganization(ctx, (tx) => findPairs(ctx, tx, since));
  for (let start = 0; start < pairs.length; start += pairsAtOnce)
    await withOrganization(ctx, (tx) => rememberAlike(ctx, tx, pairs.slice(start, start + pairsAtOnce)));
  await withOrganization(ctx, (tx) => forgetOutdated(ctx, tx, since, begun));
}

/**
 * Each way looks from one person into an index, and no further than `maxSharing` reaches: what half the registry has in
 * common would otherwise make more pairs than anybody can count.
 */
async function findPairs({ organizationId }: Context, tx: Transaction, since: Date): Promise<Pair[]> {
  const ofOrganization = (table: string): SQL => sql.raw(`${table}.organization_id = `).append(sql`${organizationId}`);
  const people = sql`people o where ${ofOrganization("o")} and o.merged_into is null`;
  const ways: SQL[] = [
    sql`select o.person_id from ${people} and o.birth_date = c.birth_date and o.sort_key = c.sort_key`,
    sql`select o.person_id from ${people} and o.name_key = c.name_key and o.birth_date = c.birth_date`,
    sql`select o.person_id from ${people} and o.name_key = c.former_family_name_key || c.given_name_key and c.given_name_key <> ''`,
    sql`select o.person_id from ${people} and o.former_family_name_key is not null and o.given_name_key = c.given_name_key
      and o.former_family_name_key = left(c.name_key, length(c.name_key) - length(c.given_name_key)) and c.given_name_key <> ''`,
    sql`select o.person_id from earlier_names o where ${ofOrganization("o")} and o.name_key = c.name_key`,
    sql`select o.person_id from contacts k join contacts o on ${ofOrganization("o")} and o.value_key = k.value_key
      where ${ofOrganization("k")} and k.person_id = c.person_id`,
    sql`select o.person_id from (
        select ltrim(e.employee_number_key, '0') as number from employments e
        where ${ofOrganization("e")} and e.person_id = c.person_id limit ${maxSharing}) bare
      cross join lateral (
        select lpad(bare.number, length, '0') as number
        from generate_series(length(bare.number), ${longestNumber}) length limit ${longestNumber}) written
      cross join lateral (
        select o.person_id from employments o
        where ${ofOrganization("o")} and o.employee_number_key = written.number limit ${maxSharing}) o`,
  ];
  await tx.execute(sql`set local statement_timeout = '900s'`);
  // Right after an import PostgreSQL takes the registry for as small as it last counted it, and would go through the whole
  // of it for each person.
  await tx.execute(sql`set local enable_seqscan = off`);
  await tx.execute(sql`set local enable_hashjoin = off`);
  await tx.execute(sql`set local enable_mergejoin = off`);
  return tx.execute<Pair>(sql`
    with changed as materialized (
      select person_id, name_key, sort_key, given_name_key, former_family_name_key, birth_date from people
      where organization_id = ${organizationId} and merged_into is null and state <> 'erased'
        and updated_at >= ${since.toISOString()}::timestamptz)
    select least(one, other) as one, greatest(one, other) as other from (
      ${sql.join(
        ways.map(
          (way) => sql`(select one, other from (
            select c.person_id as one, f.person_id as other, count(*) over (partition by c.person_id) as sharing
            from changed c cross join lateral (${way} limit ${maxSharing + 1}) f) found
          where sharing <= ${maxSharing} and one <> other)`,
        ),
        sql` union `,
      )}) pairs
    group by 1, 2 limit ${maxPairs}`);
}

/** What was not found again about people who changed. What was keeps its id: somebody may be looking at it. */
async function forgetOutdated(ctx: Context, tx: Transaction, since: Date, begun: Date): Promise<void> {
  const { organizationId } = ctx;
  const changed = sql`(select person_id from people where organization_id = ${organizationId} and updated_at >= ${since.toISOString()}::timestamptz)`;
  await tx
    .delete(duplicates)
    .where(
      and(
        eq(duplicates.organizationId, organizationId),
        isNull(duplicates.dismissedAt),
        lt(duplicates.foundAt, begun.toISOString()),
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
  if (found.length === 0) return;
  await tx
    .insert(duplicates)
    .values(found)
    .onConflictDoUpdate({
      target: [duplicates.organizationId, duplicates.personId, duplicates.otherPersonId],
      set: { score: sql`excluded.score`, reasons: sql`excluded.reasons`, foundAt: sql`excluded.found_at` },
    });
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
    from people p where p.organization_id = ${organizationId} and p.person_id in (${ids})
      and p.merged_into is null and p.state <> 'erased'`);
  return new Map(rows.map((row) => [row.personId, row]));
}
