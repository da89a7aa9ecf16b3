import { createRoute, z } from "@hono/zod-openapi";
import { connection, connectionDraft, connectionEdit, connectionList } from "@okaeri/sdk/contract/registry-connections";
import { createRoutes, type Routes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, taking } from "../http/operation.ts";
import type { Secrets } from "../platform/secrets.ts";
import { createConnection, deleteConnection, editConnection, listConnections, requestSync } from "./connections.ts";

const tags = ["Registry"];
const params = z.object({ connectionId: z.string() });

export const createConnectionRoutes = (secrets: Secrets): Routes =>
  createRoutes()
    .openapi(
      createRoute({
        operationId: "listConnections",
        security: forHr,
        method: "get",
        path: "/v1/registry/connections",
        tags,
        summary: "List the connected systems, each with its last run",
        responses: answering(200, "The connections", connectionList),
      }),
      async (c) => c.json(await listConnections(c.var.ctx), 200),
    )
    .openapi(
      createRoute({
        operationId: "createConnection",
        security: forHr,
        method: "post",
        path: "/v1/registry/connections",
        tags,
        summary: "Connect a system that is asked for its people every hour",
        request: taking(connectionDraft),
        responses: answering(201, "The connection, without its token", connection),
      }),
      async (c) => {
        const { body } = await answerOnce(c, async (ctx) => ({
          status: 201,
          body: await createConnection(ctx, secrets, c.req.valid("json")),
        }));
        return c.json(body, 201);
      },
    )
    .openapi(
      createRoute({
        operationId: "editConnection",
        security: forHr,
        method: "put",
        path: "/v1/registry/connections/{connectionId}",
        tags,
        summary: "Rename or pause a connection, or give it another token",
        request: { params, ...taking(connectionEdit) },
        responses: answering(200, "The connection, without its token", connection),
      }),
      async (c) =>
        c.json(await editConnection(c.var.ctx, secrets, c.req.valid("param").connectionId, c.req.valid("json")), 200),
    )
    .openapi(
      createRoute({
        operationId: "deleteConnection",
        security: forHr,
        method: "delete",
        path: "/v1/registry/connections/{connectionId}",
        tags,
        summary: "Disconnect a system; what it brought stays, its token goes",
        request: { params },
        responses: answeringNothing,
      }),
      async (c) => {
        await deleteConnection(c.var.ctx, c.req.valid("param").connectionId);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        operationId: "syncConnection",
        security: forHr,
        method: "post",
        path: "/v1/registry/connections/{connectionId}/sync",
        tags,
        summary: "Ask a system for its people now",
        request: { params },
        responses: answeringNothing,
      }),
      async (c) => {
        await answerOnce(c, async (ctx) => {
          await requestSync(ctx, c.req.valid("param").connectionId);
          return { status: 204, body: null };
        });
        return c.body(null, 204);
      },
    );
