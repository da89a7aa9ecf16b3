import type { Context } from "../platform/context.ts";

const everyTenMinutes = "*/10 * * * *";
const mostRemembered = 10_000;

const scheduled = new Set<string>();

/**
 * From now on what was forgotten on the way is handed over, systems are asked where applicants stand, and files that
 * nobody applied with go. Said by whoever sends something or adds a destination, once per process.
 */
export async function scheduleApplications({ queue, organizationId }: Context): Promise<void> {
  if (scheduled.has(organizationId)) return;
  await queue.schedule("applications.keep", organizationId, everyTenMinutes, { organizationId });
  if (scheduled.size >= mostRemembered) scheduled.clear();
  scheduled.add(organizationId);
}
