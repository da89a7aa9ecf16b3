import type { ReceivedApplication } from "@okaeri/sdk/contract/applications";
import { and, asc, eq, inArray, isNull, lt, ne, or } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { applications } from "./applications.table.ts";
import { applicationDestinations, type DestinationRow } from "./destinations.table.ts";
import { askHandOver } from "./hand-over-queue.ts";
import { findDestinationOf } from "./posting-destinations.ts";
import { lockApplication, showOne } from "./received-applications.ts";

const batchSize = 500;
/** What is due for so long was forgotten on the way, say by a queue that lost it. */
const forgottenAfterMs = 5 * 60_000;

/**
 * Tries again now what was delayed or stopped; also what lost its destination, where there is one of the name that the
 * applicant agreed to.
 * @throws DomainError `not_found`, `conflict` for what is done, or stays here
 */
export async function handOverAgain(ctx: Context, id: string): Promise<ReceivedApplication> {
  requireActor(ctx, "recruiter", "admin", "system");
  const applicationId = toUuid("application", id);
  return withOrganization(ctx, async (tx) => {
    const row = await lockApplication(ctx, tx, applicationId);
    if (row.handOverState === "done") throw new DomainError("conflict", { detail: "It was handed over already" });
    if (row.handOverState === "none") {
      const destination = await findDestinationOf(ctx, tx, row.jobId, "key share");
      if (row.stage === "withdrawn" || !destination || destination.name !== row.consentDestination)
        throw new DomainError("conflict", { detail: "It stays here: the applicant agreed to no other place" });
      await askAgain(ctx, tx, [applicationId], destination.destinationId);
    } else if (row.handOverState !== "waiting" && row.destinationId !== null)
      await askAgain(ctx, tx, [applicationId], row.destinationId);
    return showOne(ctx, tx, applicationId);
  });
}

/**
 * Of a destination that was just added: what was agreed to for one of its name and is nowhere yet goes there now; what is
 * there already is its own again, for its system may be told of a withdrawal, or asked where it stands.
 */
export async function takeUp(ctx: Context, tx: Transaction, destination: DestinationRow): Promise<void> {
  const { destinationId } = destination;
  const rows = await tx
    .select({
      applicationId: applications.applicationId,
      jobId: applications.jobId,
      handOverState: applications.handOverState,
      externalId: applications.externalId,
      handOverAt: applications.handOverAt,
    })
    .from(applications)
    .where(
      and(
        eq(applications.organizationId, ctx.organizationId),
        inArray(applications.handOverState, ["none", "done"]),
        isNull(applications.destinationId),
        eq(applications.consentDestination, destination.name),
        ne(applications.stage, "withdrawn"),
      ),
    )
    .orderBy(asc(applications.applicationId))
    .for("update");
  const goThere = new Set<string>();
  for (const jobId of new Set(rows.map((row) => row.jobId)))
    if ((await findDestinationOf(ctx, tx, jobId))?.destinationId === destinationId) goThere.add(jobId);
  const itsOwn = rows.filter(({ jobId }) => goThere.has(jobId));
  const idsOf = (some: typeof itsOwn) => some.map(({ applicationId }) => applicationId);
  await askAgain(ctx, tx, idsOf(itsOwn.filter(({ handOverState }) => handOverState === "none")), destinationId);
  // Only Lever says ids; one that has none is not Lever's, whatever the name.
  const isThere = (externalId: string | null) => (externalId !== null) === (destination.kind === "lever");
  const there = itsOwn.filter((one) => one.handOverState === "done" && isThere(one.externalId));
  for (const batch of batchesOf(idsOf(there)))
    await tx.update(applications).set({ destinationId }).where(ofApplications(ctx, batch));
  if (destination.kind !== "lever" || there.length === 0) return;
  // What changed while it was not there is asked for as well.
  const times = there.flatMap(({ handOverAt }) => (handOverAt === null ? [] : [new Date(handOverAt).getTime()]));
  const followedAt = new Date(
    times.reduce((one, other) => Math.min(one, other), ctx.clock.now().getTime()),
  ).toISOString();
  await tx
    .update(applicationDestinations)
    .set({ followedAt })
    .where(
      and(
        eq(applicationDestinations.organizationId, ctx.organizationId),
        eq(applicationDestinations.destinationId, destinationId),
      ),
    );
}

const batchesOf = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, nth) =>
    ids.slice(nth * batchSize, (nth + 1) * batchSize),
  );

const ofApplications = (ctx: Context, applicationIds: string[]) =>
  and(eq(applications.organizationId, ctx.organizationId), inArray(applications.applicationId, applicationIds));

/** By UUID. */
async function askAgain(
  ctx: Context,
  tx: Transaction,
  applicationIds: readonly string[],
  destinationId: string,
): Promise<void> {
  const at = ctx.clock.now().toISOString();
  for (const batch of batchesOf(applicationIds)) {
    await tx
      .update(applications)
      .set({ handOverState: "waiting", destinationId, handOverAt: null, handOverSince: at, nextAttemptAt: at })
      .where(ofApplications(ctx, batch));
    for (const applicationId of batch) await askHandOver(ctx, tx, { applicationId, destinationId });
  }
}

/** Asks once more for what is due and that nobody is at. */
export const takeUpForgotten = (ctx: Context): Promise<void> =>
  withOrganization(ctx, async (tx) => {
    const now = ctx.clock.now();
    const longAgo = new Date(now.getTime() - forgottenAfterMs).toISOString();
    const rows = await tx
      .select({ applicationId: applications.applicationId, destinationId: applications.destinationId })
      .from(applications)
      .where(
        and(
          eq(applications.organizationId, ctx.organizationId),
          inArray(applications.handOverState, ["waiting", "delayed"]),
          lt(applications.nextAttemptAt, longAgo),
          or(isNull(applications.leasedUntil), lt(applications.leasedUntil, now.toISOString())),
        ),
      )
      .limit(batchSize);
    for (const row of rows) await askHandOver(ctx, tx, row);
  });
