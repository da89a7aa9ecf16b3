import type { ErrorCode, InputFault } from "./contract/errors.ts";

/**
 * What can go wrong on this side of the wire.
 * `network_error`: no answer came. `timeout`: none came in time. `invalid_response`: what came isn't the API's.
 * `session_changed`: another person is signed in than the call was meant for; it was not carried out.
 * `webhook_invalid`: a delivery's signature or time is wrong.
 */
export type ClientErrorCode = "network_error" | "timeout" | "invalid_response" | "session_changed" | "webhook_invalid";

/** A newer server may answer with codes that this version doesn't list: keep a default branch. */
export type OkaeriErrorCode = ErrorCode | ClientErrorCode;

export interface OkaeriErrorInit {
  code: OkaeriErrorCode;
  status?: number | undefined;
  requestId?: string | undefined;
  detail?: string | undefined;
  errors?: readonly InputFault[] | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

// In the registry of symbols, so that two copies of this package on one page know each other's errors.
const brand = Symbol.for("okaeri.error");

/** Thrown by every call that fails. Recognise it with `isOkaeriError`: `instanceof` fails across two copies of the package. */
export class OkaeriError extends Error {
  readonly code: OkaeriErrorCode;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** Names the request in the server's log: worth showing to whoever asks for help. */
  readonly requestId: string | undefined;
  readonly detail: string | undefined;
  /** The faults of the input, by JSON pointer. Empty for every other error. */
  readonly errors: readonly InputFault[];
  /** How long the server asked to wait. */
  readonly retryAfterMs: number | undefined;
  readonly [brand] = true;

  constructor(init: OkaeriErrorInit) {
    super(init.detail ? `${init.code}: ${init.detail}` : init.code, { cause: init.cause });
    this.name = "OkaeriError";
    this.code = init.code;
    this.status = init.status;
    this.requestId = init.requestId;
    this.detail = init.detail;
    this.errors = init.errors ?? [];
    this.retryAfterMs = init.retryAfterMs;
  }
}

export const isOkaeriError = (error: unknown): error is OkaeriError =>
  typeof error === "object" && error !== null && brand in error;
