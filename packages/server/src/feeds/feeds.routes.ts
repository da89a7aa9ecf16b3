import { createRoute, z } from "@hono/zod-openapi";
import {
  type JobFeed,
  jobFeed,
  jobFeedDraft,
  jobFeedEdit,
  jobFeedList,
  jobFeedRun,
  jobFeedRunPage,
  jobFeedRunQuery,
} from "@okaeri/sdk/contract/job-feeds";
import { bodyLimit } from "hono/body-limit";
import { etagOf, requireVersion, versionHeader } from "../http/conditional.ts";
import { createRoutes, type Routes } from "../http/environment.ts";
import { answerOnce, headersOf } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, taking } from "../http/operation.ts";
import { requireActor } from "../platform/context.ts";
import { listFeedRuns } from "./feed-runs.ts";
import { uploadDocument } from "./feed-sync.ts";
import { addFeed, editFeed, getFeed, listFeeds, removeFeed, requestSync } from "./feeds.ts";
import { discardRun, releaseRun } from "./held-decisions.ts";

const tags = ["Job feeds"];
const params = z.object({ feedId: z.string() });
const runParams = z.object({ feedId: z.string(), runId: z.string() });
const maxDocumentBytes = 50 * 1024 * 1024;

/** A document may be of any format and encoding: the limits and the check for UTF-8 of JSON are not for it. */
export const feedDocumentPath = /^\/v1\/job-feeds\/[^/]+\/document$/;

/** @param publicUrl where systems reach this server */
export const createFeedRoutes = (publicUrl: string): Routes => {
  const absolute = (feed: JobFeed): JobFeed => ({
    ...feed,
    webhookUrl: feed.webhookUrl && publicUrl + feed.webhookUrl,
  });
  const routes = createRoutes();
  routes.use("/v1/job-feeds/:feedId/document", bodyLimit({ maxSize: maxDocumentBytes }));
  return routes
    .openapi(
      createRoute({
        operationId: "listJobFeeds",
        security: forHr,
        method: "get",
        path: "/v1/job-feeds",
        tags,
        summary: "List the feeds that postings come from",
        responses: answering(200, "The feeds, each with what waits for HR and why it last failed", jobFeedList),
      }),
      async (c) => c.json({ data: (await listFeeds(c.var.ctx)).data.map(absolute) }, 200),
    )
    .openapi(
      createRoute({
        operationId: "getJobFeed",
        security: forHr,
        method: "get",
        path: "/v1/job-feeds/{feedId}",
        tags,
        summary: "Read a feed",
        request: { params },
        responses: answering(200, "The feed", jobFeed),
      }),
      async (c) => {
        const { feed, version } = await getFeed(c.var.ctx, c.req.valid("param").feedId);
        return c.json(absolute(feed), 200, versionHeader(c, version));
      },
    )
    .openapi(
      createRoute({
        operationId: "addJobFeed",
        security: forHr,
        method: "post",
        path: "/v1/job-feeds",
        tags,
        summary: "Add a feed; it is asked now, and by its schedule from then on",
        request: taking(jobFeedDraft),
        responses: answering(201, "The feed, without its secrets", jobFeed),
      }),
      async (c) => {
        const answer = await answerOnce(c, async (ctx) => {
          const { feed, version } = await addFeed(ctx, c.req.valid("json"));
          return { status: 201, body: absolute(feed), etag: etagOf(version) };
        });
        return c.json(answer.body, 201, headersOf(answer));
      },
    )
    .openapi(
      createRoute({
        operationId: "editJobFeed",
        security: forHr,
        method: "patch",
        path: "/v1/job-feeds/{feedId}",
        tags,
        summary: "Edit a feed",
        request: { params, ...taking(jobFeedEdit) },
        responses: answering(200, "The feed as it is now", jobFeed),
      }),
      async (c) => {
        const { feedId } = c.req.valid("param");
        const { feed, version } = await editFeed(c.var.ctx, feedId, c.req.valid("json"), requireVersion(c));
        return c.json(absolute(feed), 200, versionHeader(c, version));
      },
    )
    .openapi(
      createRoute({
        operationId: "removeJobFeed",
        security: forHr,
        method: "delete",
        path: "/v1/job-feeds/{feedId}",
        tags,
        summary: "Remove a feed; its postings close",
        request: { params },
        responses: answeringNothing,
      }),
      async (c) => {
        await removeFeed(c.var.ctx, c.req.valid("param").feedId);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        operationId: "syncJobFeed",
        security: forHr,
        method: "post",
        path: "/v1/job-feeds/{feedId}/sync",
        tags,
        summary: "Ask a feed for its postings now",
        request: { params },
        responses: answeringNothing,
      }),
      async (c) => {
        await answerOnce(c, async (ctx) => {
          await requestSync(ctx, c.req.valid("param").feedId);
          return { status: 204, body: null };
        });
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        operationId: "uploadJobFeedDocument",
        security: forHr,
        method: "post",
        path: "/v1/job-feeds/{feedId}/document",
        tags,
        summary: "Take in a document of the feed's format",
        request: {
          params,
          body: {
            required: true,
            content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
          },
        },
        responses: answering(200, "What became of it", jobFeedRun),
      }),
      async (c) => {
        requireActor(c.var.ctx, "recruiter", "admin");
        const document = Buffer.from(await c.req.arrayBuffer());
        const contentType = c.req.header("content-type") ?? null;
        return c.json(await uploadDocument(c.var.ctx, c.req.valid("param").feedId, document, contentType), 200);
      },
    )
    .openapi(
      createRoute({
        operationId: "listJobFeedRuns",
        security: forHr,
        method: "get",
        path: "/v1/job-feeds/{feedId}/runs",
        tags,
        summary: "List what a feed brought, and what it could not",
        request: { params, query: jobFeedRunQuery },
        responses: answering(200, "A page of runs, newest first", jobFeedRunPage),
      }),
      async (c) => c.json(await listFeedRuns(c.var.ctx, c.req.valid("param").feedId, c.req.valid("query")), 200),
    )
    .openapi(
      createRoute({
        operationId: "releaseJobFeedRun",
        security: forHr,
        method: "post",
        path: "/v1/job-feeds/{feedId}/runs/{runId}/release",
        tags,
        summary: "Let a held run do what it would: what left the feed closes",
        request: { params: runParams },
        responses: answering(200, "The run as it ended", jobFeedRun),
      }),
      async (c) => {
        const { feedId, runId } = c.req.valid("param");
        const { body } = await answerOnce(c, async (ctx) => ({
          status: 200,
          body: await releaseRun(ctx, feedId, runId),
        }));
        return c.json(body, 200);
      },
    )
    .openapi(
      createRoute({
        operationId: "discardJobFeedRun",
        security: forHr,
        method: "post",
        path: "/v1/job-feeds/{feedId}/runs/{runId}/discard",
        tags,
        summary: "Leave everything as it is, and don't ask about this document again",
        request: { params: runParams },
        responses: answering(200, "The run as it ended", jobFeedRun),
      }),
      async (c) => {
        const { feedId, runId } = c.req.valid("param");
        const { body } = await answerOnce(c, async (ctx) => ({
          status: 200,
          body: await discardRun(ctx, feedId, runId),
        }));
        return c.json(body, 200);
      },
    );
};
