import { createRoute, z } from "@hono/zod-openapi";
import {
  codeEntry,
  codeSent,
  signUp,
  signUpApproval,
  signUpDecisions,
  signUpDecisionsMade,
  signUpDecline,
  signUpEvidence,
  signUpPage,
  signUpQuery,
  signUpQuestion,
  signUpReceived,
  signUpRequest,
} from "@okaeri/sdk/contract/sign-ups";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { limitMailAddress } from "../http/limits.ts";
import { answering, forHr, forVisitors, taking } from "../http/operation.ts";
import {
  approveSignUp,
  askApplicant,
  decideSignUps,
  declineSignUp,
  gatherEvidence,
  getSignUp,
  listSignUps,
} from "./sign-up-review.ts";
import { enterCode, requestSignUp, resendCode } from "./sign-ups.ts";

const tags = ["Sign-ups"];
const params = z.object({ signUpId: z.string() });

export const signUpRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "requestSignUp",
      security: forVisitors,
      method: "put",
      path: "/v1/sign-ups/{signUpId}",
      tags,
      summary: "Ask to join; the id is made by the caller",
      request: { params, ...taking(signUpRequest) },
      responses: answering(202, "A code is on its way; the same for everybody", codeSent),
    }),
    async (c) => {
      const request = c.req.valid("json");
      await limitMailAddress(c.var.ctx, request.email);
      return c.json(await requestSignUp(c.var.ctx, c.req.valid("param").signUpId, request), 202);
    },
  )
  .openapi(
    createRoute({
      operationId: "resendCode",
      security: forVisitors,
      method: "post",
      path: "/v1/sign-ups/{signUpId}/code",
      tags,
      summary: "Have a new code mailed",
      request: { params },
      responses: answering(202, "A code is on its way; the same for everybody", codeSent),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 202,
        body: await resendCode(ctx, c.req.valid("param").signUpId),
      }));
      return c.json(body, 202);
    },
  )
  .openapi(
    createRoute({
      operationId: "enterCode",
      security: forVisitors,
      method: "post",
      path: "/v1/sign-ups/{signUpId}/verification",
      tags,
      summary: "Prove the mail address with the code",
      request: { params, ...taking(codeEntry) },
      responses: answering(200, "Received; the same for everybody", signUpReceived),
    }),
    // Repeating it is harmless by itself, and a wrong try must be counted: so no answer is kept.
    async (c) => c.json(await enterCode(c.var.ctx, c.req.valid("param").signUpId, c.req.valid("json").code), 200),
  )
  .openapi(
    createRoute({
      operationId: "listSignUps",
      security: forHr,
      method: "get",
      path: "/v1/sign-ups",
      tags,
      summary: "List sign-ups for review",
      request: { query: signUpQuery },
      responses: answering(200, "A page of sign-ups", signUpPage),
    }),
    async (c) => c.json(await listSignUps(c.var.ctx, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      operationId: "getSignUp",
      security: forHr,
      method: "get",
      path: "/v1/sign-ups/{signUpId}",
      tags,
      summary: "Read a sign-up",
      request: { params },
      responses: answering(200, "The sign-up", signUp),
    }),
    async (c) => c.json(await getSignUp(c.var.ctx, c.req.valid("param").signUpId), 200),
  )
  .openapi(
    createRoute({
      operationId: "getSignUpEvidence",
      security: forHr,
      method: "get",
      path: "/v1/sign-ups/{signUpId}/evidence",
      tags,
      summary: "Whom an applicant may be",
      request: { params },
      responses: answering(200, "The likeliest first", signUpEvidence),
    }),
    async (c) => c.json(await gatherEvidence(c.var.ctx, c.req.valid("param").signUpId), 200),
  )
  .openapi(
    createRoute({
      operationId: "decideSignUps",
      security: forHr,
      method: "post",
      path: "/v1/sign-ups/decisions",
      tags,
      summary: "Decide many at once",
      request: taking(signUpDecisions),
      responses: answering(200, "What was decided, and what could not be", signUpDecisionsMade),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 200,
        body: await decideSignUps(ctx, c.req.valid("json")),
      }));
      return c.json(body, 200);
    },
  )
  .openapi(
    createRoute({
      operationId: "askApplicant",
      security: forHr,
      method: "post",
      path: "/v1/sign-ups/{signUpId}/question",
      tags,
      summary: "Ask an applicant something by mail",
      request: { params, ...taking(signUpQuestion) },
      responses: answering(200, "The sign-up, waiting for an answer", signUp),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 200,
        body: await askApplicant(ctx, c.req.valid("param").signUpId, c.req.valid("json").question),
      }));
      return c.json(body, 200);
    },
  )
  .openapi(
    createRoute({
      operationId: "approveSignUp",
      security: forHr,
      method: "post",
      path: "/v1/sign-ups/{signUpId}/approval",
      tags,
      summary: "Let an applicant in",
      request: { params, ...taking(signUpApproval) },
      responses: answering(200, "The approved sign-up", signUp),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 200,
        body: await approveSignUp(ctx, c.req.valid("param").signUpId, c.req.valid("json")),
      }));
      return c.json(body, 200);
    },
  )
  .openapi(
    createRoute({
      operationId: "declineSignUp",
      security: forHr,
      method: "post",
      path: "/v1/sign-ups/{signUpId}/decline",
      tags,
      summary: "Decline an applicant, with a reason",
      request: { params, ...taking(signUpDecline) },
      responses: answering(200, "The declined sign-up", signUp),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 200,
        body: await declineSignUp(ctx, c.req.valid("param").signUpId, c.req.valid("json").reason),
      }));
      return c.json(body, 200);
    },
  );
