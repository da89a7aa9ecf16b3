import { createRoute, z } from "@hono/zod-openapi";
import {
  leaverBatch,
  leaverBatchResult,
  registryDateRules,
  registryImport,
  registryImportQuery,
  registryMapping,
  registryRunPage,
  registryRunQuery,
  registrySourceList,
} from "@okaeri/sdk/contract/registry-imports";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, forHr, taking } from "../http/operation.ts";
import { toFaults } from "../http/problem.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { listRuns } from "../registry/runs.ts";
import { listSources } from "../registry/sources.ts";
import { takeTurn } from "../registry/turns.ts";
import { bringFile, noteFailure } from "./import.ts";
import { keepUpload } from "./registry-file.ts";
import { upsertPeople } from "./upsert.ts";

const tags = ["Registry"];
const maxFileBytes = 1024 * 1024 * 1024;

/** Its body is a file and goes to disk as it comes: the limit for JSON, which is held in memory, is not for it. */
export const registryImportPath = "/v1/registry/imports";
/** A thousand people are more than other JSON may be. */
export const leaverBatchPath = "/v1/registry/people/batches";

/** What comes in from files and systems. */
export const importRoutes = createRoutes()
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
      const { mapping, dateRules, ...query } = c.req.valid("query");
      if (!/^text\/csv\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
        throw new DomainError("unsupported_media_type", { detail: "Send the file as text/csv" });
      const options = {
        ...query,
        mapping: readJson("mapping", mapping, registryMapping),
        dateRules: readJson("dateRules", dateRules, registryDateRules),
      };
      const upload = await keepUpload(
        c.req.raw.body ?? new ReadableStream({ start: (body) => body.close() }),
        maxFileBytes,
      );
      try {
        const work = async (ctx: Context) => ({ status: 200, body: await bringFile(ctx, upload, options) }) as const;
        const { body } = await takeTurn(c.var.ctx, () => answerOnce(c, work, upload.hash));
        return c.json(body, 200);
      } catch (error) {
        await noteFailure(c.var.ctx, options, error);
        throw error;
      } finally {
        await upload.close();
      }
    },
  )
  .openapi(
    createRoute({
      operationId: "upsertPeople",
      security: forHr,
      method: "post",
      path: leaverBatchPath,
      tags,
      summary: "Bring up to 1,000 people of another system, each with a result of its own",
      request: taking(leaverBatch),
      responses: answering(200, "What became of each", leaverBatchResult),
    }),
    async (c) => {
      requireActor(c.var.ctx, "recruiter", "admin");
      const { source, people } = c.req.valid("json");
      const work = async (ctx: Context) =>
        ({ status: 200, body: await upsertPeople(ctx, { kind: "api", name: source }, people) }) as const;
      const { body } = await takeTurn(c.var.ctx, () => answerOnce(c, work));
      return c.json(body, 200);
    },
  )
  .openapi(
    createRoute({
      operationId: "listSources",
      security: forHr,
      method: "get",
      path: "/v1/registry/sources",
      tags,
      summary: "List the files and systems that values came from",
      responses: answering(200, "The sources, with what their columns are remembered to mean", registrySourceList),
    }),
    async (c) => c.json({ data: await listSources(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "listRuns",
      security: forHr,
      method: "get",
      path: "/v1/registry/runs",
      tags,
      summary: "List what each source brought, and what it could not",
      request: { query: registryRunQuery },
      responses: answering(200, "A page of runs, newest first", registryRunPage),
    }),
    async (c) => c.json(await listRuns(c.var.ctx, c.req.valid("query")), 200),
  );

function readJson<Schema extends z.ZodType>(
  name: string,
  text: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  if (text === undefined) return undefined;
  const result = schema.safeParse(parseJson(name, text));
  if (result.success) return result.data;
  throw new DomainError("invalid_input", {
    faults: toFaults(result.error.issues, "query").map((fault) => ({
      ...fault,
      pointer: fault.pointer.replace("#/query", `#/query/${name}`),
    })),
  });
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input", {
      faults: [{ pointer: `#/query/${name}`, code: "invalid_format", detail: "is not JSON" }],
    });
  }
}
