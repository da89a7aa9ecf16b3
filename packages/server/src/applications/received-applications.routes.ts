import { createRoute, z } from "@hono/zod-openapi";
import {
  applicationDestination,
  applicationDestinationDraft,
  applicationDestinationList,
} from "@okaeri/sdk/contract/application-destinations";
import {
  applicationStageChange,
  receivedApplication,
  receivedApplicationPage,
  receivedApplicationQuery,
} from "@okaeri/sdk/contract/applications";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, taking } from "../http/operation.ts";
import { attachmentDisposition } from "./attachment-names.rules.ts";
import { openAttachment } from "./attachments.ts";
import { addDestination, listDestinations, removeDestination } from "./destinations.ts";
import { handOverAgain } from "./hand-over-again.ts";
import { getApplication, listApplications, setStage } from "./received-applications.ts";

const tags = ["Applications"];
const path = "/v1/applications";
const destinations = "/v1/application-destinations";
const params = z.object({ applicationId: z.string() });

/** What HR does with what was applied for, and where it goes. */
export const receivedApplicationRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listApplications",
      security: forHr,
      method: "get",
      path,
      tags,
      summary: "List who applied for what",
      request: { query: receivedApplicationQuery },
      responses: answering(200, "A page of applications, the latest first", receivedApplicationPage),
    }),
    async (c) => c.json(await listApplications(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "getApplication",
      security: forHr,
      method: "get",
      path: `${path}/{applicationId}`,
      tags,
      summary: "Read an application",
      request: { params },
      responses: answering(200, "The application", receivedApplication),
    }),
    async (c) => c.json(await getApplication(c.var.ctx, c.req.valid("param").applicationId), 200),
  )
  .openapi(
    createRoute({
      operationId: "setApplicationStage",
      security: forHr,
      method: "put",
      path: `${path}/{applicationId}/stage`,
      tags,
      summary: "Say where an application stands; the applicant sees it",
      request: { params, ...taking(applicationStageChange) },
      responses: answering(200, "The application", receivedApplication),
    }),
    async (c) => c.json(await setStage(c.var.ctx, c.req.valid("param").applicationId, c.req.valid("json")), 200),
  )
  .openapi(
    createRoute({
      operationId: "handOverApplication",
      security: forHr,
      method: "post",
      path: `${path}/{applicationId}/hand-over`,
      tags,
      summary: "Try again now to hand an application over",
      request: { params },
      responses: answering(200, "The application, on its way", receivedApplication),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 200,
        body: await handOverAgain(ctx, c.req.valid("param").applicationId),
      }));
      return c.json(body, 200);
    },
  )
  .openapi(
    createRoute({
      operationId: "downloadApplicationAttachment",
      security: forHr,
      method: "get",
      path: `${path}/{applicationId}/attachments/{attachmentId}`,
      tags,
      summary: "Download a file that somebody applied with",
      request: { params: params.extend({ attachmentId: z.string() }) },
      responses: {
        200: {
          description: "The file as it was sent",
          content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
        },
      },
    }),
    async (c) => {
      const { applicationId, attachmentId } = c.req.valid("param");
      const { name, content } = await openAttachment(c.var.ctx, applicationId, attachmentId);
      // Whatever it turns out to be, no browser shows it as a page of this origin.
      return c.body(new Uint8Array(content), 200, {
        "content-type": "application/octet-stream",
        "content-disposition": attachmentDisposition(name),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      });
    },
  )
  .openapi(
    createRoute({
      operationId: "listApplicationDestinations",
      security: forHr,
      method: "get",
      path: destinations,
      tags,
      summary: "List where applications go",
      responses: answering(
        200,
        "The destinations, each with what waits and why it last failed",
        applicationDestinationList,
      ),
    }),
    async (c) => c.json({ data: await listDestinations(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "addApplicationDestination",
      security: forHr,
      method: "post",
      path: destinations,
      tags,
      summary: "Add where applications go",
      request: taking(applicationDestinationDraft),
      responses: answering(201, "The destination, without its secrets", applicationDestination),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await addDestination(ctx, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "removeApplicationDestination",
      security: forHr,
      method: "delete",
      path: `${destinations}/{destinationId}`,
      tags,
      summary: "Remove where applications go; what it has not taken stays here",
      request: { params: z.object({ destinationId: z.string() }) },
      responses: answeringNothing,
    }),
    async (c) => {
      await removeDestination(c.var.ctx, c.req.valid("param").destinationId);
      return c.body(null, 204);
    },
  );
