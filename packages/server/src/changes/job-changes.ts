import type { JobChanges } from "@okaeri/sdk/contract/organization-changes";
import { eq, gt, isNull, or } from "drizzle-orm";
import { getJob } from "../jobs/jobs.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization } from "../platform/database.ts";
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
    const { department, status, happenedOn } = organizationChanges;
    const rows = await latest(
      ctx,
      tx,
      lookedAtMost,
      eq(status, "published"),
      or(isNull(department), job.department === null ? undefined : eq(department, job.department)),
      since === null ? undefined : gt(happenedOn, since),
    );
    const changes = rows.map((row) => toChange(row, false));
    return {
      since,
      data: changes.slice(0, shownAtMost),
      newRequirements: newRequirementsIn(job.requirements, changes),
    };
  });
}
