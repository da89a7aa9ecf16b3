import { createRoute, z } from "@hono/zod-openapi";
import {
  jobDraft,
  jobEdit,
  jobFacets,
  jobFilter,
  jobPage,
  jobPosting,
  jobQuery,
  jobSuggestionQuery,
  jobSuggestions,
} from "@okaeri/sdk/contract/jobs";
import { etagOf, requireVersion, versionHeader } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answerOnce, headersOf } from "../http/idempotency.ts";
import { answering, answeringNothing, forEverybody, forHr, forSessions, taking } from "../http/operation.ts";
import { listJobFacets, suggestJobs } from "./facets.ts";
import { expressInterest, withdrawInterest } from "./interests.ts";
import { listJobs } from "./job-list.ts";
import { closeJob, editJob, getJob, type JobView, postJob, publishJob } from "./jobs.ts";

const tags = ["Jobs"];
const params = z.object({ jobId: z.string() });
const toAnswer = <Status extends 200 | 201>(status: Status, { job, version }: JobView) => ({
  status,
  body: job,
  etag: etagOf(version),
});

export const jobRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listJobs",
      security: forEverybody,
      method: "get",
      path: "/v1/jobs",
      tags,
      summary: "List the postings this caller may see",
      request: { query: jobQuery },
      responses: answering(200, "A page of postings", jobPage),
    }),
    async (c) => c.json(await listJobs(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "listJobFacets",
      security: forEverybody,
      method: "get",
      path: "/v1/jobs/facets",
      tags,
      summary: "List the values the filters can take",
      request: { query: jobFilter },
      responses: answering(200, "Values with counts", jobFacets),
    }),
    async (c) => c.json(await listJobFacets(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "suggestJobs",
      security: forEverybody,
      method: "get",
      path: "/v1/jobs/suggestions",
      tags,
      summary: "Suggest what somebody may be about to type",
      request: { query: jobSuggestionQuery },
      responses: answering(200, "Titles, departments and skills", jobSuggestions),
    }),
    async (c) => c.json(await suggestJobs(c.var.ctx, c.req.valid("query").q), 200),
  )
  .openapi(
    createRoute({
      operationId: "getJob",
      security: forEverybody,
      method: "get",
      path: "/v1/jobs/{jobId}",
      tags,
      summary: "Read a posting",
      request: { params },
      responses: answering(200, "The posting", jobPosting),
    }),
    async (c) => {
      const { job, version } = await getJob(c.var.ctx, c.req.valid("param").jobId);
      return c.json(job, 200, versionHeader(c, version));
    },
  )
  .openapi(
    createRoute({
      operationId: "postJob",
      security: forHr,
      method: "post",
      path: "/v1/jobs",
      tags,
      summary: "Write a draft",
      request: taking(jobDraft),
      responses: answering(201, "The draft", jobPosting),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => toAnswer(201, await postJob(ctx, c.req.valid("json"))));
      return c.json(answer.body, answer.status, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "editJob",
      security: forHr,
      method: "patch",
      path: "/v1/jobs/{jobId}",
      tags,
      summary: "Edit a posting",
      request: { params, ...taking(jobEdit) },
      responses: answering(200, "The posting as it is now", jobPosting),
    }),
    async (c) => {
      const { job, version } = await editJob(
        c.var.ctx,
        c.req.valid("param").jobId,
        c.req.valid("json"),
        requireVersion(c),
      );
      return c.json(job, 200, versionHeader(c, version));
    },
  )
  .openapi(
    createRoute({
      operationId: "publishJob",
      security: forHr,
      method: "post",
      path: "/v1/jobs/{jobId}/publication",
      tags,
      summary: "Open a posting to its audience",
      request: { params },
      responses: answering(200, "The open posting", jobPosting),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) =>
        toAnswer(200, await publishJob(ctx, c.req.valid("param").jobId)),
      );
      return c.json(answer.body, answer.status, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "closeJob",
      security: forHr,
      method: "post",
      path: "/v1/jobs/{jobId}/closing",
      tags,
      summary: "Close a posting",
      request: { params },
      responses: answering(200, "The closed posting", jobPosting),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => toAnswer(200, await closeJob(ctx, c.req.valid("param").jobId)));
      return c.json(answer.body, answer.status, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "expressInterest",
      security: forSessions,
      method: "put",
      path: "/v1/jobs/{jobId}/interest",
      tags,
      summary: "Say that a posting interests you",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await expressInterest(c.var.ctx, c.req.valid("param").jobId);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "withdrawInterest",
      security: forSessions,
      method: "delete",
      path: "/v1/jobs/{jobId}/interest",
      tags,
      summary: "Take the interest back",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await withdrawInterest(c.var.ctx, c.req.valid("param").jobId);
      return c.body(null, 204);
    },
  );
