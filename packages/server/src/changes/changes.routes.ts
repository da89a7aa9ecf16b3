import { createRoute, z } from "@hono/zod-openapi";
import {
  jobChanges,
  organizationChange,
  organizationChangeDraft,
  organizationChangeEdit,
  organizationChangePage,
  organizationChangeQuery,
} from "@okaeri/sdk/contract/organization-changes";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answerOnce, headersOf } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, forSessions, taking } from "../http/operation.ts";
import {
  deleteChange,
  editChange,
  getChange,
  listChanges,
  postChange,
  publishChange,
  type VersionedChange,
} from "./changes.ts";
import { listJobChanges } from "./job-changes.ts";

const tags = ["What changed"];
const path = "/v1/organization/changes";
const params = z.object({ changeId: z.string() });
const toAnswer = <Status extends 200 | 201>(status: Status, { change, version }: VersionedChange) => ({
  status,
  body: change,
  etag: etagOf(version),
});

export const changeRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listOrganizationChanges",
      security: forHr,
      method: "get",
      path,
      tags,
      summary: "List what changed, the latest first",
      request: { query: organizationChangeQuery },
      responses: answering(200, "A page of changes", organizationChangePage),
    }),
    async (c) => c.json(await listChanges(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "postOrganizationChange",
      security: forHr,
      method: "post",
      path,
      tags,
      summary: "Tell of a change, or propose to",
      request: taking(organizationChangeDraft),
      responses: answering(201, "The change", organizationChange),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => toAnswer(201, await postChange(ctx, c.req.valid("json"))));
      return c.json(answer.body, answer.status, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "getOrganizationChange",
      security: forHr,
      method: "get",
      path: `${path}/{changeId}`,
      tags,
      summary: "Read a change",
      request: { params },
      responses: answering(200, "The change", organizationChange),
    }),
    async (c) => {
      const { change, version } = await getChange(c.var.ctx, c.req.valid("param").changeId);
      return c.json(change, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editOrganizationChange",
      security: forHr,
      method: "patch",
      path: `${path}/{changeId}`,
      tags,
      summary: "Edit a change",
      request: { params, ...taking(organizationChangeEdit) },
      responses: answering(200, "The change as it is now", organizationChange),
    }),
    async (c) => {
      const { changeId } = c.req.valid("param");
      const { change, version } = await editChange(c.var.ctx, changeId, c.req.valid("json"), requireVersion(c));
      return c.json(change, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "publishOrganizationChange",
      security: forHr,
      method: "post",
      path: `${path}/{changeId}/publication`,
      tags,
      summary: "Publish what was proposed",
      request: { params },
      responses: answering(200, "The published change", organizationChange),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) =>
        toAnswer(200, await publishChange(ctx, c.req.valid("param").changeId)),
      );
      return c.json(answer.body, answer.status, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "deleteOrganizationChange",
      security: forHr,
      method: "delete",
      path: `${path}/{changeId}`,
      tags,
      summary: "Take a change back",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await deleteChange(c.var.ctx, c.req.valid("param").changeId);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "listJobChanges",
      security: forSessions,
      method: "get",
      path: "/v1/jobs/{jobId}/changes",
      tags,
      summary: "What changed around a posting since you left",
      request: { params: z.object({ jobId: z.string() }) },
      responses: answering(200, "The changes", jobChanges),
    }),
    async (c) => c.json(await listJobChanges(c.var.ctx, c.req.valid("param").jobId), 200),
  );
