import type { EmploymentType, JobFacets, JobQuery, JobSummary } from "@okaeri/sdk/contract/jobs";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Fragment, Sql } from "postgres";
import type { Context } from "../platform/context.ts";
import { asOrganization, readOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type JobSummaryRow, toJobSummary } from "./jobs.table.ts";
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
  const position = query.cursor === undefined ? null : readCursor(query.cursor);
  const limit = query.limit ?? defaultPageSize;
  const departments = await readDepartments(ctx);
  const member = ctx.actor.kind === "member" ? ctx.actor : null;
  const { client } = ctx.database;
  const sortedAt = query.status === "draft" ? client`created_at` : client`published_at`;
  const matches = member ? client`coalesce(department = any(${departments}::text[]), false)` : client`false`;
  const rows = await client<ListedRow[]>`
    ${asOrganization(client, ctx.organizationId)}
    select q.* from o cross join lateral (
      select job_id as "jobId", title, department, location, employment_type as "employmentType", salary, audience,
        published_at as "publishedAt", ${sortedAt} as "sortedAt", ${matches} as matches,
        ${member ? isInterested(client, member.memberId) : client`false`} as interested
      from job_postings
      where organization_id = o.id and ${visibleTo(ctx, query)} ${filteredBy(client, query)}
        ${position ? after(client, matches, sortedAt, position) : client``}
      order by ${member ? client`${matches} desc,` : client``} ${sortedAt} desc, job_id desc
      limit ${limit + 1}) q`;
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => toJobSummary(row, member && { matches: row.matches, interested: row.interested })),
    nextCursor: last ? writeCursor([last.matches, last.sortedAt, last.jobId]) : null,
  };
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
        cross join lateral (values ('department', department), ('location', location), ('employmentType', employment_type))
          as facet (kind, value)
      where organization_id = o.id and ${visibleTo(ctx, {})} and value is not null
      group by kind, value) q
    where place <= ${facetLimit}
    order by kind, place`;
  const of = (kind: keyof JobFacets) =>
    rows.filter((row) => row.kind === kind).map(({ value, count }) => ({ value, count }));
  return { department: of("department"), location: of("location"), employmentType: of("employmentType") };
}

function refuseForeignStatus(ctx: Context, query: JobQuery): void {
  const { kind } = ctx.actor;
  if (query.status !== undefined && query.status !== "published" && !["recruiter", "admin", "system"].includes(kind))
    throw new DomainError("forbidden", { detail: "Only HR may list drafts and closed postings" });
}

const readDepartments = (ctx: Context): Promise<string[]> =>
  ctx.actor.kind === "member" ? readOrganization(ctx, (tx) => departmentsOfCaller(ctx, tx)) : Promise.resolve([]);

// Status and audience stand as literals: a partial index is not used for a parameter.
function visibleTo(ctx: Context, query: JobQuery): Fragment {
  const { client } = ctx.database;
  if (ctx.actor.kind === "visitor") return client`status = 'published' and audience = 'public'`;
  if (query.status === "draft") return client`status = 'draft'`;
  if (query.status === "closed") return client`status = 'closed' and published_at is not null`;
  return client`status = 'published'`;
}

function filteredBy(client: Sql, query: JobQuery): Fragment {
  const words = query.q === undefined ? null : toSearchQuery(query.q);
  const equal = (column: Fragment, value: string | EmploymentType | undefined) =>
    value === undefined ? client`` : client`and ${column} = ${value}`;
  return client`
    ${equal(client`department`, query.department)}
    ${equal(client`location`, query.location)}
    ${equal(client`employment_type`, query.employmentType)}
    ${words === null ? client`` : client`and search_terms @@ ${words}::tsquery`}`;
}

const isInterested = (client: Sql, memberId: string): Fragment => client`
  exists (select from job_interests i
    where i.organization_id = o.id and i.member_id = ${memberId} and i.job_id = job_postings.job_id)`;

const after = (client: Sql, matches: Fragment, sortedAt: Fragment, [matched, at, jobId]: Position): Fragment => client`
  and (${matches}, ${sortedAt}, job_id) < (${matched}, ${at}::timestamptz, ${jobId}::uuid)`;

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
