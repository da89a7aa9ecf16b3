import { and, eq, inArray, isNotNull, ne } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization, withoutTrail } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { callOutbound, OutboundFailure } from "../platform/outbound-http.ts";
import { type ApplicationRow, applications } from "./applications.table.ts";
import { openDestinationSecret } from "./destination-secrets.ts";
import { applicationDestinations, type DestinationRow } from "./destinations.table.ts";
import type { HandOverGear } from "./hand-over.ts";
import { applicationIdsOf, archiveReasons, opportunityPage, stageOf } from "./lever-stages.rules.ts";
import { moveTo } from "./received-applications.ts";
import { parseJson } from "./system.rules.ts";

const timeoutMs = 30_000;
const maxBytes = 20 * 1024 * 1024;
const pageSize = 100;
const maxPages = 100;
/** What a system says late of a moment that it was asked about already. */
const overlapMs = 10 * 60_000;

/**
 * Asks the systems that can be asked what changed since they were asked last: what is not among it is as it was, so
 * that one question tells of all who applied.
 */
export async function followApplicants(ctx: Context, gear: HandOverGear): Promise<void> {
  const destinations = await readOrganization(ctx, (tx) =>
    tx
      .select()
      .from(applicationDestinations)
      .where(
        and(
          eq(applicationDestinations.organizationId, ctx.organizationId),
          isNotNull(applicationDestinations.followKey),
        ),
      ),
  );
  for (const destination of destinations) await follow(ctx, gear, destination);
}

async function follow(ctx: Context, gear: HandOverGear, destination: DestinationRow): Promise<void> {
  const askedAt = ctx.clock.now();
  try {
    const stages = await readStages(ctx, gear, destination);
    await withOrganization(ctx, (tx) => writeStages(ctx, tx, destination, stages));
    await note(ctx, destination, { followedAt: askedAt, code: null, detail: null });
  } catch (error) {
    if (error instanceof OutboundFailure)
      return note(ctx, destination, { followedAt: null, code: "destination_unreachable", detail: error.message });
    if (error instanceof NotFollowed)
      return note(ctx, destination, { followedAt: null, code: error.code, detail: error.message });
    if (error instanceof DomainError)
      return note(ctx, destination, {
        followedAt: null,
        code: "secret_unreadable",
        detail: error.detail ?? error.code,
      });
    throw error;
  }
}

/** By Lever's ids of applications. */
async function readStages(
  ctx: Context,
  gear: HandOverGear,
  destination: DestinationRow,
): Promise<Map<string, ApplicationRow["stage"]>> {
  const ask = asker(ctx, gear, destination);
  const reasons = await ask("archive_reasons", { limit: String(pageSize) }, archiveReasons);
  const hired = new Set(reasons.flatMap(({ id, type, text }) => (type === "hired" || text === "Hired" ? [id] : [])));
  const since = new Date(destination.followedAt ?? destination.createdAt).getTime() - overlapMs;
  const changed = await ask(
    "opportunities",
    { updated_at_start: String(since), expand: "stage", limit: String(pageSize) },
    opportunityPage,
  );
  return new Map(changed.flatMap((one) => applicationIdsOf(one).map((id) => [id, stageOf(one, hired)] as const)));
}

function asker(ctx: Context, gear: HandOverGear, destination: DestinationRow) {
  const key = openDestinationSecret(ctx, destination, "followKey") ?? "";
  const headers = {
    accept: "application/json",
    "user-agent": "Okaeri",
    authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
  };
  const origin = gear.origins.lever(destination.region ?? "global");
  return async <Item>(
    what: string,
    query: Record<string, string>,
    schema: z.ZodType<{ data: Item[]; next?: string | null | undefined; hasNext?: boolean | null | undefined }>,
  ): Promise<Item[]> => {
    const items: Item[] = [];
    let offset: string | null = null;
    for (let page = 0; page < maxPages; page++) {
      const search = new URLSearchParams({ ...query, ...(offset !== null && { offset }) });
      const answer = await callOutbound(
        `${origin}/v1/${what}?${search}`,
        { headers, timeoutMs, maxBytes },
        gear.policy,
      );
      if (answer.status === 401 || answer.status === 403)
        throw new NotFollowed(
          "destination_unauthorized",
          `it may not be asked for ${what}: it answered ${answer.status}`,
        );
      if (answer.status !== 200)
        throw new NotFollowed("destination_failed", `asked for ${what} it answered ${answer.status}`);
      const read = schema.safeParse(parseJson(answer.body));
      if (!read.success)
        throw new NotFollowed("destination_unreadable", `asked for ${what} it answered with something else`);
      items.push(...read.data.data);
      if (!read.data.hasNext || !read.data.next) return items;
      offset = read.data.next;
    }
    throw new NotFollowed("destination_failed", `more than ${maxPages * pageSize} changed at once`);
  };
}

/** Why a system told nothing this time. */
class NotFollowed extends Error {
  override readonly name = "NotFollowed";
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

async function writeStages(
  ctx: Context,
  tx: Transaction,
  { destinationId }: DestinationRow,
  stages: ReadonlyMap<string, ApplicationRow["stage"]>,
): Promise<void> {
  if (stages.size === 0) return;
  const rows = await tx
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.organizationId, ctx.organizationId),
        eq(applications.destinationId, destinationId),
        inArray(applications.externalId, [...stages.keys()]),
        ne(applications.stage, "withdrawn"),
      ),
    )
    .orderBy(applications.applicationId)
    .for("update");
  for (const row of rows) {
    const stage = stages.get(row.externalId ?? "");
    if (stage && stage !== row.stage) await moveTo(ctx, tx, row, stage);
  }
}

const note = (
  { database, organizationId, clock }: Context,
  { destinationId }: DestinationRow,
  { followedAt, code, detail }: { followedAt: Date | null; code: string | null; detail: string | null },
): Promise<void> =>
  withoutTrail(
    database,
    organizationId,
    (tx) => tx`
      update application_destinations set
        followed_at = coalesce(${followedAt?.toISOString() ?? null}::timestamptz, followed_at),
        last_error_code = ${code}, last_error_detail = ${detail?.slice(0, 500) ?? null},
        last_error_at = ${code && clock.now().toISOString()}::timestamptz
      where organization_id = ${organizationId} and destination_id = ${destinationId}`,
  );
