import { OpenAPIHono } from "@hono/zod-openapi";
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
