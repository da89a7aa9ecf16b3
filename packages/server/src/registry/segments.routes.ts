import { createRoute, z } from "@hono/zod-openapi";
import { segment, segmentDraft, segmentEdit, segmentList } from "@okaeri/sdk/contract/registry-segments";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answerOnce, headersOf } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, taking } from "../http/operation.ts";
import { createSegment, deleteSegment, editSegment, getSegment, listSegments } from "./segments.ts";

const tags = ["Segments"];
const path = "/v1/registry/segments";
const params = z.object({ segmentId: z.string() });

/** Saved filters. Who is in one is asked of the people. */
export const segmentRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listSegments",
      security: forHr,
      method: "get",
      path,
      tags,
      summary: "List the saved filters",
      responses: answering(200, "The segments, by name", segmentList),
    }),
    async (c) => c.json({ data: await listSegments(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "createSegment",
      security: forHr,
      method: "post",
      path,
      tags,
      summary: "Save a filter",
      request: taking(segmentDraft),
      responses: answering(201, "The segment", segment),
    }),
    async (c) => {
      const draft = c.req.valid("json");
      const answer = await answerOnce(c, async (ctx) => {
        const { segment, version } = await createSegment(ctx, draft);
        return { status: 201, body: segment, etag: etagOf(version) };
      });
      return c.json(answer.body, 201, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "getSegment",
      security: forHr,
      method: "get",
      path: `${path}/{segmentId}`,
      tags,
      summary: "Read one saved filter",
      request: { params },
      responses: answering(200, "The segment", segment),
    }),
    async (c) => {
      const { segment, version } = await getSegment(c.var.ctx, c.req.valid("param").segmentId);
      return c.json(segment, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editSegment",
      security: forHr,
      method: "patch",
      path: `${path}/{segmentId}`,
      tags,
      summary: "Rename a segment, or change its filter",
      request: { params, ...taking(segmentEdit) },
      responses: answering(200, "The segment", segment),
    }),
    async (c) => {
      const { segmentId } = c.req.valid("param");
      const { segment, version } = await editSegment(c.var.ctx, segmentId, c.req.valid("json"), requireVersion(c));
      return c.json(segment, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "deleteSegment",
      security: forHr,
      method: "delete",
      path: `${path}/{segmentId}`,
      tags,
      summary: "Delete a saved filter; the people stay",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await deleteSegment(c.var.ctx, c.req.valid("param").segmentId);
      return c.body(null, 204);
    },
  );
