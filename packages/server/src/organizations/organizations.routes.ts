import { createRoute } from "@hono/zod-openapi";
import { organization, organizationEdit } from "@okaeri/sdk/contract/organizations";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answering, taking } from "../http/operation.ts";
import { editOrganization, getOrganization } from "./organizations.ts";

export const organizationRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getOrganization",
      method: "get",
      path: "/v1/organization",
      tags: ["Organization"],
      summary: "The organization behind the key",
      responses: answering(200, "The organization", organization),
    }),
    async (c) => {
      const view = await getOrganization(c.var.ctx);
      return c.json(view.organization, 200, { etag: etagOf(view.version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editOrganization",
      method: "patch",
      path: "/v1/organization",
      tags: ["Organization"],
      summary: "Edit the organization",
      request: taking(organizationEdit),
      responses: answering(200, "The organization as it is now", organization),
    }),
    async (c) => {
      const view = await editOrganization(c.var.ctx, c.req.valid("json"), requireVersion(c));
      return c.json(view.organization, 200, { etag: etagOf(view.version) });
    },
  );
