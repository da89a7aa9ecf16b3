import { createRoute, z } from "@hono/zod-openapi";
import { jobMatchQuery, jobMatchReport } from "@okaeri/sdk/contract/job-matches";
import { createRoutes } from "../http/environment.ts";
import { answering, forHr } from "../http/operation.ts";
import { matchJob } from "./matching.ts";

export const matchingRoutes = createRoutes().openapi(
  createRoute({
    operationId: "matchJob",
    security: forHr,
    method: "get",
    path: "/v1/jobs/{jobId}/match",
    tags: ["Jobs"],
    summary: "Say how a posting fits, and why",
    request: { params: z.object({ jobId: z.string() }), query: jobMatchQuery },
    responses: answering(200, "The lines of the match", jobMatchReport),
  }),
  async (c) => c.json(await matchJob(c.var.ctx, c.req.valid("param").jobId, c.req.valid("query")), 200),
);
