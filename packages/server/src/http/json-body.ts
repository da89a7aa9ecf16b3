import { isUtf8 } from "node:buffer";
import type { MiddlewareHandler } from "hono";
import { DomainError } from "../platform/errors.ts";
import type { Environment } from "./environment.ts";

const otherCharset = /;\s*charset="?(?!utf-8"?\s*(?:;|$))/i;

/**
 * Refuses a body that is not UTF-8 before anybody parses it: parsing would put U+FFFD in the place of what it can't
 * read, and that would be stored. Other media types are refused with the operation's own schema.
 */
export const requireUtf8Body: MiddlewareHandler<Environment> = async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  if (otherCharset.test(c.req.header("content-type") ?? ""))
    throw new DomainError("unsupported_media_type", { detail: "Send the body in UTF-8" });
  if (!isUtf8(await c.req.arrayBuffer())) throw new DomainError("invalid_json", { detail: "The body is not UTF-8" });
  await next();
};
