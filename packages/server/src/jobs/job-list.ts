import type { JobFacets, JobQuery, JobSummary } from "@okaeri/sdk/contract/jobs";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Context } from "../platform/context.ts";
import { asOrganization, asOrganizationText, readOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type JobSummaryRow, toJobSummary } from "./jobs.table.ts";
import { placeName } from "./places.rules.ts";
import { departmentsOfCaller } from "./relations.ts";
import { toSearchQuery } from "./search.rules.ts";

const facetLimit = 200;

interface ListedRow extends JobSummaryRow {
  matches: boolean;
  interested: boolean;
  sortedAt: string;
}

/** Where a page ended: match first, then newest, then id. */
type Position = [matches: boolean, sortedAt: string, jobId: string];

/** Newest first; for a member, postings of a former department stand before the rest. */
export async function listJobs(ctx: Context, query: JobQuery): Promise<Page<JobSummary>> {
  refuseForeignStatus(ctx, query);
  const limit = query.limit ?? defaultPageSize;
  const member = ctx.actor.kind === "member" ? ctx.actor : null;
  const { text, values } = writeListQuery(ctx, query, limit, await readDepartments(ctx));
  const rows = await ctx.database.client.unsafe<ListedRow[]>(text, values, { prepare: true });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => toJobSummary(row, member && { matches: row.matches, interested: row.interested })),
    nextCursor: last ? writeCursor([last.matches, last.sortedAt, last.jobId]) : null,
  };
}

/**
 * The statement as text and values, prepared by its text: the hottest query there is, so it is put together by hand.
 * Everything a caller says is a value. The limit is a literal, for as a value it hides how little is read, and
 * PostgreSQL would plan anew for every call.
 */
function writeListQuery(ctx: Context, query: JobQuery, limit: number, departments: string[]) {
  const values: (string | boolean | string[])[] = [];
  const bind = (value: string | boolean | string[]) => `$${values.push(value)}`;
  const organization = asOrganizationText(bind(ctx.organizationId));
  const sortedAt = query.status === "draft" ? "created_at" : "published_at";
  const { actor } = ctx;
  const matches = actor.kind === "member" ? `coalesce(department = any(${bind(departments)}::text[]), false)` : null;
  const interested =
    actor.kind === "member"
      ? `exists (select from job_interests i where i.organization_id = o.id
          and i.member_id = ${bind(actor.memberId)}::uuid and i.job_id = job_postings.job_id)`
      : "false";
  const words = query.q === undefined ? null : toSearchQuery(query.q);
  const conditions = [
    "organization_id = o.id",
    visibleTo(ctx, query),
    query.department !== undefined && `department = ${bind(query.department)}`,
    query.place !== undefined && `places @> array[${bind(query.place)}]`,
    query.employmentType !== undefined && `employment_type = ${bind(query.employmentType)}`,
    query.remote !== undefined && `remote = ${bind(query.remote)}`,
    words !== null && `search_terms @@ ${bind(words)}::tsquery`,
    query.cursor !== undefined && after(readCursor(query.cursor), matches, sortedAt, bind),
  ];
  const text = `${organization}
    select q.* from o cross join lateral (
      select job_id as "jobId", title, department, location, employment_type as "employmentType", remote, salary, audience,
        published_at as "publishedAt", closes_on::text as "closesOn", ${sortedAt} as "sortedAt", ${matches ?? "false"} as matches, ${interested} as interested
      from job_postings
      where ${conditions.filter((condition) => condition !== false).join(" and ")}
      order by ${matches ? "matches desc, " : ""}${sortedAt} desc, job_id desc
      limit ${Math.trunc(limit) + 1}) q`;
  return { text, values };
}

// Without a match to sort by, the position must be the index's own columns: a constant before them would hide it.
function after(
  [matched, at, jobId]: Position,
  matches: string | null,
  sortedAt: string,
  bind: (value: string | boolean) => string,
) {
  return matches
    ? `(${matches}, ${sortedAt}, job_id) < (${bind(matched)}::boolean, ${bind(at)}::timestamptz, ${bind(jobId)}::uuid)`
    : `(${sortedAt}, job_id) < (${bind(at)}::timestamptz, ${bind(jobId)}::uuid)`;
}

/** The values a filter can take among what the caller may see. */
export async function listJobFacets(ctx: Context): Promise<JobFacets> {
  const { client } = ctx.database;
  const rows = await client<{ kind: keyof JobFacets; value: string; count: number }[]>`
    ${asOrganization(client, ctx.organizationId)}
    select q.* from o cross join lateral (
      select kind, value, count(*)::int as count,
        row_number() over (partition by kind order by count(*) desc, value) as place
      from job_postings
        cross join lateral (
          values ('department', department), ('employmentType', employment_type), ('remote', remote)
          union all select 'place', unnest(places)) as facet (kind, value)
      where organization_id = o.id and ${client.unsafe(visibleTo(ctx, {}))} and value is not null
      group by kind, value) q
    where place <= ${facetLimit}
    order by kind, place`;
  const of = (kind: keyof JobFacets) =>
    rows.filter((row) => row.kind === kind).map(({ value, count }) => ({ value, count }));
  return {
    department: of("department"),
    place: of("place").map((entry) => ({ ...entry, name: placeName(entry.value) })),
    employmentType: of("employmentType"),
    remote: of("remote"),
  };
}

function refuseForeignStatus(ctx: Context, query: JobQuery): void {
  const { kind } = ctx.actor;
  if (query.status !== undefined && query.status !== "published" && !["recruiter", "admin", "system"].includes(kind))
    throw new DomainError("forbidden", { detail: "Only HR may list drafts and closed postings" });
}

const readDepartments = (ctx: Context): Promise<string[]> =>
  ctx.actor.kind === "member" ? readOrganization(ctx, (tx) => departmentsOfCaller(ctx, tx)) : Promise.resolve([]);

// Status and audience stand as literals: a partial index is not used for a parameter.
function visibleTo(ctx: Context, query: JobQuery): string {
  if (ctx.actor.kind === "visitor") return "status = 'published' and audience = 'public'";
  if (ctx.actor.kind === "member" || ctx.actor.kind === "employee")
    return "status = 'published' and audience <> 'invited'";
  if (query.status === "draft") return "status = 'draft'";
  if (query.status === "closed") return "status = 'closed' and published_at is not null";
  return "status = 'published'";
}

const writeCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString("base64url");

function readCursor(text: string): Position {
  try {
    const [matched, at, jobId]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (
      typeof matched === "boolean" &&
      typeof at === "string" &&
      !Number.isNaN(Date.parse(at)) &&
      typeof jobId === "string" &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(jobId)
    )
      return [matched, at, jobId];
  } catch {
    // Falls through to the same refusal.
  }
  throw new DomainError("invalid_input", {
    faults: [{ pointer: "#/query/cursor", code: "invalid_format", detail: "is not a cursor from an answer" }],
  });
}
