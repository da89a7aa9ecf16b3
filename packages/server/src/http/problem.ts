import type { ErrorCode, InputFault, Problem } from "@okaeri/sdk/contract/errors";
import type { Context as HonoContext } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { $ZodIssue } from "zod/v4/core";
import { DomainError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { isDatabaseLost, isDiskFull, isTaken } from "../platform/outages.ts";
import type { Environment } from "./environment.ts";

export const statuses: Record<ErrorCode, ContentfulStatusCode> = {
  invalid_input: 422,
  invalid_json: 400,
  unsupported_media_type: 415,
  payload_too_large: 413,
  unauthenticated: 401,
  session_expired: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_key_reused: 422,
  idempotency_in_flight: 409,
  precondition_required: 428,
  precondition_failed: 412,
  rate_limited: 429,
  code_invalid: 422,
  code_expired: 422,
  agreement_outdated: 409,
  attachment_refused: 422,
  passkey_invalid: 422,
  embed_token_malformed: 401,
  embed_token_unsupported: 401,
  embed_token_key_unknown: 401,
  embed_token_signature_invalid: 401,
  embed_token_claims_invalid: 401,
  embed_token_expired: 401,
  embed_token_spent: 401,
  registry_file_unreadable: 422,
  registry_columns_missing: 422,
  registry_data_forbidden: 422,
  characters_not_encodable: 422,
  source_unreachable: 502,
  source_unauthorized: 422,
  source_unreadable: 502,
  feed_unreadable: 422,
  feed_unreachable: 502,
  unavailable: 503,
  internal: 500,
};

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export function problemResponse(c: HonoContext<Environment>, error: DomainError): Response {
  const status = statuses[error.code];
  const problem: Problem = {
    type: "about:blank",
    title: titleOf(error.code),
    status,
    code: error.code,
    ...(error.detail !== undefined && { detail: error.detail }),
    requestId: c.var.requestId,
    ...(error.faults && { errors: error.faults }),
  };
  if (error.retryAfterSeconds !== undefined) c.header("Retry-After", String(error.retryAfterSeconds));
  c.header("Cache-Control", "no-store");
  c.header("ETag", undefined);
  return c.body(JSON.stringify(problem), status, { "content-type": "application/problem+json" });
}

/** Faults of the input as RFC 6901 pointers; the rejected values themselves are not repeated. */
export const toFaults = (issues: readonly $ZodIssue[], target: "json" | "query" | "param" | "header"): InputFault[] =>
  issues.slice(0, 50).map((issue) => ({
    pointer: ["#", ...(target === "json" ? [] : [target]), ...issue.path.map(escapePointer)].join("/"),
    code: issue.code ?? "custom",
    detail: issue.message,
  }));

const escapePointer = (part: PropertyKey): string => String(part).replaceAll("~", "~0").replaceAll("/", "~1");

/** Brings whatever was thrown to the one error there is; what nobody foresaw stays opaque. */
export function toDomainError(error: unknown, log: Log, requestId: string): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof HTTPException) {
    if (error.status === 400) return new DomainError("invalid_json", { detail: "The body is not well-formed JSON" });
    if (error.status === 413) return new DomainError("payload_too_large");
    if (error.status === 415) return new DomainError("unsupported_media_type");
  }
  if (isDatabaseLost(error)) {
    log.error({ err: error, requestId }, "database unavailable");
    return new DomainError("unavailable", { retryAfterSeconds: 2 });
  }
  if (isDiskFull(error)) {
    log.error({ err: error, requestId }, "no room on disk");
    return new DomainError("unavailable", {
      detail: "The server has no room on its disk for this file; nothing was written",
      retryAfterSeconds: 60,
    });
  }
  if (isTaken(error)) {
    log.error({ err: error, requestId }, "two at once");
    return new DomainError("conflict", { detail: "Somebody else wrote the same at this moment" });
  }
  log.error({ err: error, requestId }, "unforeseen");
  return new DomainError("internal");
}
