import { Hono, type Context as HonoContext } from "hono";
import { bodyLimit } from "hono/body-limit";
import { noneMatch } from "../http/conditional.ts";
import type { Environment } from "../http/environment.ts";
import { requireUtf8Body } from "../http/json-body.ts";
import { toDomainError } from "../http/problem.ts";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import type { Schema } from "./attributes.rules.ts";
import { describeProvider, describeResourceTypes, describeSchemas } from "./discovery.rules.ts";
import type { Resource } from "./filter-matching.rules.ts";
import { locate, type Projection, project } from "./projection.rules.ts";
import { groupSchema, userSchema } from "./schemas.rules.ts";
import { createGroup, deleteGroup, getGroup, listGroups, patchGroup, replaceGroup } from "./scim-groups.ts";
import { type ListPage, type ListQuery, maxCount } from "./scim-list.ts";
import {
  answer,
  answerError,
  identifyProvider,
  preconditionOf,
  projectionOf,
  queryOf,
  readBody,
  type ScimOptions,
  searchOf,
  toListAnswer,
} from "./scim-protocol.routes.ts";
import { type Precondition, type ResourceView, scimEtag } from "./scim-resources.rules.ts";
import { createUser, deleteUser, getUser, listUsers, patchUser, replaceUser } from "./scim-users.ts";

type Call = HonoContext<Environment>;

/** What can be done with a resource type. */
interface Verbs {
  schema: Schema;
  create(ctx: Context, body: unknown): Promise<ResourceView>;
  get(ctx: Context, id: string, projection: Projection): Promise<ResourceView>;
  list(ctx: Context, query: ListQuery): Promise<ListPage>;
  replace(ctx: Context, id: string, body: unknown, holds: Precondition): Promise<ResourceView>;
  patch(ctx: Context, id: string, body: unknown, holds: Precondition): Promise<ResourceView>;
  remove(ctx: Context, id: string, holds: Precondition): Promise<void>;
}

const users: Verbs = {
  schema: userSchema,
  create: createUser,
  get: getUser,
  list: listUsers,
  replace: replaceUser,
  patch: patchUser,
  remove: deleteUser,
};
const groups: Verbs = {
  schema: groupSchema,
  create: createGroup,
  get: getGroup,
  list: listGroups,
  replace: replaceGroup,
  patch: patchGroup,
  remove: deleteGroup,
};

const maxBytes = 1024 * 1024;

/** SCIM 2.0 for an identity provider, to be mounted at `/scim/v2`. */
export function createScimRoutes(options: ScimOptions & { log: Log }): Hono<Environment> {
  const { baseUrl, log } = options;
  const routes = new Hono<Environment>();
  routes.onError((error, c) => answerError(c, toDomainError(error, log, c.var.requestId)));
  routes.use(identifyProvider(options));
  routes.use(bodyLimit({ maxSize: maxBytes }));
  routes.use(requireUtf8Body);

  // In lower case too: some clients are made for servers that don't tell paths apart by it.
  for (const path of ["/Users", "/users"] as const) addResources(routes, path, users, baseUrl);
  for (const path of ["/Groups", "/groups"] as const) addResources(routes, path, groups, baseUrl);
  routes.get("/ServiceProviderConfig", (c) => {
    refuseFilter(c);
    return answer(c, describeProvider(baseUrl, { maxResults: maxCount }));
  });
  addDescriptions(routes, "/ResourceTypes", describeResourceTypes(baseUrl));
  addDescriptions(routes, "/Schemas", describeSchemas(baseUrl));
  for (const path of ["/Bulk", "/Me", "/.search"])
    routes.all(path, (c) => answerNotBuilt(c, `${path} is not supported`));
  routes.all("*", () => {
    throw new DomainError("not_found");
  });
  return routes;
}

function addResources(
  routes: Hono<Environment>,
  path: "/Users" | "/users" | "/Groups" | "/groups",
  verbs: Verbs,
  baseUrl: string,
): void {
  const { schema } = verbs;
  const shown = (resource: Resource, projection: Projection): Resource =>
    project(schema, locate(schema, baseUrl, resource), projection);
  const answerOne = (c: Call, { resource, version }: ResourceView, status: 200 | 201): Response => {
    c.header("ETag", scimEtag(version));
    if (status === 201) c.header("Location", `${baseUrl}/${schema.name}s/${String(resource.id)}`);
    return answer(c, shown(resource, projectionOf(c)), status);
  };
  const answerPage = async (c: Call, query: ListQuery): Promise<Response> => {
    const page = await verbs.list(c.var.ctx, query);
    return answer(c, toListAnswer({ ...page, resources: page.resources.map((one) => shown(one, query)) }));
  };
  const all = [path, `${path}/`];
  const one = `${path}/:id` as const;

  routes.on("GET", all, (c) => answerPage(c, queryOf(c)));
  routes.on("POST", all, async (c) => answerOne(c, await verbs.create(c.var.ctx, await readBody(c)), 201));
  routes.on("ALL", all, (c) => refuseMethod(c, "GET, HEAD, POST"));
  routes.post(`${path}/.search`, async (c) => answerPage(c, searchOf(await readBody(c))));
  routes.get(one, async (c) => {
    const view = await verbs.get(c.var.ctx, c.req.param("id"), projectionOf(c));
    const etag = scimEtag(view.version);
    if (noneMatch(c.req.header("if-none-match"), etag)) return answerOne(c, view, 200);
    return c.body(null, 304, { etag });
  });
  routes.put(one, async (c) =>
    answerOne(c, await verbs.replace(c.var.ctx, c.req.param("id"), await readBody(c), preconditionOf(c)), 200),
  );
  routes.patch(one, async (c) => {
    const view = await verbs.patch(c.var.ctx, c.req.param("id"), await readBody(c), preconditionOf(c));
    // Entra wants nothing back; who names attributes is owed them (RFC 7644 3.5.2).
    if (projectionOf(c).attributes.length > 0) return answerOne(c, view, 200);
    return c.body(null, 204, { etag: scimEtag(view.version) });
  });
  routes.delete(one, async (c) => {
    await verbs.remove(c.var.ctx, c.req.param("id"), preconditionOf(c));
    return c.body(null, 204);
  });
  routes.all(one, (c) => refuseMethod(c, "DELETE, GET, HEAD, PATCH, PUT"));
}

/** What doesn't change is served whole. */
function addDescriptions(routes: Hono<Environment>, path: string, described: (Resource & { id: string })[]): void {
  routes.get(path, (c) => {
    refuseFilter(c);
    return answer(c, toListAnswer({ totalResults: described.length, startIndex: 1, resources: described }));
  });
  routes.get(`${path}/:id`, (c) => {
    const id = c.req.param("id").toLowerCase();
    const found = described.find((one) => one.id.toLowerCase() === id);
    if (!found) throw new DomainError("not_found");
    return answer(c, found);
  });
}

// RFC 7644 section 4.
function refuseFilter(c: Call): void {
  if (c.req.query("filter") !== undefined) throw new DomainError("forbidden", { detail: "This can't be filtered" });
}

function refuseMethod(c: Call, allowed: string): never {
  c.header("Allow", allowed);
  throw new DomainError("method_not_allowed");
}

const answerNotBuilt = (c: Call, detail: string): Response =>
  answer(c, { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "501", detail }, 501);
