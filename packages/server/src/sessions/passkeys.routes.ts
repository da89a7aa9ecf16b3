import { createRoute, z } from "@hono/zod-openapi";
import { embedSession } from "@okaeri/sdk/contract/embed-sessions";
import { passkey, passkeyDraft, passkeyList, passkeyOptions, passkeySignIn } from "@okaeri/sdk/contract/sign-ins";
import type { Context as HonoContext } from "hono";
import { createRoutes, type Environment } from "../http/environment.ts";
import { answering, answeringNothing, forSessions, forVisitors, taking } from "../http/operation.ts";
import { DomainError } from "../platform/errors.ts";
import { nameDevice } from "./device.rules.ts";
import {
  addPasskey,
  listPasskeys,
  removePasskey,
  signInWithPasskey,
  startPasskey,
  startPasskeySignIn,
} from "./passkeys.ts";

const noStore = { "cache-control": "no-store" };

/** The page's, which was found to be an allowed one when the caller was identified. */
function originOf(c: HonoContext<Environment>): string {
  const origin = c.req.header("origin");
  if (origin === undefined) throw new DomainError("origin_not_allowed", { detail: "Passkeys are for pages" });
  return origin;
}

// Challenges work once, and a stored answer would hold a session in the clear.
export const passkeyRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "startPasskeySignIn",
      security: forVisitors,
      method: "post",
      path: "/v1/sign-ins/passkey-options",
      tags: ["Sign-ins"],
      summary: "What a browser signs in with",
      responses: answering(200, "Good for five minutes, once", passkeyOptions),
    }),
    async (c) => c.json(await startPasskeySignIn(c.var.ctx, originOf(c)), 200, noStore),
  )
  .openapi(
    createRoute({
      operationId: "signInWithPasskey",
      security: forVisitors,
      method: "post",
      path: "/v1/sign-ins/passkey",
      tags: ["Sign-ins"],
      summary: "Sign in with a passkey",
      request: taking(passkeySignIn),
      responses: answering(200, "The session", embedSession),
    }),
    async (c) => {
      const device = nameDevice(c.req.header("user-agent"));
      return c.json(await signInWithPasskey(c.var.ctx, c.req.valid("json"), device), 200, noStore);
    },
  )
  .openapi(
    createRoute({
      operationId: "listPasskeys",
      security: forSessions,
      method: "get",
      path: "/v1/passkeys",
      tags: ["Passkeys"],
      summary: "One's own passkeys",
      responses: answering(200, "The oldest first", passkeyList),
    }),
    async (c) => c.json({ data: await listPasskeys(c.var.ctx) }, 200, noStore),
  )
  .openapi(
    createRoute({
      operationId: "startPasskey",
      security: forSessions,
      method: "post",
      path: "/v1/passkeys/options",
      tags: ["Passkeys"],
      summary: "What a browser makes a passkey with",
      responses: answering(200, "Good for five minutes, once", passkeyOptions),
    }),
    async (c) => c.json(await startPasskey(c.var.ctx, originOf(c)), 200, noStore),
  )
  .openapi(
    createRoute({
      operationId: "addPasskey",
      security: forSessions,
      method: "post",
      path: "/v1/passkeys",
      tags: ["Passkeys"],
      summary: "Keep a passkey that a browser made",
      request: taking(passkeyDraft),
      responses: answering(201, "The passkey", passkey),
    }),
    async (c) => c.json(await addPasskey(c.var.ctx, c.req.valid("json")), 201),
  )
  .openapi(
    createRoute({
      operationId: "removePasskey",
      security: forSessions,
      method: "delete",
      path: "/v1/passkeys/{passkeyId}",
      tags: ["Passkeys"],
      summary: "Remove one of one's own passkeys",
      request: { params: z.object({ passkeyId: z.string() }) },
      responses: answeringNothing,
    }),
    async (c) => {
      await removePasskey(c.var.ctx, c.req.valid("param").passkeyId);
      return c.body(null, 204);
    },
  );
