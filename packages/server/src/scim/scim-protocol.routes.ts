import type { ErrorCode } from "@okaeri/sdk/contract/errors";
import type { Context as HonoContext, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { noneMatch } from "../http/conditional.ts";
import type { Environment } from "../http/environment.ts";
import { statuses } from "../http/problem.ts";
import type { KnownOrganizations } from "../organizations/known-organizations.ts";
import { type Context, callOf } from "../platform/context.ts";
import { readCredential } from "../platform/credentials.ts";
import { DomainError } from "../platform/errors.ts";
import { isResource, type Json, type Resource } from "./filter-matching.rules.ts";
import { type Projection, toNames } from "./projection.rules.ts";
import { refusal } from "./refusals.rules.ts";
import type { ListPage, ListQuery } from "./scim-list.ts";
import { type Precondition, scimEtag } from "./scim-resources.rules.ts";

/** How SCIM speaks (RFC 7644): who calls, what is asked, and how answers and errors look. */

export const scimType = "application/scim+json";
const errorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";
const listUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const searchUrn = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

export interface ScimOptions {
  organizations: KnownOrganizations;
  base: Omit<Context, "organizationId" | "actor" | "call">;
  /** Without a slash at its end. */
  baseUrl: string;
}

/** Only a token made for SCIM opens this, and the organization is the one the token names. */
export const identifyProvider =
  ({ organizations, base }: ScimOptions): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const credential = readCredential(/^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "");
    const known = credential?.kind === "scim" ? await organizations.byId(credential.organizationId) : null;
    const key = credential && known?.keys.get(credential.hash.toString("hex"));
    if (!known || key?.kind !== "scim")
      throw new DomainError("unauthenticated", { detail: "Send the organization's SCIM token as a Bearer credential" });
    c.set("known", known);
    const actor = { kind: "admin", subject: `scim-token:${key.apiKeyId}`, sessionId: null } as const;
    c.set("ctx", { ...base, organizationId: known.organizationId, actor, call: callOf(`scim ${c.req.method}`) });
    await next();
  };

export const answer = (c: HonoContext<Environment>, body: Resource, status: ContentfulStatusCode = 200): Response =>
  c.body(JSON.stringify(body), status, { "content-type": scimType, "cache-control": "no-store" });

// SCIM has one status for whatever is wrong with a request.
const statusOf = (code: ErrorCode): ContentfulStatusCode => (code === "invalid_input" ? 400 : statuses[code]);

export function answerError(c: HonoContext<Environment>, error: DomainError): Response {
  const status = statusOf(error.code);
  const scimType = error.code === "invalid_json" ? "invalidSyntax" : error.faults?.[0]?.code;
  if (status === 401)
    c.header(
      "WWW-Authenticate",
      c.req.header("authorization") === undefined
        ? 'Bearer realm="SCIM"'
        : 'Bearer realm="SCIM", error="invalid_token"',
    );
  if (error.retryAfterSeconds !== undefined) c.header("Retry-After", String(error.retryAfterSeconds));
  c.header("ETag", undefined);
  return answer(
    c,
    {
      schemas: [errorUrn],
      status: String(status),
      ...(scimType !== undefined && { scimType }),
      detail: error.detail ?? error.code.replaceAll("_", " "),
    },
    status,
  );
}

/** @throws DomainError `unsupported_media_type`, `invalid_json` */
export async function readBody(c: HonoContext<Environment>): Promise<unknown> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== undefined && type !== scimType && type !== "application/json")
    throw new DomainError("unsupported_media_type", { detail: `Send ${scimType} or application/json` });
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw new DomainError("invalid_json", { detail: "The body is not well-formed JSON" });
  }
}

export const projectionOf = (c: HonoContext<Environment>): Projection => ({
  attributes: toNames(c.req.query("attributes")),
  excluded: toNames(c.req.query("excludedAttributes")),
});

export const queryOf = (c: HonoContext<Environment>): ListQuery => ({
  ...projectionOf(c),
  filter: c.req.query("filter") ?? null,
  startIndex: toNumber("startIndex", c.req.query("startIndex")),
  count: toNumber("count", c.req.query("count")),
});

/** The same as a query, in the body of a POST (RFC 7644 3.4.3). */
export function searchOf(body: unknown): ListQuery {
  if (!isResource(body) || !Array.isArray(body.schemas) || !body.schemas.includes(searchUrn))
    throw refusal("invalidSyntax", `schemas must name ${searchUrn}`);
  const { filter = null, startIndex, count, attributes, excludedAttributes } = body;
  if (filter !== null && typeof filter !== "string") throw refusal("invalidFilter", "filter must be text");
  return {
    filter,
    startIndex: toNumber("startIndex", startIndex),
    count: toNumber("count", count),
    attributes: toNames(listOf(attributes)),
    excluded: toNames(listOf(excludedAttributes)),
  };
}

const listOf = (names: Json | undefined): string | undefined => (Array.isArray(names) ? names.join(",") : undefined);

function toNumber(name: string, value: Json | undefined): number | null {
  if (value === undefined || value === null) return null;
  if (!/^-?\d{1,9}$/.test(String(value))) throw refusal("invalidValue", `${name} must be a whole number`);
  return Number(value);
}

export const toListAnswer = ({ totalResults, startIndex, resources }: ListPage): Resource => ({
  schemas: [listUrn],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** Without `If-Match`, any version will do. */
export const preconditionOf = (c: HonoContext<Environment>): Precondition => {
  const header = c.req.header("if-match");
  return (version) => header === undefined || !noneMatch(header, scimEtag(version));
};
