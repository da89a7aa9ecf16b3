import { createRoute, z } from "@hono/zod-openapi";
import { embedSession } from "@okaeri/sdk/contract/embed-sessions";
import { signInRequest } from "@okaeri/sdk/contract/sign-ins";
import { codeEntry, codeSent } from "@okaeri/sdk/contract/sign-ups";
import { createRoutes } from "../http/environment.ts";
import { answerOnce } from "../http/idempotency.ts";
import { limitMailAddress } from "../http/limits.ts";
import { answering, forVisitors, taking } from "../http/operation.ts";
import { nameDevice } from "./device.rules.ts";
import { enterSignInCode, requestSignIn, resendSignInCode } from "./sign-ins.ts";

const tags = ["Sign-ins"];
const params = z.object({ signInId: z.string() });

export const signInRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "requestSignIn",
      security: forVisitors,
      method: "put",
      path: "/v1/sign-ins/{signInId}",
      tags,
      summary: "Have a code mailed to sign in with; the id is made by the caller",
      request: { params, ...taking(signInRequest) },
      responses: answering(202, "A code is on its way; the same for everybody", codeSent),
    }),
    async (c) => {
      const request = c.req.valid("json");
      await limitMailAddress(c.var.ctx, request.email);
      return c.json(await requestSignIn(c.var.ctx, c.req.valid("param").signInId, request), 202);
    },
  )
  .openapi(
    createRoute({
      operationId: "resendSignInCode",
      security: forVisitors,
      method: "post",
      path: "/v1/sign-ins/{signInId}/code",
      tags,
      summary: "Have the code mailed again",
      request: { params },
      responses: answering(202, "A code is on its way; the same for everybody", codeSent),
    }),
    async (c) => {
      const { body } = await answerOnce(c, async (ctx) => ({
        status: 202,
        body: await resendSignInCode(ctx, c.req.valid("param").signInId),
      }));
      return c.json(body, 202);
    },
  )
  .openapi(
    createRoute({
      operationId: "enterSignInCode",
      security: forVisitors,
      method: "post",
      path: "/v1/sign-ins/{signInId}/verification",
      tags,
      summary: "Sign in with the code",
      request: { params, ...taking(codeEntry) },
      responses: answering(200, "The session", embedSession),
    }),
    // The code works once, and a stored answer would hold a session in the clear.
    async (c) => {
      const device = nameDevice(c.req.header("user-agent"));
      const { signInId } = c.req.valid("param");
      const session = await enterSignInCode(c.var.ctx, signInId, c.req.valid("json").code, device);
      return c.json(session, 200, { "cache-control": "no-store" });
    },
  );
