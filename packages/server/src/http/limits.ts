import type { Context as HonoContext, MiddlewareHandler } from "hono";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { allOrganizations, type Limit, useUp } from "../platform/rate-limits.ts";
import { clientAddress, type Network } from "./client-address.rules.ts";
import type { Environment } from "./environment.ts";

const minute = 60_000;
const hour = 60 * minute;

interface Share {
  max: number;
  windowMs: number;
}

interface Allowance {
  name: string;
  perClient: Share;
  perOrganization: Share;
  overall: Share;
}

/**
 * What visitors may write, by who they seem to be and together. An office may be one client, a campaign by mail may
 * bring thousands in an hour; nobody types a hundred codes. The first that fits counts, the last fits everything.
 */
const allowances: { fits: RegExp; allowance: Allowance }[] = [
  {
    // Tokens are checked before anything else is done, and every person in an office renews four times an hour.
    fits: /^\/v1\/embed-sessions$/,
    allowance: {
      name: "exchange",
      perClient: { max: 5_000, windowMs: 10 * minute },
      perOrganization: { max: 30_000, windowMs: 10 * minute },
      overall: { max: 300_000, windowMs: 10 * minute },
    },
  },
  ...["sign-ups", "sign-ins"].flatMap((part) => [
    { fits: new RegExp(`^/v1/${part}/[^/]+/verification$`), allowance: usual(`${part} verification`) },
    { fits: new RegExp(`^/v1/${part}/[^/]+/code$`), allowance: usual(`${part} code`) },
    { fits: new RegExp(`^/v1/${part}/`), allowance: usual(part) },
  ]),
  { fits: /^/, allowance: usual("else") },
];

function usual(name: string): Allowance {
  return {
    name,
    perClient: { max: 100, windowMs: 10 * minute },
    perOrganization: { max: 6_000, windowMs: hour },
    overall: { max: 100_000, windowMs: hour },
  };
}

/** Each counts, whoever asks and whoever is behind it. */
const perMailAddress: Share = { max: 20, windowMs: hour };

/** Refuses visitors who write too much. What is refused, and when, depends on nothing that is known of anybody. */
export const limitVisitors =
  (trustedProxies: readonly Network[]): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const { ctx } = c.var;
    if (ctx.actor.kind !== "visitor" || c.req.method === "GET" || c.req.method === "HEAD") return next();
    const { name, perClient, perOrganization, overall } = allowanceOf(c.req.path);
    const client = clientAddress(remoteAddress(c), c.req.header("x-forwarded-for"), trustedProxies);
    const ofClient = client === null ? [] : [{ key: `${name} by ${client}`, ...perClient }];
    const here: Limit[] = [...ofClient, { key: name, ...perOrganization }];
    refuse(await useUp(ctx, ctx.organizationId, here));
    refuse(await useUp(ctx, allOrganizations, [{ key: name, ...overall }]));
    await next();
  };

/** Systems that knock: one of them may send for thousands of organizations, none of which it has proved to know. */
const knocking: Pick<Allowance, "perClient" | "overall"> = {
  perClient: { max: 5_000, windowMs: 10 * minute },
  overall: { max: 100_000, windowMs: 10 * minute },
};

/** Refuses whoever knocks too often, before anything is read of what they send. */
export const limitHooks =
  (base: Pick<Context, "database" | "clock">, trustedProxies: readonly Network[]): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const client = clientAddress(remoteAddress(c), c.req.header("x-forwarded-for"), trustedProxies);
    const ofClient = client === null ? [] : [{ key: `hooks by ${client}`, ...knocking.perClient }];
    refuse(await useUp(base, allOrganizations, [...ofClient, { key: "hooks", ...knocking.overall }]));
    await next();
  };

/**
 * Counts what is asked for one mail address, for as long as it is asked for.
 * @throws DomainError `rate_limited`
 */
export async function limitMailAddress(ctx: Context, address: string): Promise<void> {
  refuse(
    await useUp(ctx, ctx.organizationId, [
      // With the server's key: addresses could be guessed from a hash.
      { key: `mail ${keyed(ctx, address)}`, ...perMailAddress },
    ]),
  );
}

const keyed = (ctx: Context, address: string): string =>
  `${ctx.secrets.derive("limits", ctx.organizationId).toString("hex")} ${address.normalize("NFC").toLowerCase()}`;

function allowanceOf(path: string): Allowance {
  const found = allowances.find(({ fits }) => fits.test(path));
  return found?.allowance ?? usual("else");
}

function refuse(waitMs: number): void {
  if (waitMs > 0) throw new DomainError("rate_limited", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
}

/** Of the socket, which @hono/node-server hands on; none in a process that is asked without one. */
function remoteAddress(c: HonoContext<Environment>): string | undefined {
  const env: unknown = c.env;
  if (typeof env !== "object" || env === null || !("incoming" in env)) return undefined;
  const { incoming } = env;
  if (typeof incoming !== "object" || incoming === null || !("socket" in incoming)) return undefined;
  const { socket } = incoming;
  return typeof socket === "object" && socket !== null && "remoteAddress" in socket
    ? String(socket.remoteAddress)
    : undefined;
}
