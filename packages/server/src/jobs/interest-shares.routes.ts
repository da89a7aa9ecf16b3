import { createRoute, z } from "@hono/zod-openapi";
import {
  interestShare,
  interestShareDraft,
  jobInterestList,
  sharedInterestPage,
  sharedInterestQuery,
} from "@okaeri/sdk/contract/job-interests";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, forSessions, taking } from "../http/operation.ts";
import { listInterests, listSharedInterests, shareInterest, takeBackShare } from "./interest-shares.ts";

const tags = ["Jobs"];

export const interestShareRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listOwnInterests",
      security: forSessions,
      method: "get",
      path: "/v1/account/interests",
      tags,
      summary: "List what interests you, and who knows",
      responses: answering(200, "The interests", jobInterestList),
    }),
    async (c) => c.json({ data: await listInterests(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "shareInterest",
      security: forSessions,
      method: "post",
      path: "/v1/jobs/{jobId}/interest/shares",
      tags,
      summary: "Tell HR or a colleague that a posting interests you",
      request: { params: z.object({ jobId: z.string() }), ...taking(interestShareDraft) },
      responses: answering(201, "Who knows now", interestShare),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await shareInterest(ctx, c.req.valid("param").jobId, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "takeBackInterest",
      security: forSessions,
      method: "delete",
      path: "/v1/jobs/{jobId}/interest/shares/{shareId}",
      tags,
      summary: "Tell somebody no more",
      request: { params: z.object({ jobId: z.string(), shareId: z.string() }) },
      responses: answeringNothing,
    }),
    async (c) => {
      const { jobId, shareId } = c.req.valid("param");
      await takeBackShare(c.var.ctx, jobId, shareId);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "listSharedInterests",
      security: forHr,
      method: "get",
      path: "/v1/interests",
      tags,
      summary: "List the interests that members shared with HR",
      request: { query: sharedInterestQuery },
      responses: answering(200, "A page of interests", sharedInterestPage),
    }),
    async (c) => c.json(await listSharedInterests(c.var.ctx, c.req.valid("query")), 200),
  );
