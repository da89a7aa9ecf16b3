const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const maxPauseMs = 6 * hourMs;
const maxAskedForMs = 24 * hourMs;
const givenUpAfterMs = 5 * 24 * hourMs;
/** A queue and this process need not agree on the second. */
const skewMs = minuteMs;

/** What became of one attempt. Words for HR, and none of a secret. */
export type Outcome =
  | { kind: "done"; externalId: string | null }
  | { kind: "later"; code: string; detail: string; afterMs?: number | undefined }
  | { kind: "refused"; code: string; detail: string; said?: string | undefined };

export interface HandOverState {
  handOverState: "none" | "waiting" | "delayed" | "done" | "stopped";
  nextAttemptAt: string | null;
  leasedUntil: string | null;
}

export type Turn = { do: "send" } | { do: "nothing" } | { do: "wait"; until: Date };

/** Whether an application goes out now. What waits for its time has its own piece of work, which comes then. */
export function takeTurn({ handOverState, nextAttemptAt, leasedUntil }: HandOverState, now: Date): Turn {
  if (handOverState !== "waiting" && handOverState !== "delayed") return { do: "nothing" };
  if (leasedUntil !== null && new Date(leasedUntil) > now) return { do: "wait", until: new Date(leasedUntil) };
  if (nextAttemptAt !== null && new Date(nextAttemptAt).getTime() > now.getTime() + skewMs) return { do: "nothing" };
  return { do: "send" };
}

/** When to try again what failed `attempts` times; null: it was tried for five days. */
export function nextAttempt(attempts: number, since: Date, now: Date, askedForMs = 0): Date | null {
  if (now.getTime() - since.getTime() >= givenUpAfterMs) return null;
  const pauseMs = Math.min(maxPauseMs, minuteMs * 2 ** Math.min(attempts - 1, 20));
  return new Date(now.getTime() + Math.max(pauseMs, Math.min(askedForMs, maxAskedForMs)));
}

/** RFC 9110 10.2.3: seconds, or a date. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/** What a status says by itself; null: it was taken, and the body says more. */
export function judgeStatus(status: number, retryAfter: number | undefined): Exclude<Outcome, { kind: "done" }> | null {
  const detail = `it answered ${status}`;
  if (status >= 200 && status < 300) return null;
  if (status === 408 || status === 425 || status === 429)
    return { kind: "later", code: "destination_busy", detail, afterMs: retryAfter };
  if (status >= 500) return { kind: "later", code: "destination_failed", detail, afterMs: retryAfter };
  if (status < 400) return { kind: "later", code: "destination_unreachable", detail };
  if (status === 401 || status === 403) return { kind: "refused", code: "destination_unauthorized", detail };
  if (status === 404 || status === 410) return { kind: "refused", code: "destination_not_found", detail };
  return { kind: "refused", code: "destination_refused", detail };
}
