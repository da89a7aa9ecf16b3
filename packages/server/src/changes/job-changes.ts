import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { JobChanges, OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import { eq, gt, isNull, or } from "drizzle-orm";
import { getJob } from "../jobs/jobs.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { findLeavingDay } from "./caller-leaving.ts";
import { organizationChanges, toChange } from "./changes.table.ts";
import { latest } from "./changes.ts";
import { newRequirementsIn } from "./job-changes.rules.ts";

const shownAtMost = 50;
// Enough to know what was new about a requirement, however much happened since.
const lookedAtMost = 1_000;

/**
 * What changed in a posting's department and the whole house since the calling member left.
 * @throws DomainError `not_found`, also for a posting they may not see
 */
export async function listJobChanges(ctx: Context, jobId: string): Promise<JobChanges> {
  requireActor(ctx, "member");
  const { job } = await getJob(ctx, jobId);
  return readOrganization(ctx, async (tx) => {
    const since = await findLeavingDay(ctx, tx);
    const changes = await changesAround(ctx, tx, job, since);
    return {
      since,
      data: changes.slice(0, shownAtMost),
      newRequirements: newRequirementsIn(job.requirements, changes),
    };
  });
}

/** What a posting asks for that came after a day, `YYYY-MM-DD`. */
export const listNewRequirements = async (
  ctx: Context,
  tx: Transaction,
  job: JobPosting,
  since: string,
): Promise<JobChanges["newRequirements"]> =>
  newRequirementsIn(job.requirements, await changesAround(ctx, tx, job, since));

async function changesAround(
  ctx: Context,
  tx: Transaction,
  job: JobPosting,
  since: string | null,
): Promise<OrganizationChange[]> {
  const { department, status, happenedOn } = organizationChanges;
  const rows = await latest(
    ctx,
    tx,
    lookedAtMost,
    eq(status, "published"),
    or(isNull(department), job.department === null ? undefined : eq(department, job.department)),
    since === null ? undefined : gt(happenedOn, since),
  );
  return rows.map((row) => toChange(row, false));
}
