import type { Context } from "../platform/context.ts";

const everyQuarter = "*/15 * * * *";
const mostRemembered = 10_000;

const scheduled = new Set<string>();

/**
 * From now on the organization's postings are closed after their last day, and found by the rules of this version. Said by
 * whoever reads the board, once per process: after an update nobody else would come by every organization.
 */
export async function scheduleKeeping({ queue, organizationId }: Context): Promise<void> {
  if (scheduled.has(organizationId)) return;
  await queue.schedule("jobs.keep", organizationId, everyQuarter, { organizationId });
  if (scheduled.size >= mostRemembered) scheduled.clear();
  scheduled.add(organizationId);
}
