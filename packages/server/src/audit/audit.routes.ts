import { createRoute } from "@hono/zod-openapi";
import { auditCheckpoint, auditPage, auditQuery, auditVerification, auditVerified } from "@okaeri/sdk/contract/audit";
import { createRoutes } from "../http/environment.ts";
import { answering, forHr, taking } from "../http/operation.ts";
import { listAudit } from "./audit.ts";
import { makeCheckpoint, verifyAudit } from "./checkpoints.ts";

const tags = ["Audit"];

export const auditRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listAudit",
      security: forHr,
      method: "get",
      path: "/v1/audit",
      tags,
      summary: "Read whose records were seen or changed, which fields, when and by whom",
      request: { query: auditQuery },
      responses: answering(200, "A page of entries, newest first", auditPage),
    }),
    async (c) => c.json(await listAudit(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "getAuditCheckpoint",
      security: forHr,
      method: "get",
      path: "/v1/audit/checkpoint",
      tags,
      summary: "Have the end of the audit chain signed, to be kept elsewhere",
      responses: answering(200, "The checkpoint", auditCheckpoint),
    }),
    async (c) => c.json(await makeCheckpoint(c.var.ctx), 200),
  )
  .openapi(
    createRoute({
      operationId: "verifyAudit",
      security: forHr,
      method: "post",
      path: "/v1/audit/verification",
      tags,
      summary: "Read the whole audit chain again, and compare it with checkpoints",
      request: taking(auditVerification),
      responses: answering(200, "What was found", auditVerified),
    }),
    // It only reads: asking again does it again.
    async (c) => c.json(await verifyAudit(c.var.ctx, c.req.valid("json")), 200),
  );
