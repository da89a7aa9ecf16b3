import { z } from "zod";

/** Every code the API can answer with. Codes are stable: a new one may be added, none changes its meaning. */
export const errorCodes = [
  "invalid_input",
  "invalid_json",
  "unsupported_media_type",
  "payload_too_large",
  "unauthenticated",
  "session_expired",
  "forbidden",
  "origin_not_allowed",
  "not_found",
  "method_not_allowed",
  "conflict",
  "idempotency_key_reused",
  "idempotency_in_flight",
  "precondition_required",
  "precondition_failed",
  "rate_limited",
  "code_invalid",
  "code_expired",
  "agreement_outdated",
  "attachment_refused",
  "passkey_invalid",
  "embed_token_malformed",
  "embed_token_unsupported",
  "embed_token_key_unknown",
  "embed_token_signature_invalid",
  "embed_token_claims_invalid",
  "embed_token_expired",
  "embed_token_spent",
  "registry_file_unreadable",
  "registry_columns_missing",
  "registry_data_forbidden",
  "characters_not_encodable",
  "source_unreachable",
  "source_unauthorized",
  "source_unreadable",
  "feed_unreadable",
  "feed_unreachable",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One fault in the input. `pointer` is an RFC 6901 JSON pointer into the body, or `#/query/…` for a query parameter. */
export const inputFault = z.object({
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
});

/** RFC 9457 problem details, as `application/problem+json`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(errorCodes),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(inputFault).optional(),
  })
  .meta({ id: "Problem" });

export type InputFault = z.infer<typeof inputFault>;
export type Problem = z.infer<typeof problem>;
