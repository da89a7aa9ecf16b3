import { createRoute } from "@hono/zod-openapi";
import { embedSession, embedTokenExchange } from "@okaeri/sdk/contract/embed-sessions";
import { createRoutes } from "../http/environment.ts";
import { answering, forVisitors, taking } from "../http/operation.ts";
import { nameDevice } from "../sessions/device.rules.ts";
import { exchangeEmbedToken } from "./embed-sessions.ts";
import type { JwksStore } from "./jwks.ts";

const tags = ["Embed sessions"];

export const createEmbedSessionRoutes = (jwks: JwksStore) =>
  createRoutes().openapi(
    createRoute({
      operationId: "exchangeEmbedToken",
      security: forVisitors,
      method: "post",
      path: "/v1/embed-sessions",
      tags,
      summary: "Exchange an embed token for a session, once",
      request: taking(embedTokenExchange),
      responses: answering(201, "The session", embedSession),
    }),
    // The token is its own idempotency key, and a stored answer would hold a session in the clear.
    async (c) =>
      c.json(
        await exchangeEmbedToken(c.var.ctx, jwks, c.req.valid("json").token, nameDevice(c.req.header("user-agent"))),
        201,
        { "cache-control": "no-store" },
      ),
  );
