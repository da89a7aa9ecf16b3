import type { PrivacyRequest, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";

const dayMs = 86_400_000;
const japan = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" });

/** `YYYY-MM-DD` where the organization is: its clock counts, and not the reader's. */
export const todayInJapan = (now: Date): string => japan.format(now);

/** Whole days until a day: 0 on the day itself, below once it is past. */
export const daysUntil = (day: string, now: Date): number =>
  Math.round((Date.parse(day) - Date.parse(todayInJapan(now))) / dayMs);

export const isUnderWay = ({ state }: Pick<PrivacyRequest, "state">): boolean =>
  state === "received" || state === "open";

export const requestStates: readonly PrivacyRequestState[] = [
  "received",
  "open",
  "fulfilled",
  "partly_refused",
  "refused",
  "withdrawn",
];
