import type { JobInvitees, JobInviteesEdit } from "@okaeri/sdk/contract/job-finding";
import { and, eq, sql } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import { statesOf } from "../registry/person-state.ts";
import { findSegmentFilter } from "../registry/segments.ts";
import { jobInvitees } from "./invitees.table.ts";
import { jobPostings } from "./jobs.table.ts";

export interface InviteesView {
  invitees: JobInvitees;
  /** The posting's. */
  version: number;
}

export async function getInvitees(ctx: Context, id: string): Promise<InviteesView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const jobId = toUuid("job", id);
  return readOrganization(ctx, async (tx) => {
    const posting = only(
      await tx
        .select({ version: jobPostings.version })
        .from(jobPostings)
        .where(and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.jobId, jobId))),
    );
    return { invitees: await readInvitees(ctx, tx, jobId), version: posting.version };
  });
}

/**
 * All people, all segments or both at once; who isn't named is invited no more. What they may see changes in that moment.
 * @throws DomainError `not_found` for a posting, person or segment that isn't there, `precondition_failed` when somebody
 * edited the posting or its invitees since `version`
 */
export async function editInvitees(
  ctx: Context,
  id: string,
  edit: JobInviteesEdit,
  version: number,
): Promise<InviteesView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const jobId = toUuid("job", id);
  const { organizationId } = ctx;
  const at = ctx.clock.now().toISOString();
  return withOrganization(ctx, async (tx) => {
    const ofJob = and(eq(jobPostings.organizationId, organizationId), eq(jobPostings.jobId, jobId));
    const { version: current } = only(
      await tx.select({ version: jobPostings.version }).from(jobPostings).where(ofJob).for("update"),
    );
    if (current !== version) throw new DomainError("precondition_failed");
    const before = await readInvitees(ctx, tx, jobId);
    const { personIds = before.personIds, segmentIds = before.segmentIds } = edit;
    const people = [...new Set(personIds)].map((personId) => toUuid("person", personId));
    const segments = [...new Set(segmentIds)].map((segmentId) => toUuid("segment", segmentId));
    if ((await statesOf(ctx, tx, people)).size !== people.length) throw new DomainError("not_found");
    for (const segmentId of segmentIds) await findSegmentFilter(ctx, tx, segmentId);
    await tx
      .update(jobPostings)
      .set({ version: version + 1, updatedAt: at })
      .where(ofJob);
    const removed = await tx
      .delete(jobInvitees)
      .where(and(eq(jobInvitees.organizationId, organizationId), eq(jobInvitees.jobId, jobId)))
      .returning({ personId: jobInvitees.personId });
    const rows = [
      ...people.map((personId) => ({ inviteeId: personId, personId, segmentId: null })),
      ...segments.map((segmentId) => ({ inviteeId: segmentId, personId: null, segmentId })),
    ].map((invitee) => ({ organizationId, jobId, createdAt: at, ...invitee }));
    if (rows.length > 0) await tx.insert(jobInvitees).values(rows);
    await note(tx, { people: [...people, ...removed.flatMap(({ personId }) => personId ?? [])] });
    await touchPublic(ctx, tx);
    return { invitees: await readInvitees(ctx, tx, jobId), version: version + 1 };
  });
}

async function readInvitees(ctx: Context, tx: Transaction, jobId: string): Promise<JobInvitees> {
  const rows = await tx
    .select({ personId: jobInvitees.personId, segmentId: jobInvitees.segmentId })
    .from(jobInvitees)
    .where(and(eq(jobInvitees.organizationId, ctx.organizationId), eq(jobInvitees.jobId, jobId)))
    .orderBy(sql`invitee_id`);
  return {
    personIds: rows.flatMap(({ personId }) => (personId === null ? [] : [toTypeId("person", personId)])),
    segmentIds: rows.flatMap(({ segmentId }) => (segmentId === null ? [] : [toTypeId("segment", segmentId)])),
  };
}
