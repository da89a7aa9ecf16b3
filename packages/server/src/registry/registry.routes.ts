import { createRoute, z } from "@hono/zod-openapi";
import { pageQuery } from "@okaeri/sdk/contract/page";
import {
  personChangePage,
  personCount,
  personEdit,
  personFilterQuery,
  personPage,
  personQuery,
  personRecord,
  personStateChange,
} from "@okaeri/sdk/contract/registry";
import { separationCode, separationCodeEdit, separationCodeList } from "@okaeri/sdk/contract/separation-codes";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answerOnce, headersOf } from "../http/idempotency.ts";
import { answering, forHr, taking } from "../http/operation.ts";
import { changeState } from "../membership/departures.ts";
import { countPeople, getPerson, listPeople } from "./people.ts";
import { editPerson } from "./person-edits.ts";
import { listPersonChanges } from "./person-history.ts";
import { listSeparationCodes, putSeparationCode } from "./separation-codes.ts";

const tags = ["Registry"];
const personParams = z.object({ personId: z.string() });

/** People, one by one and in lists. */
export const registryRoutes = createRoutes()
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
      operationId: "countPeople",
      security: forHr,
      method: "get",
      path: "/v1/registry/people/count",
      tags,
      summary: "Count the people who fit a filter",
      request: { query: personFilterQuery },
      responses: answering(200, "How many they are now", personCount),
    }),
    async (c) => c.json({ count: await countPeople(c.var.ctx, c.req.valid("query")) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "getPerson",
      security: forHr,
      method: "get",
      path: "/v1/registry/people/{personId}",
      tags,
      summary: "Read one person of the registry, and where each value came from",
      request: { params: personParams },
      responses: answering(200, "The person", personRecord),
    }),
    async (c) => {
      const { person, version } = await getPerson(c.var.ctx, c.req.valid("param").personId);
      return c.json(person, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editPerson",
      security: forHr,
      method: "patch",
      path: "/v1/registry/people/{personId}",
      tags,
      summary: "Set by hand what a file or system got wrong",
      request: { params: personParams, ...taking(personEdit) },
      responses: answering(200, "The person", personRecord),
    }),
    async (c) => {
      const { personId } = c.req.valid("param");
      const { person, version } = await editPerson(c.var.ctx, personId, c.req.valid("json"), requireVersion(c));
      return c.json(person, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "changePersonState",
      security: forHr,
      method: "post",
      path: "/v1/registry/people/{personId}/state",
      tags,
      summary: "Move a person on the way into the community, or out of it",
      request: { params: personParams, ...taking(personStateChange) },
      responses: answering(200, "The person", personRecord),
    }),
    async (c) => {
      const { personId } = c.req.valid("param");
      const change = c.req.valid("json");
      const answer = await answerOnce(c, async (ctx) => {
        const { person, version } = await changeState(ctx, personId, change);
        return { status: 200, body: person, etag: etagOf(version) };
      });
      return c.json(answer.body, 200, headersOf(answer));
    },
  )
  .openapi(
    createRoute({
      operationId: "listPersonChanges",
      security: forHr,
      method: "get",
      path: "/v1/registry/people/{personId}/changes",
      tags,
      summary: "Read what changed about a person, when, by whom and why",
      request: { params: personParams, query: pageQuery },
      responses: answering(200, "A page of changes, newest first", personChangePage),
    }),
    async (c) => {
      const { personId } = c.req.valid("param");
      return c.json(await listPersonChanges(c.var.ctx, personId, c.req.valid("query")), 200);
    },
  )
  .openapi(
    createRoute({
      operationId: "listSeparationCodes",
      security: forHr,
      method: "get",
      path: "/v1/registry/separation-codes",
      tags,
      summary: "List the reasons that a certificate of separation can give",
      responses: answering(200, "The reasons, by number", separationCodeList),
    }),
    async (c) => c.json({ data: await listSeparationCodes(c.var.ctx) }, 200),
  )
  .openapi(
    createRoute({
      operationId: "putSeparationCode",
      security: forHr,
      method: "put",
      path: "/v1/registry/separation-codes/{number}",
      tags,
      summary: "Reword a reason, add one, or take it out of use",
      request: { params: z.object({ number: z.string().regex(/^\d{1,3}$/) }), ...taking(separationCodeEdit) },
      responses: answering(200, "The reason", separationCode),
    }),
    async (c) =>
      c.json(await putSeparationCode(c.var.ctx, Number(c.req.valid("param").number), c.req.valid("json")), 200),
  );
