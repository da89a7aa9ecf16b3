/** Which words fit what went wrong on the way. `backOnline`: the network is there again since. */
export type Failure = "failedBusy" | "failedOffline" | "failedOther" | "backOnline";

export function failureOf(error: unknown): Failure {
  const code = error instanceof Object && "code" in error ? error.code : undefined;
  if (code === "rate_limited" || code === "unavailable") return "failedBusy";
  return code === undefined || code === "network_error" || code === "timeout" ? "failedOffline" : "failedOther";
}
