import type { JobMatchQuery, JobMatchReport } from "@okaeri/sdk/contract/job-matches";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { mayRead } from "../access/access.ts";
import { listNewRequirements } from "../changes/job-changes.ts";
import { followRenames } from "../changes/renames.ts";
import { getJob } from "../jobs/jobs.ts";
import { findPersonId } from "../membership/members.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import { mayBeMatched, readWorkHistory, type WorkHistory } from "../registry/work-history.ts";
import { matchOf } from "./match.rules.ts";

const unknown: WorkHistory = { departments: [], skills: [], grade: null, leftOn: null };

/**
 * How a posting fits the calling member, or, for HR, somebody who agreed to hear about jobs or to be approached. Both
 * read the same reasons.
 * @throws DomainError `not_found`, `forbidden` without that person's consent, `invalid_input` when HR names nobody
 */
export async function matchJob(ctx: Context, jobId: string, query: JobMatchQuery): Promise<JobMatchReport> {
  requireActor(ctx, "member", "recruiter", "admin", "system");
  const { job } = await getJob(ctx, jobId);
  return readOrganization(ctx, async (tx) => {
    const { actor } = ctx;
    if (actor.kind === "member") {
      if (query.personId !== undefined) throw new DomainError("forbidden");
      const personId = await findPersonId(ctx, tx, actor.memberId);
      return report(ctx, tx, job, personId === null ? unknown : await readWorkHistory(ctx, tx, personId));
    }
    if (query.personId === undefined)
      throw new DomainError("invalid_input", {
        faults: [{ pointer: "#/query/personId", code: "invalid_type", detail: "is needed: whom to match" }],
      });
    const personId = toUuid("person", query.personId);
    if (!(await mayBeMatched(ctx, tx, personId)))
      throw new DomainError("forbidden", {
        detail: "This person agreed neither to hear about jobs nor to be approached",
      });
    const history = await readWorkHistory(ctx, tx, personId);
    // Whoever may not read somebody's skills must not read them out of a match.
    const read = mayRead(ctx, "Person", "skills") ? history : { ...history, skills: [] };
    return { ...(await report(ctx, tx, job, read)), personId: toTypeId("person", personId) };
  });
}

async function report(ctx: Context, tx: Transaction, job: JobPosting, history: WorkHistory): Promise<JobMatchReport> {
  const { leftOn, departments, skills, grade } = history;
  const facts = { departments: await followRenames(ctx, tx, departments), skills, grade };
  const newSince = leftOn === null ? null : (await listNewRequirements(ctx, tx, job, leftOn)).map(({ name }) => name);
  return { jobId: job.id, leftOn, ...matchOf(job, facts, newSince) };
}
