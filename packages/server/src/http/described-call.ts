import type { OpenAPIHono } from "@hono/zod-openapi";
import { accessPurpose } from "@okaeri/sdk/contract/access";
import type { Context as HonoContext } from "hono";
import { routePath } from "hono/route";
import { TypeID } from "typeid-js";
import type { Call } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import type { Environment } from "./environment.ts";

/** What a request does, as the audit trail names it: its operation, and what its path names. */
export type DescribeCall = (c: HonoContext<Environment>) => Call;

/** Operations are looked up at the first request: by then all routes are there. */
export function createCallDescriber(app: OpenAPIHono<Environment>): DescribeCall {
  let operations: Map<string, string> | undefined;
  return (c) => {
    operations ??= operationsOf(app);
    const route = `${c.req.method} ${routePath(c, -1)}`;
    const ids = Object.values(c.req.param()).filter((value) => /^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(value));
    return {
      action: operations.get(route) ?? route,
      resources: ids.filter((id) => !isPerson(id)),
      people: ids.filter(isPerson).map((id) => TypeID.fromString(id).toUUID()),
      requestId: c.var.requestId,
      purpose: purposeOf(c),
    };
  };
}

const isPerson = (id: string): boolean => id.startsWith("person_");

function operationsOf(app: OpenAPIHono<Environment>): Map<string, string> {
  const operations = new Map<string, string>();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== "route" || definition.route.operationId === undefined) continue;
    const { method, path, operationId } = definition.route;
    operations.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`, operationId);
  }
  return operations;
}

/** @throws DomainError `invalid_input` for a purpose that is none */
export function purposeOf(c: HonoContext<Environment>): Call["purpose"] {
  const text = c.req.header("okaeri-purpose");
  if (text === undefined) return null;
  const purpose = accessPurpose.safeParse(text);
  if (purpose.success) return purpose.data;
  throw new DomainError("invalid_input", {
    faults: [
      {
        pointer: "#/header/okaeri-purpose",
        code: "invalid_value",
        detail: `must be one of ${accessPurpose.options.join(", ")}`,
      },
    ],
  });
}
