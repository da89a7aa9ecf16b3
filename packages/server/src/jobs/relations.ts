import { and, eq } from "drizzle-orm";
import { isTheirs, means } from "../matching/match.rules.ts";
import { findPersonId } from "../membership/members.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { readWorkFacts } from "./fit.ts";
import { type JobRelation, type JobRow, jobInterests } from "./jobs.table.ts";

/** What the calling member has to do with one posting; null for everybody else. */
export async function findRelation(ctx: Context, tx: Transaction, job: JobRow): Promise<JobRelation | null> {
  if (ctx.actor.kind !== "member") return null;
  const { memberId } = ctx.actor;
  const personId = await findPersonId(ctx, tx, memberId);
  const facts = personId === null ? null : await readWorkFacts(ctx, tx, personId);
  const interests = await tx
    .select({ jobId: jobInterests.jobId })
    .from(jobInterests)
    .where(
      and(
        eq(jobInterests.organizationId, ctx.organizationId),
        eq(jobInterests.memberId, memberId),
        eq(jobInterests.jobId, job.jobId),
      ),
    );
  const { department, requirements } = job;
  const names = requirements.map(({ name }) => name);
  return {
    matches: department !== null && (facts?.departments ?? []).some((theirs) => isTheirs(department, theirs)),
    skills: names.filter((name) => facts?.skills.some((skill) => means(name, skill))),
    interested: interests.length > 0,
  };
}
