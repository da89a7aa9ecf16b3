import type { PersonalData } from "./contract/account.ts";
import type {
  Fulfilment,
  Identification,
  LegalHold,
  LegalHoldDraft,
  PrivacyRequest,
  PrivacyRequestDraft,
  PrivacyRequestQuery,
  Refusal,
  RetentionPreview,
  RetentionRules,
  RetentionRun,
} from "./contract/privacy.ts";
import { listing, type Paging } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

/** Requests of people about what is known of them. A member makes and lists their own; the rest is HR's. */
export const privacyRequests = (send: Send) => ({
  create: (draft: PrivacyRequestDraft, options?: CallOptions): Promise<PrivacyRequest> =>
    send({ method: "POST", path: "/v1/privacy/requests", json: draft, options }),

  /** The nearest due date first. */
  list: listing<PrivacyRequest, PrivacyRequestQuery>(send, "/v1/privacy/requests"),

  get: (requestId: string, options?: CallOptions): Promise<PrivacyRequest> =>
    send({ method: "GET", path: path`/v1/privacy/requests/${requestId}`, options }),

  /** By the member who made it. */
  withdraw: (requestId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/privacy/requests/${requestId}`, options }),

  identify: (requestId: string, identification: Identification, options?: CallOptions): Promise<PrivacyRequest> =>
    send({
      method: "POST",
      path: path`/v1/privacy/requests/${requestId}/identification`,
      json: identification,
      options,
    }),

  /** Does what was asked for, or says that it is done. Fails with `conflict` before it is clear who asks. */
  fulfil: (requestId: string, fulfilment: Fulfilment = {}, options?: CallOptions): Promise<PrivacyRequest> =>
    send({ method: "POST", path: path`/v1/privacy/requests/${requestId}/fulfilment`, json: fulfilment, options }),

  refuse: (requestId: string, refusal: Refusal, options?: CallOptions): Promise<PrivacyRequest> =>
    send({ method: "POST", path: path`/v1/privacy/requests/${requestId}/refusal`, json: refusal, options }),

  /** Everything about the person who asked, for the answer to a disclosure. */
  data: (requestId: string, options?: CallOptions): Promise<PersonalData> =>
    send({ method: "GET", path: path`/v1/privacy/requests/${requestId}/data`, options }),
});

/** What is removed when. For admins. */
export const retention = (send: Send) => ({
  rules: (options?: CallOptions): Promise<Versioned<RetentionRules>> =>
    send({ method: "GET", path: "/v1/privacy/retention", options }),

  /** All rules at once, in place of those before. As with `jobs.edit`. */
  edit: (
    rules: RetentionRules,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<RetentionRules>> =>
    send({ method: "PATCH", path: "/v1/privacy/retention", json: rules, ifMatch, options }),

  /** What running it now would remove; nothing is written. */
  preview: (options?: CallOptions): Promise<RetentionPreview> =>
    send({ method: "GET", path: "/v1/privacy/retention/preview", options }),

  /** Removes what is due, and certifies it. It also runs by itself, every night. */
  run: (options?: CallOptions): Promise<RetentionRun> =>
    send({ method: "POST", path: "/v1/privacy/retention/runs", options }),

  listRuns: listing<RetentionRun, Paging>(send, "/v1/privacy/retention/runs"),
});

/** People of whom nothing may be removed. For admins. */
export const legalHolds = (send: Send) => ({
  list: listing<LegalHold, Paging>(send, "/v1/privacy/holds"),

  create: (draft: LegalHoldDraft, options?: CallOptions): Promise<LegalHold> =>
    send({ method: "POST", path: "/v1/privacy/holds", json: draft, options }),

  lift: (holdId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/privacy/holds/${holdId}`, options }),
});
