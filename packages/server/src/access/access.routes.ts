import { createRoute } from "@hono/zod-openapi";
import { accessEdits, accessTable } from "@okaeri/sdk/contract/access";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answering, forHr, taking } from "../http/operation.ts";
import { editAccess, getAccess } from "./access.ts";

const tags = ["Access"];

export const accessRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getAccess",
      security: forHr,
      method: "get",
      path: "/v1/access",
      tags,
      summary: "Read who may read and write which field",
      responses: answering(200, "The fields that not everybody in HR may read", accessTable),
    }),
    async (c) => {
      const { table, version } = await getAccess(c.var.ctx);
      return c.json(table, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editAccess",
      security: forHr,
      method: "patch",
      path: "/v1/access",
      tags,
      summary: "Decide who may read and write which field",
      request: taking(accessEdits),
      responses: answering(200, "The table", accessTable),
    }),
    async (c) => {
      const { table, version } = await editAccess(c.var.ctx, c.req.valid("json"), requireVersion(c));
      return c.json(table, 200, { etag: etagOf(version) });
    },
  );
