import { isOkaeriError } from "@okaeri/sdk";
import type { JobMatchReport } from "@okaeri/sdk/contract/job-matches";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { JobChanges } from "@okaeri/sdk/contract/organization-changes";
import type { PersonRecord } from "@okaeri/sdk/contract/registry";
import type { ConsoleClient } from "../console.ts";

const shownAtMost = 50;
const page = 100;

/** By themselves, or by a segment that they are in now. */
export async function readInvited(
  { jobs, registry }: ConsoleClient,
  jobId: string,
  { id, name }: PersonRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const { personIds, segmentIds } = await jobs.invitees(jobId, { signal });
  if (personIds.includes(id)) return true;
  for (const segmentId of segmentIds) {
    const { data } = await registry.listPeople({ segmentId, q: name.family, limit: page }, { signal });
    if (data.some((one) => one.id === id)) return true;
  }
  return false;
}

/** How it fits them, with what changed around the posting since they left; or why that can't be said. */
export async function readFit(
  { jobMatches, organizationChanges }: ConsoleClient,
  { id, department }: JobPosting,
  personId: string,
  signal: AbortSignal,
): Promise<{ match: JobMatchReport; changes: JobChanges } | { fault: unknown }> {
  try {
    const match = await jobMatches.get(id, { personId }, { signal });
    const since = match.leftOn;
    const { data } = await organizationChanges.list({ limit: page, ...(since && { since }) }, { signal });
    // As the posting tells an alumnus: of its department and of the whole house.
    const around = data.filter((one) => one.department === null || one.department === department);
    return { match, changes: { since, data: around.slice(0, shownAtMost), newRequirements: [] } };
  } catch (fault) {
    if (!isOkaeriError(fault)) throw fault;
    return { fault };
  }
}
