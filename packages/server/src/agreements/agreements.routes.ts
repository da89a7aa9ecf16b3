import { createRoute, z } from "@hono/zod-openapi";
import {
  agreementDraft,
  agreementKind,
  agreementReceipt,
  agreementReceiptList,
  agreementText,
  agreementTextList,
  agreementVersionList,
  agreementVersionQuery,
  ndaNote,
} from "@okaeri/sdk/contract/agreements";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { answering, answeringNothing, forEverybody, forHr, taking } from "../http/operation.ts";
import { listReceiptsOfPerson, noteNda } from "./nda.ts";
import { listAgreements, listVersions, publishAgreement, retireAgreement } from "./texts.ts";

const tags = ["Agreements"];
const person = z.object({ personId: z.string() });

/** The texts people agree to, and what each person did with them. */
export const agreementRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "listAgreements",
      security: forEverybody,
      method: "get",
      path: "/v1/agreements",
      tags,
      summary: "The texts in force, in both languages",
      responses: answering(200, "The texts, one a kind", agreementTextList),
    }),
    async (c) => c.json({ data: await listAgreements(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "listAgreementVersions",
      security: forHr,
      method: "get",
      path: "/v1/agreements/versions",
      tags,
      summary: "Every version there was, and how many hold it",
      request: { query: agreementVersionQuery },
      responses: answering(200, "The versions by kind, the newest first", agreementVersionList),
    }),
    async (c) => c.json({ data: await listVersions(c.var.ctx, c.req.valid("query")) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "publishAgreement",
      security: forHr,
      method: "post",
      path: "/v1/agreements",
      tags,
      summary: "Put a new version of a text in force",
      request: taking(agreementDraft),
      responses: answering(201, "The text in force", agreementText),
    }),
    async (c) => {
      const draft = c.req.valid("json");
      const { body } = await answerOnce(c, async (ctx) => ({ status: 201, body: await publishAgreement(ctx, draft) }));
      return c.json(body, 201);
    },
  )
  .openapi(
    createRoute({
      operationId: "retireAgreement",
      security: forHr,
      method: "delete",
      path: "/v1/agreements/{kind}",
      tags,
      summary: "No longer ask for a text",
      request: { params: z.object({ kind: agreementKind }) },
      responses: answeringNothing,
    }),
    async (c) => {
      await retireAgreement(c.var.ctx, c.req.valid("param").kind);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "listReceipts",
      security: forHr,
      method: "get",
      path: "/v1/registry/people/{personId}/receipts",
      tags,
      summary: "What a person agreed to and took back",
      request: { params: person },
      responses: answering(200, "The receipts, the newest first", agreementReceiptList),
    }),
    async (c) => c.json({ data: await listReceiptsOfPerson(c.var.ctx, c.req.valid("param").personId) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "noteNda",
      security: forHr,
      method: "post",
      path: "/v1/registry/people/{personId}/nda",
      tags,
      summary: "Note that the NDA was signed on paper, or explained and not signed",
      request: { params: person, ...taking(ndaNote) },
      responses: answering(201, "The receipt", agreementReceipt),
    }),
    async (c) => {
      const { personId } = c.req.valid("param");
      const note = c.req.valid("json");
      const { body } = await answerOnce(c, async (ctx) => ({ status: 201, body: await noteNda(ctx, personId, note) }));
      return c.json(body, 201);
    },
  );
