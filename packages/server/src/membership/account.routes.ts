import { createRoute, z } from "@hono/zod-openapi";
import { account, accountEdit, departure, emailChange, personalData } from "@okaeri/sdk/contract/account";
import { agreementKind, agreementReceipt, agreementReceiptList, agreementYes } from "@okaeri/sdk/contract/agreements";
import { codeEntry, codeSent, signUpReceived } from "@okaeri/sdk/contract/sign-ups";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { limitMailAddress } from "../http/limits.ts";
import { answering, answeringNothing, forSessions, taking } from "../http/operation.ts";
import { requireActor } from "../platform/context.ts";
import { collectPersonalData } from "../privacy/personal-data.ts";
import { agree, getAccount, listOwnReceipts, type VersionedAccount, withdraw } from "./account.ts";
import { editAccount } from "./account-edits.ts";
import { leave } from "./departures.ts";
import { changeEmail, confirmEmail } from "./email-changes.ts";

const tags = ["Account"];
const ofKind = z.object({ kind: agreementKind });
const ownHeaders = ({ version }: VersionedAccount) => ({ etag: etagOf(version), "cache-control": "no-store" });

export const accountRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getAccount",
      security: forSessions,
      method: "get",
      path: "/v1/account",
      tags,
      summary: "What a member sees of their own",
      responses: answering(200, "The account", account),
    }),
    async (c) => {
      const shown = await getAccount(c.var.ctx);
      return c.json(shown.account, 200, ownHeaders(shown));
    },
  )
  .openapi(
    createRoute({
      operationId: "editAccount",
      security: forSessions,
      method: "patch",
      path: "/v1/account",
      tags,
      summary: "Set one's own names, phone number and visibility",
      request: taking(accountEdit),
      responses: answering(200, "The account", account),
    }),
    async (c) => {
      const shown = await editAccount(c.var.ctx, c.req.valid("json"), requireVersion(c));
      return c.json(shown.account, 200, ownHeaders(shown));
    },
  )
  .openapi(
    createRoute({
      operationId: "agree",
      security: forSessions,
      method: "put",
      path: "/v1/account/agreements/{kind}",
      tags,
      summary: "Say yes to the words in force",
      request: { params: ofKind, ...taking(agreementYes) },
      responses: answering(200, "The receipt", agreementReceipt),
    }),
    async (c) => c.json(await agree(c.var.ctx, c.req.valid("param").kind, c.req.valid("json")), 200),
  )
  .openapi(
    createRoute({
      operationId: "withdrawAgreement",
      security: forSessions,
      method: "delete",
      path: "/v1/account/agreements/{kind}",
      tags,
      summary: "Take a yes back, at once and everywhere",
      request: { params: ofKind },
      responses: answeringNothing,
    }),
    async (c) => {
      await withdraw(c.var.ctx, c.req.valid("param").kind);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      operationId: "listOwnReceipts",
      security: forSessions,
      method: "get",
      path: "/v1/account/receipts",
      tags,
      summary: "What one agreed to and took back",
      responses: answering(200, "The newest first", agreementReceiptList),
    }),
    async (c) => c.json({ data: await listOwnReceipts(c.var.ctx) }, 200, { "cache-control": "no-store" }),
  )
  .openapi(
    createRoute({
      operationId: "changeEmail",
      security: forSessions,
      method: "put",
      path: "/v1/account/email",
      tags,
      summary: "Have a code mailed to a new address",
      request: taking(emailChange),
      responses: answering(202, "A code is on its way; the same whoever is known there", codeSent),
    }),
    async (c) => {
      const change = c.req.valid("json");
      requireActor(c.var.ctx, "member");
      await limitMailAddress(c.var.ctx, change.email);
      return c.json(await changeEmail(c.var.ctx, change), 202);
    },
  )
  .openapi(
    createRoute({
      operationId: "confirmEmail",
      security: forSessions,
      method: "post",
      path: "/v1/account/email/verification",
      tags,
      summary: "Prove the new address with the code",
      request: taking(codeEntry),
      responses: answering(200, "Received; what follows comes by mail", signUpReceived),
    }),
    // Repeating it is harmless by itself, and a wrong try must be counted: so no answer is kept.
    async (c) => c.json(await confirmEmail(c.var.ctx, c.req.valid("json").code), 200),
  )
  .openapi(
    createRoute({
      operationId: "downloadAccount",
      security: forSessions,
      method: "get",
      path: "/v1/account/data",
      tags,
      summary: "Everything the organization holds about oneself",
      responses: answering(200, "All of it, by part", personalData),
    }),
    async (c) => {
      const { ctx } = c.var;
      requireActor(ctx, "member");
      return c.json(await collectPersonalData(ctx, { memberId: ctx.actor.memberId }), 200, {
        "cache-control": "no-store",
        "content-disposition": 'attachment; filename="okaeri.json"',
      });
    },
  )
  .openapi(
    createRoute({
      operationId: "leave",
      security: forSessions,
      method: "post",
      path: "/v1/account/departure",
      tags,
      summary: "Leave: ends the membership and every session",
      request: taking(departure),
      responses: answeringNothing,
    }),
    // Its own session ends with it: the same request again is nobody's.
    async (c) => {
      await leave(c.var.ctx, c.req.valid("json"));
      return c.body(null, 204);
    },
  );
