import { createRoute, z } from "@hono/zod-openapi";
import {
  talkBookingDraft,
  talkBookingPage,
  talkSlot,
  talkSlotDraft,
  talkSlotList,
  talkSlotPage,
  talkSlotQuery,
} from "@okaeri/sdk/contract/talks";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, forSessions, taking } from "../http/operation.ts";
import { bookTalk, listBookings, listOwnTalks } from "./bookings.ts";
import { cancelTalk, withdrawSlot } from "./cancellations.ts";
import { listSlots, offerTalk } from "./slots.ts";

const tags = ["Casual talks"];
const path = "/v1/talk-slots";
const params = z.object({ slotId: z.string() });

export const talkRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listTalkSlots",
      security: forHr,
      method: "get",
      path,
      tags,
      summary: "List the times that are free",
      request: { query: talkSlotQuery },
      responses: answering(200, "A page of times", talkSlotPage),
    }),
    async (c) => c.json(await listSlots(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "offerTalk",
      security: forHr,
      method: "post",
      path,
      tags,
      summary: "Offer a time for a casual talk",
      request: taking(talkSlotDraft),
      responses: answering(201, "The time", talkSlot),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await offerTalk(ctx, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "withdrawTalkSlot",
      security: forHr,
      method: "delete",
      path: `${path}/{slotId}`,
      tags,
      summary: "Take a time back; whoever booked it is told",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await withdrawSlot(c.var.ctx, c.req.valid("param").slotId);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "bookTalk",
      security: forSessions,
      method: "post",
      path: `${path}/{slotId}/booking`,
      tags,
      summary: "Book a casual talk, without an application",
      request: { params, ...taking(talkBookingDraft) },
      responses: answering(201, "The time, and where it is", talkSlot),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await bookTalk(ctx, c.req.valid("param").slotId, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "cancelTalk",
      security: forSessions,
      method: "delete",
      path: `${path}/{slotId}/booking`,
      tags,
      summary: "Cancel your talk",
      request: { params },
      responses: answeringNothing,
    }),
    async (c) => {
      await cancelTalk(c.var.ctx, c.req.valid("param").slotId);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "listOwnTalks",
      security: forSessions,
      method: "get",
      path: "/v1/account/talks",
      tags,
      summary: "List the talks you are still to have",
      responses: answering(200, "The talks", talkSlotList),
    }),
    async (c) => c.json({ data: await listOwnTalks(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "listTalkBookings",
      security: forHr,
      method: "get",
      path: "/v1/talk-bookings",
      tags,
      summary: "List who booked which time",
      request: { query: talkSlotQuery },
      responses: answering(200, "A page of bookings", talkBookingPage),
    }),
    async (c) => c.json(await listBookings(c.var.ctx, c.req.valid("query")), 200),
  );
