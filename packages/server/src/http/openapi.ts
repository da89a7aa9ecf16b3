import type { OpenAPIHono } from "@hono/zod-openapi";
import { type ErrorCode, problem } from "@okaeri/sdk/contract/errors";
import type { Environment } from "./environment.ts";
import type { CredentialScheme } from "./operation.ts";

type Document = ReturnType<OpenAPIHono<Environment>["getOpenAPI31Document"]>;
type Path = NonNullable<Document["paths"]>[string];
export type Operation = NonNullable<Path["get"]>;
type SecurityScheme = NonNullable<NonNullable<Document["components"]>["securitySchemes"]>[string];

export type ApiDocument = Document;

export interface ListedOperation {
  id: string;
  method: Method;
  path: string;
  operation: Operation;
}

const methods = ["get", "post", "put", "patch", "delete"] as const;
export type Method = (typeof methods)[number];

const securitySchemes: Record<CredentialScheme, SecurityScheme> = {
  publishableKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "pk_…",
    description:
      "The publishable key names the organization and may stand in a page. It works from the organization's allowed origins only.",
  },
  publishableKeyInQuery: {
    type: "apiKey",
    in: "query",
    name: "key",
    description: "The publishable key on a GET, so that a read across origins needs no preflight and is cached by URL.",
  },
  session: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "st_…",
    description: "A session of a known person, from `POST /v1/embed-sessions`. It lives 15 minutes, in memory alone.",
  },
  secretKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "sk_…",
    description: "The organization's own key. It belongs on the organization's servers, never into a page.",
  },
};

// The token and the code are their own idempotency keys.
const withoutIdempotencyKey = [
  "exchangeEmbedToken",
  "enterCode",
  "enterSignInCode",
  "renewSession",
  "startPasskeySignIn",
  "signInWithPasskey",
  "startPasskey",
  "addPasskey",
  "confirmEmail",
  "leave",
  "fulfilPrivacyRequest",
  "runRetention",
  "uploadJobFeedDocument",
];

const ownCodes: Record<string, ErrorCode[]> = {
  publishJob: ["conflict"],
  requestSignUp: ["conflict", "agreement_outdated"],
  enterCode: ["code_invalid", "code_expired"],
  agree: ["agreement_outdated"],
  withdrawAgreement: ["conflict"],
  confirmEmail: ["code_invalid", "code_expired"],
  leave: ["conflict"],
  shareInterest: ["rate_limited"],
  attachFile: ["attachment_refused", "rate_limited"],
  applyForJob: ["agreement_outdated", "conflict", "rate_limited"],
  setApplicationStage: ["conflict"],
  handOverApplication: ["conflict"],
  addApplicationDestination: ["conflict"],
  bookTalk: ["conflict", "rate_limited"],
  saveSearch: ["conflict"],
  startPasskey: ["conflict"],
  addPasskey: ["passkey_invalid"],
  signInWithPasskey: ["passkey_invalid"],
  requestSignIn: ["conflict"],
  revokeInvitation: ["conflict"],
  enterSignInCode: ["code_invalid", "code_expired"],
  approveSignUp: ["conflict"],
  declineSignUp: ["conflict"],
  askApplicant: ["conflict"],
  importRegistry: ["registry_file_unreadable", "registry_columns_missing", "registry_data_forbidden"],
  exportPeople: ["characters_not_encodable"],
  changePersonState: ["conflict"],
  createSegment: ["conflict"],
  editSegment: ["conflict"],
  mergePeople: ["conflict"],
  undoMerge: ["conflict"],
  retireAgreement: ["conflict"],
  noteNda: ["conflict"],
  createPrivacyRequest: ["conflict"],
  withdrawPrivacyRequest: ["conflict"],
  identifyPrivacyRequest: ["conflict"],
  fulfilPrivacyRequest: ["conflict"],
  refusePrivacyRequest: ["conflict"],
  readPrivacyRequestData: ["conflict"],
  createConnection: ["conflict"],
  editConnection: ["conflict"],
  addJobFeed: ["conflict"],
  editJobFeed: ["conflict"],
  syncJobFeed: ["conflict"],
  uploadJobFeedDocument: ["feed_unreadable"],
  releaseJobFeedRun: ["conflict"],
  discardJobFeedRun: ["conflict"],
  exchangeEmbedToken: [
    "embed_token_malformed",
    "embed_token_unsupported",
    "embed_token_key_unknown",
    "embed_token_signature_invalid",
    "embed_token_claims_invalid",
    "embed_token_expired",
    "embed_token_spent",
  ],
};

/** OpenAPI 3.1, made from the routes: what every operation has in common is added here. */
export function describeApi(app: OpenAPIHono<Environment>, serverUrl: string): ApiDocument {
  // A copy, for the contract's own was made before the library taught zod to describe itself.
  app.openAPIRegistry.register("Problem", problem.meta({ id: "Problem" }));
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Okaeri API",
      version: "1",
      description: "Alumni hiring inside the pages a company already has: postings, sign-ups, the registry of leavers.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: serverUrl }],
  });
  document.components = {
    ...document.components,
    securitySchemes,
    responses: {
      Problem: {
        description: "Anything that went wrong, with a stable code",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
  for (const listed of listOperations(document)) complete(listed);
  return document;
}

export const listOperations = (document: ApiDocument): ListedOperation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ id: operation.operationId ?? "", method, path, operation }] : [];
    }),
  );

function complete({ id, method, operation }: ListedOperation): void {
  operation.responses = { ...operation.responses, default: { $ref: "#/components/responses/Problem" } };
  const header = (name: string, required: boolean, description: string) => {
    operation.parameters = [
      ...(operation.parameters ?? []),
      { in: "header", name, required, description, schema: { type: "string" } },
    ];
  };
  if (takesIdempotencyKey(id, method))
    header("Idempotency-Key", false, "Makes it safe to send again: done once, answered the same for 24 hours.");
  if (method === "patch") header("If-Match", true, "The ETag of what you read; refused when somebody was faster.");
  operation["x-error-codes"] = codesOf(id, method, operation);
}

const takesIdempotencyKey = (id: string, method: Method): boolean =>
  method === "post" && !withoutIdempotencyKey.includes(id);

function codesOf(id: string, method: Method, operation: Operation): ErrorCode[] {
  const schemes = (operation.security ?? []).flatMap((one) => Object.keys(one));
  const hasInput =
    operation.requestBody !== undefined || operation.parameters?.some((one) => "in" in one && one.in === "query");
  const hasId = operation.parameters?.some((one) => "in" in one && one.in === "path");
  return [
    ...(ownCodes[id] ?? []),
    ...(hasInput ? (["invalid_input"] as const) : []),
    ...(operation.requestBody ? (["invalid_json", "unsupported_media_type", "payload_too_large"] as const) : []),
    ...(hasId ? (["not_found"] as const) : []),
    ...(method === "patch" ? (["precondition_required", "precondition_failed"] as const) : []),
    ...(takesIdempotencyKey(id, method) ? (["idempotency_key_reused", "idempotency_in_flight"] as const) : []),
    "unauthenticated",
    ...(schemes.includes("session") ? (["session_expired"] as const) : []),
    "forbidden",
    ...(schemes.some((scheme) => scheme !== "secretKey") ? (["origin_not_allowed"] as const) : []),
    ...(schemes.includes("publishableKey") && method !== "get" ? (["rate_limited"] as const) : []),
    "unavailable",
    "internal",
  ];
}
