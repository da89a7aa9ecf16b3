import { createHash } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import { applicationForm, applicationFormDraft } from "@okaeri/sdk/contract/application-forms";
import {
  application,
  applicationDraft,
  applicationList,
  attachment,
  attachmentQuery,
} from "@okaeri/sdk/contract/applications";
import { bodyLimit } from "hono/body-limit";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, forSessions, taking } from "../http/operation.ts";
import { requireActor } from "../platform/context.ts";
import { apply } from "./applying.ts";
import { maxAttachmentBytes } from "./attachment-limits.rules.ts";
import { attach } from "./attachments.ts";
import { getApplicationForm, setApplicationForm } from "./forms.ts";
import { listOwnApplications } from "./own-applications.ts";
import { withdrawApplication } from "./withdrawing.ts";

const tags = ["Applications"];
const jobParams = z.object({ jobId: z.string() });

/** A file is of any kind: the limit and the check for UTF-8 of JSON are not for it. */
export const attachmentPath = "/v1/account/attachments";

const limited = createRoutes();
limited.use(attachmentPath, bodyLimit({ maxSize: maxAttachmentBytes }));

/** What whoever applies does, and the form they do it by. */
export const applyingRoutes = limited
  .openapi(
    createRoute({
      operationId: "getApplicationForm",
      security: forHr,
      method: "get",
      path: "/v1/jobs/{jobId}/application-form",
      tags,
      summary: "Read how one applies for a posting",
      request: { params: jobParams },
      responses: answering(200, "The form, for a member filled in with what is known", applicationForm),
    }),
    async (c) =>
      c.json(await getApplicationForm(c.var.ctx, c.req.valid("param").jobId), 200, { "cache-control": "no-store" }),
  )
  .openapi(
    createRoute({
      operationId: "setApplicationForm",
      security: forHr,
      method: "put",
      path: "/v1/jobs/{jobId}/application-form",
      tags,
      summary: "Say what one is asked who applies for a posting",
      request: { params: jobParams, ...taking(applicationFormDraft) },
      responses: answering(200, "The form", applicationForm),
    }),
    async (c) => c.json(await setApplicationForm(c.var.ctx, c.req.valid("param").jobId, c.req.valid("json")), 200),
  )
  .openapi(
    createRoute({
      operationId: "attachFile",
      security: forSessions,
      method: "post",
      path: attachmentPath,
      tags,
      summary: "Send a file to apply with; one that is not used is forgotten after a day",
      request: {
        query: attachmentQuery,
        body: {
          required: true,
          content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
        },
      },
      responses: answering(201, "What the file is, by its own bytes", attachment),
    }),
    async (c) => {
      requireActor(c.var.ctx, "member");
      const content = Buffer.from(await c.req.arrayBuffer());
      const answer = await answerOnce(
        c,
        async (ctx) => ({ status: 201 as const, body: await attach(ctx, c.req.valid("query").name, content) }),
        createHash("sha256").update(content).digest(),
      );
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "applyForJob",
      security: forSessions,
      method: "post",
      path: "/v1/jobs/{jobId}/applications",
      tags,
      summary: "Apply for a posting",
      request: { params: jobParams, ...taking(applicationDraft) },
      responses: answering(201, "The application", application),
    }),
    async (c) => {
      const answer = await answerOnce(c, async (ctx) => ({
        status: 201 as const,
        body: await apply(ctx, c.req.valid("param").jobId, c.req.valid("json")),
      }));
      return c.json(answer.body, answer.status);
    },
  )
  .openapi(
    createRoute({
      operationId: "listOwnApplications",
      security: forSessions,
      method: "get",
      path: "/v1/account/applications",
      tags,
      summary: "List what you applied for, and how it stands",
      responses: answering(200, "The applications, the latest first", applicationList),
    }),
    async (c) => c.json({ data: await listOwnApplications(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "withdrawApplication",
      security: forSessions,
      method: "delete",
      path: "/v1/account/applications/{applicationId}",
      tags,
      summary: "Take an application back; what you sent goes",
      request: { params: z.object({ applicationId: z.string() }) },
      responses: answeringNothing,
    }),
    async (c) => {
      await withdrawApplication(c.var.ctx, c.req.valid("param").applicationId);
      return c.body(null, 204);
    },
  );
