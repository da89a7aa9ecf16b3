import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { findPersonId } from "../membership/members.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, sightOf, type Transaction } from "../platform/database.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { listRecordIds } from "../registry/people.ts";
import { segmentsOf } from "../registry/segment-people.ts";
import { type Fit, fitOf, noFit, readWorkFacts } from "./fit.ts";
import { jobInvitees } from "./invitees.table.ts";
import { scheduleKeeping } from "./keeping-schedule.ts";
import { readVocabulary } from "./vocabulary.ts";

/** What a caller may see of postings, and what they have to do with them. */
export interface Sight {
  sees: "everything" | "alumni" | "";
  /** UUIDs of the postings this member was invited to, in order. */
  invitedJobs: string[];
  /** What of postings speaks of a member. */
  fit: Fit;
  /** `YYYY-MM-DD` in Japan: on which day a posting is read. */
  today: string;
}

export async function readSight(ctx: Context): Promise<Sight> {
  await scheduleKeeping(ctx);
  const today = dayInJapan(ctx.clock.now());
  const sees = sightOf(ctx.actor);
  if (ctx.actor.kind !== "member") return { sees, invitedJobs: [], fit: noFit, today };
  const { memberId } = ctx.actor;
  const vocabulary = await readVocabulary(ctx);
  return readOrganization(ctx, async (tx) => {
    const personId = await findPersonId(ctx, tx, memberId);
    if (personId === null) return { sees, invitedJobs: [], fit: noFit, today };
    return {
      sees,
      invitedJobs: await invitationsOf(ctx, tx, personId),
      fit: fitOf(vocabulary, await readWorkFacts(ctx, tx, personId)),
      today,
    };
  });
}

/** Shows the postings a member was invited to for the rest of the transaction; nobody else is invited to any. */
export async function seeInvitations(ctx: Context, tx: Transaction): Promise<void> {
  if (ctx.actor.kind === "member") await seeInvitationsOf(ctx, tx, ctx.actor.memberId);
}

/** Shows of postings what this member (UUID) may see, and no more, for the rest of the transaction. */
export async function seeAs(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  await tx.execute(sql`select set_config('okaeri.sees', 'alumni', true)`);
  await seeInvitationsOf(ctx, tx, memberId);
}

async function seeInvitationsOf(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  const jobs = await listInvitations(ctx, tx, memberId);
  await tx.execute(sql`select set_config('okaeri.invited_jobs', ${toUuidArray(jobs)}, true)`);
}

/** UUIDs of the postings that a member is invited to, open or not. */
export async function listInvitations(ctx: Context, tx: Transaction, memberId: string): Promise<string[]> {
  const personId = await findPersonId(ctx, tx, memberId);
  return personId === null ? [] : invitationsOf(ctx, tx, personId);
}

export const toUuidArray = (ids: readonly string[]): string => `{${ids.join(",")}}`;

/**
 * By themselves, also under a record that became theirs, and by segments as they are now. Every segment that anybody was
 * invited by is asked, whoever calls: how long it takes tells nobody which of them they are in.
 */
async function invitationsOf(ctx: Context, tx: Transaction, personId: string): Promise<string[]> {
  const ofOrganization = eq(jobInvitees.organizationId, ctx.organizationId);
  const invited = await tx
    .selectDistinct({ segmentId: jobInvitees.segmentId })
    .from(jobInvitees)
    .where(and(ofOrganization, isNotNull(jobInvitees.segmentId)));
  const asked = invited.flatMap(({ segmentId }) => segmentId ?? []);
  const segmentIds = await segmentsOf(ctx, tx, personId, asked);
  const personIds = await listRecordIds(ctx, tx, personId);
  const rows = await tx
    .selectDistinct({ jobId: jobInvitees.jobId })
    .from(jobInvitees)
    .where(
      and(ofOrganization, or(inArray(jobInvitees.personId, personIds), inArray(jobInvitees.segmentId, segmentIds))),
    )
    .orderBy(jobInvitees.jobId);
  return rows.map(({ jobId }) => jobId);
}
