import { createRoute, z } from "@hono/zod-openapi";
import { jobInvitees, jobInviteesEdit } from "@okaeri/sdk/contract/job-finding";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answering, forHr, taking } from "../http/operation.ts";
import { editInvitees, getInvitees } from "./invitees.ts";

const tags = ["Jobs"];
const path = "/v1/jobs/{jobId}/invitees";
const params = z.object({ jobId: z.string() });

export const inviteeRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getJobInvitees",
      security: forHr,
      method: "get",
      path,
      tags,
      summary: "Read whom a posting is for",
      request: { params },
      responses: answering(200, "People and segments", jobInvitees),
    }),
    async (c) => {
      const { invitees, version } = await getInvitees(c.var.ctx, c.req.valid("param").jobId);
      return c.json(invitees, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editJobInvitees",
      security: forHr,
      method: "patch",
      path,
      tags,
      summary: "Say whom a posting is for",
      request: { params, ...taking(jobInviteesEdit) },
      responses: answering(200, "People and segments as they are now", jobInvitees),
    }),
    async (c) => {
      const { jobId } = c.req.valid("param");
      const { invitees, version } = await editInvitees(c.var.ctx, jobId, c.req.valid("json"), requireVersion(c));
      return c.json(invitees, 200, { etag: etagOf(version) });
    },
  );
