import { createRoute, z } from "@hono/zod-openapi";
import { pageQuery } from "@okaeri/sdk/contract/page";
import {
  legalHold,
  legalHoldDraft,
  legalHoldPage,
  retentionPreview,
  retentionRules,
  retentionRun,
  retentionRunPage,
} from "@okaeri/sdk/contract/privacy";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes, type Routes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forHr, taking } from "../http/operation.ts";
import type { Outside } from "./erasure.ts";
import { createHold, liftHold, listHolds } from "./legal-holds.ts";
import { previewRetention, runRetention } from "./retention.ts";
import { editRules, getRules } from "./retention-rules.ts";
import { listRuns } from "./retention-runs.ts";

const tags = ["Retention"];
const path = "/v1/privacy/retention";
const holdsPath = "/v1/privacy/holds";

/** What is removed when, and what is not. */
export const createRetentionRoutes = (outside: Outside): Routes =>
  createRoutes()
    .openapi(
      createRoute({
        operationId: "getRetentionRules",
        security: forHr,
        method: "get",
        path,
        tags,
        summary: "What is removed when",
        responses: answering(200, "The rules", retentionRules),
      }),
      async (c) => {
        const { rules, version } = await getRules(c.var.ctx);
        return c.json({ rules }, 200, { etag: etagOf(version) });
      },
    )
    .openapi(
      createRoute({
        operationId: "editRetentionRules",
        security: forHr,
        method: "patch",
        path,
        tags,
        summary: "Set what is removed when, all rules at once",
        request: taking(retentionRules),
        responses: answering(200, "The rules", retentionRules),
      }),
      async (c) => {
        const { rules, version } = await editRules(c.var.ctx, c.req.valid("json"), requireVersion(c));
        return c.json({ rules }, 200, { etag: etagOf(version) });
      },
    )
    .openapi(
      createRoute({
        operationId: "previewRetention",
        security: forHr,
        method: "get",
        path: `${path}/preview`,
        tags,
        summary: "What a run would remove now; nothing is written",
        responses: answering(200, "By rule", retentionPreview),
      }),
      async (c) => c.json(await previewRetention(c.var.ctx), 200),
    )
    .openapi(
      createRoute({
        operationId: "runRetention",
        security: forHr,
        method: "post",
        path: `${path}/runs`,
        tags,
        summary: "Remove what is due, and certify it",
        responses: answering(200, "The run", retentionRun),
      }),
      // In batches, each in its own transaction; again, it finds nothing more to remove.
      async (c) => c.json(await runRetention(c.var.ctx, outside), 200),
    )
    .openapi(
      createRoute({
        operationId: "listRetentionRuns",
        security: forHr,
        method: "get",
        path: `${path}/runs`,
        tags,
        summary: "List the runs, newest first",
        request: { query: pageQuery },
        responses: answering(200, "A page of runs", retentionRunPage),
      }),
      async (c) => c.json(await listRuns(c.var.ctx, c.req.valid("query")), 200),
    )
    .openapi(
      createRoute({
        operationId: "listLegalHolds",
        security: forHr,
        method: "get",
        path: holdsPath,
        tags,
        summary: "List legal holds, newest first",
        request: { query: pageQuery },
        responses: answering(200, "A page of legal holds", legalHoldPage),
      }),
      async (c) => c.json(await listHolds(c.var.ctx, c.req.valid("query")), 200),
    )
    .openapi(
      createRoute({
        operationId: "createLegalHold",
        security: forHr,
        method: "post",
        path: holdsPath,
        tags,
        summary: "Keep everything of a person, whatever rules or requests say",
        request: taking(legalHoldDraft),
        responses: answering(201, "The legal hold", legalHold),
      }),
      async (c) => {
        const draft = c.req.valid("json");
        const { body } = await answerOnce(c, async (ctx) => ({ status: 201, body: await createHold(ctx, draft) }));
        return c.json(body, 201);
      },
    )
    .openapi(
      createRoute({
        operationId: "liftLegalHold",
        security: forHr,
        method: "delete",
        path: `${holdsPath}/{holdId}`,
        tags,
        summary: "Lift a legal hold",
        request: { params: z.object({ holdId: z.string() }) },
        responses: answeringNothing,
      }),
      async (c) => {
        await liftHold(c.var.ctx, c.req.valid("param").holdId);
        return c.body(null, 204);
      },
    );
