import { createRoute, z } from "@hono/zod-openapi";
import { personalData } from "@okaeri/sdk/contract/account";
import {
  fulfilment,
  identification,
  privacyRequest,
  privacyRequestDraft,
  privacyRequestPage,
  privacyRequestQuery,
  refusal,
} from "@okaeri/sdk/contract/privacy";
import { createRoutes, type Routes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, forSessions, taking } from "../http/operation.ts";
import type { Outside } from "./erasure.ts";
import {
  fulfilRequest,
  identifyRequest,
  readRequestData,
  refuseRequest,
  withdrawRequest,
} from "./request-decisions.ts";
import { createRequest, getRequest, listRequests } from "./requests.ts";

const tags = ["Privacy"];
const path = "/v1/privacy/requests";
const params = z.object({ requestId: z.string() });

/** Requests of people about what is known of them. */
export const createRequestRoutes = (outside: Outside): Routes =>
  createRoutes()
    .openapi(
      createRoute({
        operationId: "createPrivacyRequest",
        security: forHr,
        method: "post",
        path,
        tags,
        summary: "Ask for disclosure, correction, stop of use or erasure",
        request: taking(privacyRequestDraft),
        responses: answering(201, "The request", privacyRequest),
      }),
      async (c) => {
        const draft = c.req.valid("json");
        const { body } = await answerOnce(c, async (ctx) => ({ status: 201, body: await createRequest(ctx, draft) }));
        return c.json(body, 201);
      },
    )
    .openapi(
      createRoute({
        operationId: "listPrivacyRequests",
        security: forHr,
        method: "get",
        path,
        tags,
        summary: "List requests, the nearest due date first",
        request: { query: privacyRequestQuery },
        responses: answering(200, "A page of requests", privacyRequestPage),
      }),
      async (c) => c.json(await listRequests(c.var.ctx, c.req.valid("query")), 200),
    )
    .openapi(
      createRoute({
        operationId: "getPrivacyRequest",
        security: forHr,
        method: "get",
        path: `${path}/{requestId}`,
        tags,
        summary: "Read a request",
        request: { params },
        responses: answering(200, "The request", privacyRequest),
      }),
      async (c) => c.json(await getRequest(c.var.ctx, c.req.valid("param").requestId), 200),
    )
    .openapi(
      createRoute({
        operationId: "withdrawPrivacyRequest",
        security: forSessions,
        method: "delete",
        path: `${path}/{requestId}`,
        tags,
        summary: "Take a request of one's own back",
        request: { params },
        responses: answeringNothing,
      }),
      async (c) => {
        await withdrawRequest(c.var.ctx, c.req.valid("param").requestId);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        operationId: "identifyPrivacyRequest",
        security: forHr,
        method: "post",
        path: `${path}/{requestId}/identification`,
        tags,
        summary: "Note how it was made sure who asks",
        request: { params, ...taking(identification) },
        responses: answering(200, "The request, under way", privacyRequest),
      }),
      async (c) => {
        const { requestId } = c.req.valid("param");
        const made = c.req.valid("json");
        const { body } = await answerOnce(c, async (ctx) => ({
          status: 200,
          body: await identifyRequest(ctx, requestId, made),
        }));
        return c.json(body, 200);
      },
    )
    .openapi(
      createRoute({
        operationId: "fulfilPrivacyRequest",
        security: forHr,
        method: "post",
        path: `${path}/{requestId}/fulfilment`,
        tags,
        summary: "Do what was asked for, wholly or in part",
        request: { params, ...taking(fulfilment) },
        responses: answering(200, "The request, decided", privacyRequest),
      }),
      // An erasure takes a turn and writes outside the database too, so it opens its own transaction. Doing it again is
      // refused by the request's state: no answer needs to be kept.
      async (c) => {
        const { requestId } = c.req.valid("param");
        return c.json(await fulfilRequest(c.var.ctx, outside, requestId, c.req.valid("json")), 200);
      },
    )
    .openapi(
      createRoute({
        operationId: "refusePrivacyRequest",
        security: forHr,
        method: "post",
        path: `${path}/{requestId}/refusal`,
        tags,
        summary: "Refuse a request, with a reason",
        request: { params, ...taking(refusal) },
        responses: answering(200, "The request, refused", privacyRequest),
      }),
      async (c) => {
        const { requestId } = c.req.valid("param");
        const { reason } = c.req.valid("json");
        const { body } = await answerOnce(c, async (ctx) => ({
          status: 200,
          body: await refuseRequest(ctx, requestId, reason),
        }));
        return c.json(body, 200);
      },
    )
    .openapi(
      createRoute({
        operationId: "readPrivacyRequestData",
        security: forHr,
        method: "get",
        path: `${path}/{requestId}/data`,
        tags,
        summary: "Everything about the person who asked",
        request: { params },
        responses: answering(200, "The data, by part", personalData),
      }),
      async (c) => c.json(await readRequestData(c.var.ctx, c.req.valid("param").requestId), 200),
    );
