import { randomBytes } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context as HonoContext } from "hono";
import type { KnownOrganization } from "../organizations/known-organizations.ts";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { toFaults } from "./problem.ts";

/** What the middlewares leave for the routes. */
export interface Environment {
  Variables: {
    requestId: string;
    ctx: Context;
    known: KnownOrganization;
  };
}

export type Routes = OpenAPIHono<Environment>;

/** Routes whose input is parsed by the contract before a verb sees it. */
export const createRoutes = (): Routes =>
  new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (!result.success)
        throw new DomainError("invalid_input", {
          faults: toFaults(
            result.error.issues,
            result.target === "json" || result.target === "query" || result.target === "header"
              ? result.target
              : "param",
          ),
        });
    },
  });

const process = randomBytes(9).toString("base64url");
let requests = 0;

/** Names a request within this process and all others. */
export const newRequestId = (): string => process + (requests++).toString(36);

/** The headers of every answer. */
export const onEvery = (c: HonoContext<Environment>): Record<string, string> => ({
  "x-request-id": c.var.requestId,
  "x-content-type-options": "nosniff",
});

/** Of the API besides. Any origin may read it: there are no cookies, and key and Origin decide who may ask. */
export const onApi = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, retry-after, x-request-id",
};

/** Headers are set before the answer is made: touching a finished answer costs as much as making it. */
export function setHeaders(c: HonoContext<Environment>, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
}
