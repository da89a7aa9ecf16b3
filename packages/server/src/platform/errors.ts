import type { ErrorCode, InputFault } from "@okaeri/sdk/contract/errors";

/** The one error a verb throws. `http/problem.ts` maps its code to a status; anything else is an opaque 500. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly faults: InputFault[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: { detail?: string; faults?: InputFault[]; retryAfterSeconds?: number } = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code);
    this.code = code;
    this.detail = options.detail;
    this.faults = options.faults;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
