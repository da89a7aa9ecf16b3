import { createRoute, z } from "@hono/zod-openapi";
import {
  duplicateDismissal,
  duplicatePage,
  duplicateQuery,
  merge,
  mergeDraft,
  mergePage,
  mergeQuery,
  mergeUndo,
} from "@okaeri/sdk/contract/registry-duplicates";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, taking } from "../http/operation.ts";
import { dismissDuplicate, listDuplicates } from "./duplicates.ts";
import { listMerges, mergePeople, undoMerge } from "./merges.ts";

const tags = ["Duplicates"];

export const duplicateRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listDuplicates",
      security: forHr,
      method: "get",
      path: "/v1/registry/duplicates",
      tags,
      summary: "List pairs of records that may be one person",
      request: { query: duplicateQuery },
      responses: answering(200, "A page of pairs, the surest first", duplicatePage),
    }),
    async (c) => c.json(await listDuplicates(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "dismissDuplicate",
      security: forHr,
      method: "post",
      path: "/v1/registry/duplicates/{duplicateId}/dismissal",
      tags,
      summary: "Say that two records are two people",
      request: { params: z.object({ duplicateId: z.string() }), ...taking(duplicateDismissal) },
      responses: answeringNothing,
    }),
    async (c) => {
      const { duplicateId } = c.req.valid("param");
      const { reason } = c.req.valid("json");
      await answerOnce(c, async (ctx) => {
        await dismissDuplicate(ctx, duplicateId, reason);
        return { status: 204, body: null };
      });
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "mergePeople",
      security: forHr,
      method: "post",
      path: "/v1/registry/merges",
      tags,
      summary: "Make two records one",
      request: taking(mergeDraft),
      responses: answering(201, "The merge", merge),
    }),
    async (c) => {
      const draft = c.req.valid("json");
      const { body } = await answerOnce(c, async (ctx) => ({ status: 201, body: await mergePeople(ctx, draft) }));
      return c.json(body, 201);
    },
  )
  .openapi(
    createRoute({
      operationId: "listMerges",
      security: forHr,
      method: "get",
      path: "/v1/registry/merges",
      tags,
      summary: "List the merges, those that were undone among them",
      request: { query: mergeQuery },
      responses: answering(200, "A page of merges, newest first", mergePage),
    }),
    async (c) => c.json(await listMerges(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "undoMerge",
      security: forHr,
      method: "post",
      path: "/v1/registry/merges/{mergeId}/undoing",
      tags,
      summary: "Bring the record that went away back",
      request: { params: z.object({ mergeId: z.string() }), ...taking(mergeUndo) },
      responses: answering(200, "The merge", merge),
    }),
    async (c) => {
      const { mergeId } = c.req.valid("param");
      const { reason } = c.req.valid("json");
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 200,
        body: await undoMerge(ctx, mergeId, reason),
      }));
      return c.json(body, 200);
    },
  );
