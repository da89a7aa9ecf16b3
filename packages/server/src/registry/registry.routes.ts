import { createRoute, z } from "@hono/zod-openapi";
import {
  person,
  personPage,
  personQuery,
  type RegistryMapping,
  registryImport,
  registryImportQuery,
  registryMapping,
} from "@okaeri/sdk/contract/registry";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, forHr } from "../http/operation.ts";
import { toFaults } from "../http/problem.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { importRegistry } from "./import.ts";
import { getPerson, listPeople } from "./people.ts";
import { keepUpload } from "./registry-file.ts";

const tags = ["Registry"];
const maxFileBytes = 200 * 1024 * 1024;

/** Its body is a file and goes to disk as it comes: the limit for JSON, which is held in memory, is not for it. */
export const registryImportPath = "/v1/registry/imports";

export const registryRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "importRegistry",
      security: forHr,
      method: "post",
      path: registryImportPath,
      tags,
      summary: "Import leavers, or their history, from a CSV file",
      request: {
        query: registryImportQuery,
        body: { required: true, content: { "text/csv": { schema: z.string().meta({ format: "binary" }) } } },
      },
      responses: answering(200, "What became of the rows", registryImport),
    }),
    async (c) => {
      requireActor(c.var.ctx, "recruiter", "admin");
      const { encoding, dryRun, mapping } = c.req.valid("query");
      if (!/^text\/csv\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
        throw new DomainError("unsupported_media_type", { detail: "Send the file as text/csv" });
      const options = { encoding, dryRun, mapping: readMapping(mapping) };
      const upload = await keepUpload(
        c.req.raw.body ?? new ReadableStream({ start: (body) => body.close() }),
        maxFileBytes,
      );
      try {
        const work = async (ctx: Context) =>
          ({ status: 200, body: await importRegistry(ctx, upload, options) }) as const;
        const { body } = await answerOnce(c, work, upload.hash);
        return c.json(body, 200);
      } finally {
        await upload.close();
      }
    },
  )
  .openapi(
    createRoute({
      operationId: "listPeople",
      security: forHr,
      method: "get",
      path: "/v1/registry/people",
      tags,
      summary: "List the people in the registry",
      request: { query: personQuery },
      responses: answering(200, "A page of people", personPage),
    }),
    async (c) => c.json(await listPeople(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "getPerson",
      security: forHr,
      method: "get",
      path: "/v1/registry/people/{personId}",
      tags,
      summary: "Read one person of the registry",
      request: { params: z.object({ personId: z.string() }) },
      responses: answering(200, "The person", person),
    }),
    async (c) => c.json(await getPerson(c.var.ctx, c.req.valid("param").personId), 200),
  );

function readMapping(text: string | undefined): RegistryMapping {
  if (text === undefined) return {};
  const result = registryMapping.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new DomainError("invalid_input", {
    faults: toFaults(result.error.issues, "query").map((fault) => ({ ...fault, pointer: "#/query/mapping" })),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input", {
      faults: [{ pointer: "#/query/mapping", code: "invalid_format", detail: "is not JSON" }],
    });
  }
}
