import { createRoute } from "@hono/zod-openapi";
import { organization, organizationEdit } from "@okaeri/sdk/contract/organizations";
import { requireVersion, versionHeader } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answering, forEverybody, forHr, taking } from "../http/operation.ts";
import { editOrganization, getOrganization } from "./organizations.ts";

export const organizationRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getOrganization",
      security: forEverybody,
      method: "get",
      path: "/v1/organization",
      tags: ["Organization"],
      summary: "The organization behind the key",
      responses: answering(200, "The organization", organization),
    }),
    async (c) => {
      const view = await getOrganization(c.var.ctx);
      return c.json(view.organization, 200, versionHeader(c, view.version));
    },
  )
  .openapi(
    createRoute({
      operationId: "editOrganization",
      security: forHr,
      method: "patch",
      path: "/v1/organization",
      tags: ["Organization"],
      summary: "Edit the organization",
      request: taking(organizationEdit),
      responses: answering(200, "The organization as it is now", organization),
    }),
    async (c) => {
      const view = await editOrganization(c.var.ctx, c.req.valid("json"), requireVersion(c));
      return c.json(view.organization, 200, versionHeader(c, view.version));
    },
  );
