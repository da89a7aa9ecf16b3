import type { PersonFilter, PersonFilterQuery } from "@okaeri/sdk/contract/registry";
import { and, eq, gt, gte, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { dayInJapan, yearsBefore } from "./dates.rules.ts";
import { people } from "./people.table.ts";

/** Skills are compared without width and case. */
export const skillKeySql = (skill: SQL): SQL => sql`lower(normalize(${skill}, NFKC))`;

/**
 * What a filter means in SQL, over `people`. Comparisons only: under row-level security nothing else can use an index
 * (docs/decisions/0003).
 */
export function toCondition(ctx: Context, filter: PersonFilter): SQL | undefined {
  const today = dayInJapan(ctx.clock.now());
  const { states, department, grade, leftFrom, leftTo, minYearsSinceLeaving, maxYearsSinceLeaving, consent } = filter;
  return and(
    eq(people.organizationId, ctx.organizationId),
    isNull(people.mergedInto),
    states && oneOf(states),
    department === undefined ? undefined : eq(people.department, department),
    grade === undefined ? undefined : eq(people.grade, grade),
    leftFrom === undefined ? undefined : gte(people.leftOn, leftFrom),
    leftTo === undefined ? undefined : lte(people.leftOn, leftTo),
    minYearsSinceLeaving === undefined ? undefined : lte(people.leftOn, yearsBefore(today, minYearsSinceLeaving)),
    maxYearsSinceLeaving === undefined ? undefined : gt(people.leftOn, yearsBefore(today, maxYearsSinceLeaving + 1)),
    ...(filter.skills ?? []).map(
      (skill) => sql`exists (select from person_skills s where s.organization_id = ${ctx.organizationId}
        and s.person_id = ${people.personId} and s.skill_key = ${skillKeySql(sql`${skill}::text`)})`,
    ),
    consent && sql`${people.consents} <> '{}' and ${consent} = any(${people.consents})`,
  );
}

// As literals, which the contract's list keeps to known words: a partial index has to see them.
const oneOf = (states: readonly string[]): SQL | undefined => {
  const literals = states.map((state) => sql.raw(`'${state}'`));
  if (literals.length === 0) return undefined;
  return literals.length === 1
    ? sql`${people.state} = ${literals[0]}`
    : sql`${people.state} in (${sql.join(literals, sql`, `)})`;
};

/** All that must fit: the segment's own filter, and what the query adds to it. */
export const toFilters = (query: PersonFilterQuery, ofSegment: PersonFilter | null): PersonFilter[] => {
  const { q: _q, segmentId: _segmentId, ...filter } = query;
  return ofSegment ? [ofSegment, filter] : [filter];
};
