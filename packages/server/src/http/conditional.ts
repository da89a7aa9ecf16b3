import type { Context as HonoContext } from "hono";
import { DomainError } from "../platform/errors.ts";
import type { Environment } from "./environment.ts";

/** The strong ETag of something with a version of its own. */
export const etagOf = (version: number): string => `"${version}"`;

/** For whoever may edit; a visitor's answer carries the ETag of all public reads instead. */
export const versionHeader = (c: HonoContext<Environment>, version: number): Record<string, string> =>
  c.var.ctx.actor.kind === "visitor" ? {} : { etag: etagOf(version) };

/**
 * The version an edit is based on.
 * @throws DomainError `precondition_required` without `If-Match`, `precondition_failed` when it can't be one of ours
 */
export function requireVersion(c: HonoContext<Environment>): number {
  const header = c.req.header("if-match");
  if (header === undefined)
    throw new DomainError("precondition_required", { detail: "Send the ETag you read as If-Match" });
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new DomainError("precondition_failed");
  return Number(version);
}

/** RFC 9110 13.1.2: weak comparison, and `*` matches whatever is there. */
export const noneMatch = (header: string | undefined, etag: string): boolean =>
  header === undefined || !header.split(",").some((part) => part.trim() === "*" || strip(part) === strip(etag));

const strip = (etag: string): string => etag.trim().replace(/^W\//, "");
