import { and, eq } from "drizzle-orm";
import { findPersonId } from "../membership/members.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { listFormerDepartments } from "../registry/former-departments.ts";
import { type JobRelation, type JobRow, jobInterests } from "./jobs.table.ts";

/** The departments a member once worked in, as postings may name them; none for everybody else. */
export async function departmentsOfCaller(ctx: Context, tx: Transaction): Promise<string[]> {
  if (ctx.actor.kind !== "member") return [];
  const personId = await findPersonId(ctx, tx, ctx.actor.memberId);
  return personId === null ? [] : listFormerDepartments(ctx, tx, personId);
}

/** What the calling member has to do with one posting; null for everybody else. */
export async function findRelation(ctx: Context, tx: Transaction, job: JobRow): Promise<JobRelation | null> {
  if (ctx.actor.kind !== "member") return null;
  const departments = await departmentsOfCaller(ctx, tx);
  const interests = await tx
    .select({ jobId: jobInterests.jobId })
    .from(jobInterests)
    .where(
      and(
        eq(jobInterests.organizationId, ctx.organizationId),
        eq(jobInterests.memberId, ctx.actor.memberId),
        eq(jobInterests.jobId, job.jobId),
      ),
    );
  return { matches: job.department !== null && departments.includes(job.department), interested: interests.length > 0 };
}
