import { OkaeriError } from "./errors.ts";
import type { Signal } from "./runtime.ts";

/** The time one call has, retries and waits included, and the caller's own wish to stop. */
export interface Deadline {
  readonly signal: AbortSignal;
  remainingMs(): number;
  /** Settles as `work` does, or rejects when the time is up or the caller aborts; shared work goes on. */
  within<Value>(work: Promise<Value>): Promise<Value>;
  sleep(delayMs: number): Promise<void>;
  /** Must be called, or the timer keeps a process alive. */
  clear(): void;
}

export function startDeadline(timeoutMs: number, caller: Signal | undefined): Deadline {
  // By hand instead of AbortSignal.any: Safari has it only since 17.4, Node 20 leaks where the caller's signal lives long.
  const controller = new AbortController();
  const { signal } = controller;
  const passOn = () => controller.abort(caller?.reason);
  const endsAtMs = performance.now() + timeoutMs;
  const timer = setTimeout(
    () => controller.abort(new OkaeriError({ code: "timeout", detail: `No answer within ${timeoutMs} ms` })),
    timeoutMs,
  );
  if (caller?.aborted) passOn();
  else caller?.addEventListener("abort", passOn);

  const within = <Value>(work: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop);
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    });

  return {
    signal,
    remainingMs: () => endsAtMs - performance.now(),
    within,
    async sleep(delayMs) {
      let sleeper: ReturnType<typeof setTimeout> | undefined;
      const wake = new Promise<void>((resolve) => {
        sleeper = setTimeout(resolve, delayMs);
      });
      await within(wake).finally(() => clearTimeout(sleeper));
    },
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", passOn);
    },
  };
}
