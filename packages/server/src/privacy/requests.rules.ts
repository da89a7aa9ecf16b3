import type { PrivacyRequestState } from "@okaeri/sdk/contract/privacy";

const dayMs = 86_400_000;

/**
 * The last day to answer, `YYYY-MM-DD`: so many days after the day it came in, where the organization is.
 * @param received `YYYY-MM-DD` in Asia/Tokyo
 */
export const dueOn = (received: string, days: number): string =>
  new Date(Date.parse(received) + days * dayMs).toISOString().slice(0, 10);

/** Still to be decided. */
export const underWay: PrivacyRequestState[] = ["received", "open"];

/** What may follow on what. Nothing is decided before it is clear who asks; refusing is possible, for just that reason. */
const next: Record<PrivacyRequestState, readonly PrivacyRequestState[]> = {
  received: ["open", "refused", "withdrawn"],
  open: ["fulfilled", "partly_refused", "refused", "withdrawn"],
  fulfilled: [],
  partly_refused: [],
  refused: [],
  withdrawn: [],
};

export const mayFollow = (from: PrivacyRequestState, to: PrivacyRequestState): boolean => next[from].includes(to);
