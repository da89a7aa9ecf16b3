import { createRoute } from "@hono/zod-openapi";
import { communityTeaser, event, eventDraft, newsDraft, newsItem } from "@okaeri/sdk/contract/community";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, forEverybody, forHr, taking } from "../http/operation.ts";
import { getCommunityTeaser, postEvent, postNews } from "./community.ts";

const tags = ["Community"];

export const communityRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getCommunityTeaser",
      security: forEverybody,
      method: "get",
      path: "/v1/community/teaser",
      tags,
      summary: "What the public may know of the community",
      responses: answering(200, "The teaser", communityTeaser),
    }),
    async (c) => c.json(await getCommunityTeaser(c.var.ctx), 200),
  )
  .openapi(
    createRoute({
      operationId: "postNews",
      security: forHr,
      method: "post",
      path: "/v1/community/news",
      tags,
      summary: "Publish a piece of public news",
      request: taking(newsDraft),
      responses: answering(201, "The news", newsItem),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await postNews(ctx, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "postEvent",
      security: forHr,
      method: "post",
      path: "/v1/community/events",
      tags,
      summary: "Announce a public event",
      request: taking(eventDraft),
      responses: answering(201, "The event", event),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await postEvent(ctx, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  );
