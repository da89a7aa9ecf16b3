import { accessPurpose } from "@okaeri/sdk/contract/access";
import type { Context as HonoContext } from "hono";
import { routePath } from "hono/route";
import { TypeID } from "typeid-js";
import type { Call } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import type { AnsweredOperation } from "./answered-operations.ts";
import type { Environment } from "./environment.ts";

export type FindOperation = (c: HonoContext<Environment>) => AnsweredOperation | undefined;

/** The operation that answers a request. To be asked once its route is reached: before that nothing has a path yet. */
export function createOperationFinder(operations: () => ReadonlyMap<string, AnsweredOperation>): FindOperation {
  let known: ReadonlyMap<string, AnsweredOperation> | undefined;
  return (c) => {
    known ??= operations();
    return known.get(`${methodOf(c)} ${routePath(c)}`);
  };
}

// HEAD is answered by the route of GET, without the body.
const methodOf = (c: HonoContext<Environment>): string => (c.req.method === "HEAD" ? "GET" : c.req.method);

/** What a request does, as the audit trail names it: its operation, and what its path names. */
export function describeCall(c: HonoContext<Environment>, find: FindOperation): Call {
  const ids = Object.values(c.req.param()).filter((value) => /^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(value));
  return {
    action: find(c)?.id ?? `${methodOf(c)} ${routePath(c)}`,
    resources: ids.filter((id) => !isPerson(id)),
    people: ids.filter(isPerson).map((id) => TypeID.fromString(id).toUUID()),
    requestId: c.var.requestId,
    purpose: purposeOf(c),
  };
}

const isPerson = (id: string): boolean => id.startsWith("person_");

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
