import { isUtf8 } from "node:buffer";
import type { MiddlewareHandler } from "hono";
import { DomainError } from "../platform/errors.ts";
import type { Environment } from "./environment.ts";

const jsonType = /^application\/(?:[a-z.-]+\+)?json(?:;\s*charset="?[uU][tT][fF]-8"?)?$/;

/**
 * Refuses a body that is no JSON in UTF-8 before anybody parses it: a body of another type would be taken for an empty
 * one, and bytes that are no UTF-8 would be stored as U+FFFD.
 */
export const requireJsonBody: MiddlewareHandler<Environment> = async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > 0) {
    if (!jsonType.test(c.req.header("content-type") ?? ""))
      throw new DomainError("unsupported_media_type", { detail: "Send the body as application/json" });
    if (!isUtf8(bytes)) throw new DomainError("invalid_json", { detail: "The body is not UTF-8" });
  }
  await next();
};
