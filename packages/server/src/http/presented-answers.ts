import type { MiddlewareHandler } from "hono";
import { present, recordReading } from "../access/access.ts";
import { roleOf } from "../access/field-access.rules.ts";
import { startSeen } from "../access/projection.rules.ts";
import type { FindOperation } from "./described-call.ts";
import type { Environment } from "./environment.ts";

/**
 * Every JSON answer goes through the table of who may read what, as the shape its operation promised: what the contract
 * doesn't name goes to nobody. Whose records HR was shown is written down before they are.
 */
export function presentAnswers(find: FindOperation): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const seen = startSeen();
    const { json } = c;
    const presented = (body: unknown, status: unknown, headers: unknown) => {
      const schema = find(c)?.answers.get(typeof status === "number" ? status : 200);
      if (!schema) throw new TypeError("An answer that no operation promised");
      return Reflect.apply(json, c, [present(c.var.ctx, schema, body, seen), status, headers]);
    };
    // Routes answer by `c.json`: no way leads past it that a route could forget.
    Object.assign(c, { json: presented });
    await next();
    const role = roleOf(c.var.ctx.actor);
    if (role === "visitor" || role === "member" || seen.fields.size === 0 || c.error) return;
    await recordReading(c.var.ctx, seen);
  };
}
