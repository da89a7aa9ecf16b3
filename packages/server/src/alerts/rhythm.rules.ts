import type { AlertRhythm } from "@okaeri/sdk/contract/saved-searches";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// 08:00 in Japan, which has no summer time, is 23:00 UTC the day before.
const mailedAtMs = 23 * hourMs;
// The first Sunday of 1970 in UTC; in Japan it is Monday by then.
const firstSundayMs = 3 * dayMs;

/** When a search is looked through next after `now`: at 08:00 in Japan, every day or on Mondays. Null: never. */
export function nextDue(alert: AlertRhythm, now: Date): Date | null {
  if (alert === "never") return null;
  const [everyMs, firstMs] = alert === "daily" ? [dayMs, mailedAtMs] : [7 * dayMs, firstSundayMs + mailedAtMs];
  return new Date(firstMs + (Math.floor((now.getTime() - firstMs) / everyMs) + 1) * everyMs);
}

/** Further ahead nothing is ever due: it was written by a clock that ran ahead. */
export const furthestDue = (now: Date): Date => new Date(now.getTime() + 8 * dayMs);
