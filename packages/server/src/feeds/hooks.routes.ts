import { bodyLimit } from "hono/body-limit";
import type { Network } from "../http/client-address.rules.ts";
import { createRoutes, type Routes } from "../http/environment.ts";
import { limitHooks } from "../http/limits.ts";
import { type Context, callOf } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { takeHook } from "./hooks.ts";

const maxHookBytes = 5 * 1024 * 1024;

/**
 * Where applicant tracking systems say that something changed. No operation of the API: each system has its own words
 * and its own signature, and none of our credentials.
 */
export const createHookRoutes = (
  base: Pick<Context, "database" | "queue" | "clock" | "secrets">,
  trustedProxies: readonly Network[],
): Routes => {
  const routes = createRoutes();
  routes.use("/hooks/feeds/*", limitHooks(base, trustedProxies));
  routes.use("/hooks/feeds/*", bodyLimit({ maxSize: maxHookBytes }));
  routes.post("/hooks/feeds/:organizationId/:feedId", async (c) => {
    // SmartRecruiters asks for its word back before it sends anything; it tells nothing of the feed.
    const word = c.req.header("x-hook-secret");
    if (word !== undefined && /^[\x21-\x7e]{1,500}$/.test(word)) c.header("X-Hook-Secret", word);
    if (word !== undefined && c.req.header("smartrecruiters-signature") === undefined) return c.body(null, 200);
    const { organizationId, feedId } = c.req.param();
    const ctx = {
      ...base,
      organizationId: organizationOf(organizationId),
      actor: { kind: "system" },
      call: callOf("feeds.hook"),
    } as const;
    const body = Buffer.from(await c.req.arrayBuffer());
    await takeHook(ctx, feedId, { body, header: (name) => c.req.header(name) });
    return c.body(null, 204);
  });
  return routes;
};

/** @throws DomainError `unauthenticated`, as for whatever else is wrong */
function organizationOf(id: string): string {
  try {
    return toUuid("org", id);
  } catch {
    throw new DomainError("unauthenticated");
  }
}
