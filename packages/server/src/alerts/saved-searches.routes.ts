import { createRoute, z } from "@hono/zod-openapi";
import { savedSearch, savedSearchDraft, savedSearchEdit, savedSearchList } from "@okaeri/sdk/contract/saved-searches";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forSessions, taking } from "../http/operation.ts";
import { deleteSavedSearch, editSavedSearch, listSavedSearches, saveSearch } from "./saved-searches.ts";

const tags = ["Account"];
const path = "/v1/account/searches";
const params = z.object({ searchId: z.string() });

export const savedSearchRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listSavedSearches",
      security: forSessions,
      method: "get",
      path,
      tags,
      summary: "List the searches you keep",
      responses: answering(200, "The searches", savedSearchList),
    }),
    async (c) => c.json({ data: await listSavedSearches(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "saveSearch",
      security: forSessions,
      method: "post",
      path,
      tags,
      summary: "Keep a search, and hear of new postings by mail",
      request: taking(savedSearchDraft),
      responses: answering(201, "The search", savedSearch),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await saveSearch(ctx, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "editSavedSearch",
      security: forSessions,
      method: "put",
      path: `${path}/{searchId}`,
      tags,
      summary: "Say how often a mail tells of new postings",
      request: { params, ...taking(savedSearchEdit) },
      responses: answering(200, "The search as it is now", savedSearch),
    }),
    async (c) => c.json(await editSavedSearch(c.var.ctx, c.req.valid("param").searchId, c.req.valid("json")), 200),
  )
  .openapi(
    createRoute({
      operationId: "deleteSavedSearch",
      security: forSessions,
      method: "delete",
      path: `${path}/{searchId}`,
      tags,
      summary: "Keep a search no longer",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await deleteSavedSearch(c.var.ctx, c.req.valid("param").searchId);
      return c.body(null, 204);
    },
  );
