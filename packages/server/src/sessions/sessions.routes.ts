import { createRoute, z } from "@hono/zod-openapi";
import { embedSession } from "@okaeri/sdk/contract/embed-sessions";
import { sessionList } from "@okaeri/sdk/contract/sign-ins";
import { createRoutes } from "../http/environment.ts";
import { answering, answeringNothing, forSessions } from "../http/operation.ts";
import { endCurrentSession, endOtherSessions, endSession, listSessions, renewSession } from "./sessions.ts";

const tags = ["Sessions"];

export const sessionRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listSessions",
      security: forSessions,
      method: "get",
      path: "/v1/sessions",
      tags,
      summary: "One's own sessions in force",
      responses: answering(200, "The newest first", sessionList),
    }),
    async (c) => c.json({ data: await listSessions(c.var.ctx) }, 200, { "cache-control": "no-store" }),
  )
  .openapi(
    createRoute({
      operationId: "endOtherSessions",
      security: forSessions,
      method: "delete",
      path: "/v1/sessions",
      tags,
      summary: "End all of one's own sessions but this one",
      responses: answeringNothing,
    }),
    async (c) => {
      await endOtherSessions(c.var.ctx);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "endCurrentSession",
      security: forSessions,
      method: "delete",
      path: "/v1/sessions/current",
      tags,
      summary: "Sign out",
      responses: answeringNothing,
    }),
    async (c) => {
      await endCurrentSession(c.var.ctx);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "renewSession",
      security: forSessions,
      method: "post",
      path: "/v1/sessions/current/renewal",
      tags,
      summary: "A fresh token for this session",
      responses: answering(200, "The same session with another token", embedSession),
    }),
    // Repeating it is harmless, and a stored answer would hold a session in the clear.
    async (c) => c.json(await renewSession(c.var.ctx), 200, { "cache-control": "no-store" }),
  )
  .openapi(
    createRoute({
      operationId: "endSession",
      security: forSessions,
      method: "delete",
      path: "/v1/sessions/{sessionId}",
      tags,
      summary: "End another one of one's own sessions",
      request: { params: z.object({ sessionId: z.string() }) },
      responses: answeringNothing,
    }),
    async (c) => {
      await endSession(c.var.ctx, c.req.valid("param").sessionId);
      return c.body(null, 204);
    },
  );
