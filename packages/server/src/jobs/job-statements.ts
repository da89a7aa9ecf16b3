import type { Context } from "../platform/context.ts";
import { asOrganizationText } from "../platform/database.ts";
import type { Position } from "./job-cursor.rules.ts";
import type { Lane, Listing } from "./job-lanes.rules.ts";
import type { JobSummaryRow } from "./jobs.table.ts";
import { type Sight, toUuidArray } from "./sight.ts";

/** How many of a list's first postings are looked through. */
export type Window = 200 | 1000 | 3000;

export interface ListedRow extends JobSummaryRow {
  matches: boolean;
  skills: string[];
  interested: boolean;
  /** What the list is sorted by, as PostgreSQL prints it. */
  sortedBy: string;
}

export interface Reading {
  ctx: Context;
  sight: Sight;
  listing: Listing;
  lane: Lane;
  /** In this lane. */
  after: Position | null;
  /** Rows at most. */
  limit: number;
}

type Value = string | boolean | string[];

/**
 * The statement as text and values, prepared by its text: the hottest query there is, so it is put together by hand.
 * Everything a caller says is a value. Limits are literals, for as a value they hide how little is read, and PostgreSQL
 * would plan anew for every call.
 *
 * Walks the list in its order. With words or filters only its beginning: what is common is found there, and for what
 * is rare the index is better.
 */
export function writeWalkStatement(reading: Reading, window: Window) {
  const { listing, lane } = reading;
  const { values, bind } = createBinder();
  const order = orderOf(listing);
  const { filter } = listing;
  const narrowing = narrow(reading, bind);
  const listed = [
    "organization_id = o.id",
    ...(filter.department === undefined ? [] : [`department = ${bind(filter.department)}`]),
    ...visible(reading, bind),
    ...after(reading, bind),
  ].join(" and ");
  const source =
    lane.index === null
      ? `job_postings p where ${[listed, ...narrowing].join(" and ")}`
      : `(select * from job_postings where ${listed} order by ${order.by} limit ${window}) p where ${narrowing.join(" and ")}`;
  const text = `${opening(reading, bind, null)}
    select q.* from o cross join lateral (
      select ${columns(reading, bind)} from ${source}
      order by ${order.by} limit ${reading.limit}) q`;
  return { text, values };
}

const asksFor = (names: string): string =>
  `exists (select from jsonb_array_elements(p.requirements) r where r ->> 'name' = any(${names}::text[]))`;

/** Of a posting `p`, beside its department. */
function narrow({ listing: { filter }, lane, sight }: Omit<Reading, "after">, bind: Bind): string[] {
  return [
    filter.place !== undefined && `${bind(filter.place)} = any(p.places)`,
    filter.employmentType !== undefined && `p.employment_type = ${bind(filter.employmentType)}`,
    filter.remote !== undefined && `p.remote = ${bind(filter.remote)}`,
    lane.department === true && `p.department = any(${bind(sight.fit.departments)}::text[])`,
    lane.department === false && `coalesce(p.department <> all(${bind(sight.fit.departments)}::text[]), true)`,
    lane.skill !== null && `${lane.skill ? "" : "not "}${asksFor(bind(sight.fit.requirements))}`,
    lane.words !== null && `p.search_terms @@ ${bind(lane.words)}::tsquery`,
  ].filter((condition) => condition !== false);
}

/** Postings by name (UUIDs), or those that came into sight behind one place of the order and up to another. */
export type Among = { jobIds: readonly string[] } | { after: number; upTo: number };

/**
 * Of these alone, what the list would hold: ids, what came last first. With `offset 0` each is looked up by its id before its
 * words are looked at; PostgreSQL would read the words of the whole board first.
 */
export function writeAmongStatement(reading: Omit<Reading, "after">, among: Among) {
  const { listing, limit } = reading;
  const { values, bind } = createBinder();
  const { department } = listing.filter;
  const listed = [
    "organization_id = o.id",
    ...(department === undefined ? [] : [`department = ${bind(department)}`]),
    ...visible(reading, bind),
  ].join(" and ");
  const [source, order] =
    "jobIds" in among
      ? [`unnest(${bind([...among.jobIds])}::uuid[]) s (job_id)`, "s.job_id desc"]
      : [
          `(select job_id, position from job_sightings where organization_id = o.id
            and position > ${bind(String(among.after))}::bigint and position <= ${bind(String(among.upTo))}::bigint) s`,
          "s.position desc",
        ];
  const narrowing = narrow(reading, bind).join(" and ");
  const text = `${opening(reading, bind, null)}
    select q.* from o cross join lateral (
      select p.job_id as "jobId" from ${source}
        cross join lateral (select * from job_postings where ${listed} and job_id = s.job_id offset 0) p
      ${narrowing && `where ${narrowing}`}
      order by ${order} limit ${limit}) q`;
  return { text, values };
}

