import { createRoute, z } from "@hono/zod-openapi";
import {
  registryExportCheck,
  registryExportCheckQuery,
  registryExportQuery,
} from "@okaeri/sdk/contract/registry-exports";
import { createRoutes } from "../http/environment.ts";
import { answering, forHr } from "../http/operation.ts";
import { checkExport, exportPeople } from "./export.ts";

const tags = ["Registry"];

export const exportRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "exportPeople",
      security: forHr,
      method: "get",
      path: "/v1/registry/export",
      tags,
      summary: "Export people as a CSV file",
      request: { query: registryExportQuery },
      responses: {
        200: {
          description: "The file: a row for each employment",
          content: { "text/csv": { schema: z.string().meta({ format: "binary" }) } },
        },
      },
    }),
    async (c) => {
      const query = c.req.valid("query");
      const file = await exportPeople(c.var.ctx, query);
      const charset = query.encoding === "cp932" ? "Shift_JIS" : "utf-8";
      return c.body(streamOf(file.bytes(), file.close), 200, {
        "content-type": `text/csv; charset=${charset}`,
        "content-disposition": 'attachment; filename="leavers.csv"',
        "cache-control": "no-store",
      });
    },
  )
  .openapi(
    createRoute({
      operationId: "checkExport",
      security: forHr,
      method: "get",
      path: "/v1/registry/export/check",
      tags,
      summary: "Find what an export in CP932 could not write",
      request: { query: registryExportCheckQuery },
      responses: answering(200, "The characters, and where they stand", registryExportCheck),
    }),
    async (c) => c.json(await checkExport(c.var.ctx, c.req.valid("query")), 200),
  );

function streamOf(bytes: AsyncIterable<Uint8Array>, close: () => Promise<void>): ReadableStream<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (!done) return controller.enqueue(value);
      await close();
      controller.close();
    },
    cancel: close,
  });
}
