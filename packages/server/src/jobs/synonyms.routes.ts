import { createRoute } from "@hono/zod-openapi";
import { jobSynonyms } from "@okaeri/sdk/contract/job-finding";
import { etagOf, requireVersion } from "../http/conditional.ts";
import { createRoutes } from "../http/environment.ts";
import { answering, forHr, taking } from "../http/operation.ts";
import { editSynonyms, getSynonyms } from "./synonyms.ts";

const tags = ["Jobs"];
const path = "/v1/jobs/synonyms";

/** Before `/v1/jobs/{jobId}`, which would take the word for an id. */
export const synonymRoutes = createRoutes()
  .openapi(
    createRoute({
      operationId: "getJobSynonyms",
      security: forHr,
      method: "get",
      path,
      tags,
      summary: "Read the words that mean the same here",
      responses: answering(200, "Groups of words", jobSynonyms),
    }),
    async (c) => {
      const { synonyms, version } = await getSynonyms(c.var.ctx);
      return c.json(synonyms, 200, { etag: etagOf(version) });
    },
  )
  .openapi(
    createRoute({
      operationId: "editJobSynonyms",
      security: forHr,
      method: "patch",
      path,
      tags,
      summary: "Say which words mean the same here",
      request: taking(jobSynonyms),
      responses: answering(200, "Groups of words as they are now", jobSynonyms),
    }),
    async (c) => {
      const { synonyms, version } = await editSynonyms(c.var.ctx, c.req.valid("json"), requireVersion(c));
      return c.json(synonyms, 200, { etag: etagOf(version) });
    },
  );