/** The same from the index of words, which reads all that fits and sorts it. */
export function writeIndexStatement(reading: Reading) {
  const { values, bind } = createBinder();
  const order = orderOf(reading.listing);
  const listed = ["organization_id = o.id", ...open(reading, bind), ...after(reading, bind)].join(" and ");
  const text = `${opening(reading, bind, reading.lane.index)}
    select q.* from o cross join lateral (
      select ${columns(reading, bind)}
      from (select job_id from job_terms where ${listed} order by ${order.by} limit ${reading.limit}) found
        join job_postings p on p.organization_id = o.id and p.job_id = found.job_id
      order by ${order.by.replaceAll(/\b(published_at|closes_on|job_id)\b/g, "p.$1")}) q`;
  return { text, values };
}

function createBinder() {
  const values: Value[] = [];
  return { values, bind: (value: Value): string => `$${values.push(value)}` };
}

type Bind = ReturnType<typeof createBinder>["bind"];

/** A visitor needs no setting: unset, row-level security shows what is public. */
export function opening({ ctx, sight }: Pick<Reading, "ctx" | "sight">, bind: Bind, words: string | null): string {
  return asOrganizationText(bind(ctx.organizationId), {
    ...(sight.sees !== "" && { sees: bind(sight.sees) }),
    ...(sight.invitedJobs.length > 0 && { invited_jobs: bind(toUuidArray(sight.invitedJobs)) }),
    ...(words !== null && { words: bind(words) }),
  });
}

// Ids of postings begin with the time they were written.
const orderOf = ({ status, sort }: Listing): { by: string; key: string; type: string; onlyId?: true } => {
  if (status === "draft") return { by: "job_id desc", key: "created_at", type: "timestamptz", onlyId: true };
  if (sort === "closing") {
    const key = "coalesce(closes_on, 'infinity')";
    return { by: `${key}, job_id`, key, type: "date" };
  }
  return { by: "published_at desc, job_id desc", key: "published_at", type: "timestamptz" };
};

function columns({ ctx, listing, sight }: Reading, bind: Bind): string {
  const { actor } = ctx;
  const matches =
    actor.kind === "member" ? `coalesce(p.department = any(${bind(sight.fit.departments)}::text[]), false)` : "false";
  const skills =
    actor.kind === "member"
      ? `array(select r ->> 'name' from jsonb_array_elements(p.requirements) r where r ->> 'name' = any(${bind(sight.fit.requirements)}::text[]))`
      : "null::text[]";
  const interested =
    actor.kind === "member"
      ? `exists (select from job_interests i where i.organization_id = o.id
          and i.member_id = ${bind(actor.memberId)}::uuid and i.job_id = p.job_id)`
      : "false";
  return `p.job_id as "jobId", p.title, p.department, p.location, p.employment_type as "employmentType", p.remote, p.salary,
        p.audience, p.published_at as "publishedAt", p.closes_on::text as "closesOn", (${orderOf(listing).key})::text as "sortedBy",
        ${matches} as matches, ${skills} as skills, ${interested} as interested`;
}

// Status and audience stand as literals: a partial index is not used for a parameter.
const visible = (reading: Pick<Reading, "sight" | "listing">, bind: Bind): string[] => [
  `status = '${reading.listing.status}'`,
  ...(reading.listing.publicOnly ? ["audience = 'public'"] : []),
  ...open(reading, bind),
];

/** Past its last day a posting is out of every list but HR's, who see it until it is closed. */
export const open = ({ sight, listing }: Pick<Reading, "sight" | "listing">, bind: Bind): string[] => {
  if (sight.sees === "everything") return listing.status === "closed" ? ["published_at is not null"] : [];
  return [`coalesce(closes_on, 'infinity') >= ${bind(sight.today)}::date`];
};

// The position must be the index's own columns: a constant before them would hide it.
function after({ listing, after: position }: Reading, bind: Bind): string[] {
  if (position === null) return [];
  const { key, type, by, onlyId } = orderOf(listing);
  const id = `${bind(position.jobId)}::uuid`;
  if (onlyId) return [`job_id < ${id}`];
  return [`(${key}, job_id) ${by.includes("desc") ? "<" : ">"} (${bind(position.key)}::${type}, ${id})`];
}
