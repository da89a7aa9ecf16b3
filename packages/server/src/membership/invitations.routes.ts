import { createRoute, z } from "@hono/zod-openapi";
import {
  invitationDraft,
  invitationPage,
  invitationQuery,
  invitationRequest,
  invitationsMade,
} from "@okaeri/sdk/contract/invitations";
import { signUpReceived } from "@okaeri/sdk/contract/sign-ups";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { limitMailAddress } from "../http/limits.ts";
import { answering, answeringNothing, forHr, forVisitors, taking } from "../http/operation.ts";
import type { Context } from "../platform/context.ts";
import { requestInvitation } from "./invitation-requests.ts";
import { createInvitations, listInvitations, revokeInvitation } from "./invitations.ts";

const tags = ["Invitations"];

export const createInvitationRoutes = (publicUrl: string) =>
  createRoutes()
    .openapi(
      createRoute({
        operationId: "requestInvitation",
        security: forVisitors,
        method: "post",
        path: "/v1/invitations/requests",
        tags,
        summary: "Send me my invitation",
        request: taking(invitationRequest),
        responses: answering(202, "Received; the same for everybody", signUpReceived),
      }),
      async (c) => {
        const request = c.req.valid("json");
        await limitMailAddress(c.var.ctx, request.email);
        const { body } = await answerOnce(c, async (ctx) => ({
          status: 202,
          body: await requestInvitation(ctx, request),
        }));
        return c.json(body, 202);
      },
    )
    .openapi(
      createRoute({
        operationId: "createInvitations",
        security: forHr,
        method: "post",
        path: "/v1/invitations",
        tags,
        summary: "Invite people, by mail or with links to print",
        request: taking(invitationDraft),
        responses: answering(201, "The invitations; links to print are shown this once", invitationsMade),
      }),
      async (c) => {
        const draft = c.req.valid("json");
        const make = async (ctx: Context) => ({ status: 201, body: await createInvitations(ctx, draft, publicUrl) });
        // A stored answer would hold links in the clear: printed again, new ones take the place of the first.
        const { body } = await (draft.way === "mail" ? answerOnce(c, make) : make(c.var.ctx));
        return c.json(body, 201, { "cache-control": "no-store" });
      },
    )
    .openapi(
      createRoute({
        operationId: "listInvitations",
        security: forHr,
        method: "get",
        path: "/v1/invitations",
        tags,
        summary: "List invitations, the newest first",
        request: { query: invitationQuery },
        responses: answering(200, "A page of invitations", invitationPage),
      }),
      async (c) => c.json(await listInvitations(c.var.ctx, c.req.valid("query")), 200),
    )
    .openapi(
      createRoute({
        operationId: "revokeInvitation",
        security: forHr,
        method: "delete",
        path: "/v1/invitations/{invitationId}",
        tags,
        summary: "Revoke an invitation",
        request: { params: z.object({ invitationId: z.string() }) },
        responses: answeringNothing,
      }),
      async (c) => {
        await revokeInvitation(c.var.ctx, c.req.valid("param").invitationId);
        return c.body(null, 204);
      },
    );
