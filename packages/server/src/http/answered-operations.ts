import type { OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import type { Environment } from "./environment.ts";

/** What the API was told of an operation: its name, and the shape of its answers by status. */
export interface AnsweredOperation {
  id: string;
  answers: ReadonlyMap<number, z.core.$ZodType>;
}

/** By method and path as routes are named: `GET /v1/jobs/:jobId`. */
export function operationsOf(app: OpenAPIHono<Environment>): ReadonlyMap<string, AnsweredOperation> {
  const operations = new Map<string, AnsweredOperation>();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== "route" || definition.route.operationId === undefined) continue;
    const { method, path, operationId, responses } = definition.route;
    const answers = Object.entries(responses).flatMap(([status, response]) => {
      const json = "content" in response ? response.content?.["application/json"] : undefined;
      const schema = json && "schema" in json ? json.schema : undefined;
      return isSchema(schema) ? [[Number(status), schema] as const] : [];
    });
    operations.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`, {
      id: operationId,
      answers: new Map(answers),
    });
  }
  return operations;
}

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === "object" && value !== null && "_zod" in value;
