import type { JobQuery, JobSort, JobSummary } from "@okaeri/sdk/contract/jobs";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { type Position, readCursor, writeCursor } from "./job-cursor.rules.ts";
import { type Listing, lanesOf } from "./job-lanes.rules.ts";
import {
  type ListedRow,
  type Reading,
  type Window,
  writeIndexStatement,
  writeWalkStatement,
} from "./job-statements.ts";
import { toJobSummary } from "./jobs.table.ts";
import { toSearchQuery } from "./search-query.rules.ts";
import { readSight, type Sight } from "./sight.ts";
import { readSynonyms } from "./synonyms.ts";

/** The lanes of a search whose last word was taken for the beginning of one are counted from here. */
const unfinishedLane = 10;

/**
 * Newest first, unless asked otherwise; for a member, postings of a former department stand before the rest, and those
 * that ask for what they can before those that don't.
 * Where the words find nothing, the last of them is taken for the beginning of one.
 */
export async function listJobs(ctx: Context, query: JobQuery): Promise<Page<JobSummary>> {
  refuseForeignStatus(ctx, query);
  const position = query.cursor === undefined ? null : readCursor(query.cursor);
  const sight = await readSight(ctx);
  const limit = Math.trunc(query.limit ?? defaultPageSize);
  const words = query.q === undefined ? null : { typed: query.q, synonyms: await readSynonyms(ctx) };
  const listing = (unfinished: boolean): Listing => ({
    organizationId: ctx.organizationId,
    status: query.status ?? "published",
    filter: query,
    words: words && toSearchQuery(words.typed, words.synonyms, unfinished),
    sort: sortOf(ctx, query),
    fit: ctx.actor.kind === "member" ? sight.fit : null,
    publicOnly: ctx.actor.kind === "visitor",
  });
  const inUnfinished = position !== null && position.lane >= unfinishedLane;
  const rows = inUnfinished ? [] : await readLanes(ctx, sight, listing(false), limit, position, 0);
  if (rows.length === 0 && words && (position === null || inUnfinished))
    rows.push(...(await readLanes(ctx, sight, listing(true), limit, position, unfinishedLane)));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const isMember = ctx.actor.kind === "member";
  return {
    data: page.map((row) => toJobSummary(row, isMember ? row : null)),
    nextCursor: last ? writeCursor({ lane: last.lane, key: last.sortedBy, jobId: last.jobId }) : null,
  };
}

type LanedRow = ListedRow & { lane: number };

/** One more than `limit` where there are more. */
async function readLanes(
  ctx: Context,
  sight: Sight,
  listing: Listing,
  limit: number,
  position: Position | null,
  firstLane: number,
): Promise<LanedRow[]> {
  const found: LanedRow[] = [];
  for (const lane of lanesOf(listing)) {
    const number = firstLane + lane.number;
    if (position !== null && number < position.lane) continue;
    const missing = limit + 1 - found.length;
    if (missing <= 0) break;
    const reading: Reading = {
      ctx,
      sight,
      listing,
      lane,
      after: position?.lane === number ? position : null,
      limit: missing,
    };
    const rows = await readLane(reading);
    found.push(...rows.map((row) => ({ ...row, lane: number })));
  }
  return found;
}

/**
 * What is common is found among the first postings of the list, what is rare by the index of words. In between, where some
 * were found but too few, the walk goes as far as it should have to: the index would read all that fits to sort it.
 */
export async function readLane(reading: Reading): Promise<ListedRow[]> {
  const walk = (window: Window) => run(reading.ctx, writeWalkStatement(reading, window));
  const walked = await walk(200);
  if (reading.lane.index === null || walked.length >= reading.limit) return walked;
  const needed = (200 / walked.length) * reading.limit * 1.5;
  if (needed <= 3000) {
    const further = await walk(needed <= 1000 ? 1000 : 3000);
    if (further.length >= reading.limit) return further;
  }
  return run(reading.ctx, writeIndexStatement(reading));
}

const run = (ctx: Context, { text, values }: ReturnType<typeof writeWalkStatement>): Promise<ListedRow[]> =>
  ctx.database.client.unsafe<ListedRow[]>(text, values, { prepare: true });

const sortOf = (ctx: Context, { sort }: JobQuery): JobSort =>
  sort ?? (ctx.actor.kind === "member" ? "match" : "published");

function refuseForeignStatus(ctx: Context, query: JobQuery): void {
  const { kind } = ctx.actor;
  if (query.status !== undefined && query.status !== "published" && !["recruiter", "admin", "system"].includes(kind))
    throw new DomainError("forbidden", { detail: "Only HR may list drafts and closed postings" });
}
