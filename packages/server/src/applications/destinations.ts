import {
  type ApplicationDestination,
  type ApplicationDestinationDraft,
  applicationDestinationDraft,
} from "@okaeri/sdk/contract/application-destinations";
import { and, count, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { findFeed } from "../feeds/feed-notes.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { applications } from "./applications.table.ts";
import { sealDestinationSecret } from "./destination-secrets.ts";
import { applicationDestinations, type DestinationRow, toDestination } from "./destinations.table.ts";
import { takeUp } from "./hand-over-again.ts";
import { scheduleApplications } from "./keeping-schedule.ts";
import { webhookKey } from "./webhook-key.rules.ts";

type Draft = z.output<typeof applicationDestinationDraft>;

/**
 * Adds where applications go. Those that were agreed to for a destination of this name, and that are not there yet, go there now.
 * @throws DomainError `invalid_input` for a secret that can't sign or a feed of another system, `conflict` where there is
 * a destination for the feed, or the server has no key for secrets
 */
export async function addDestination(
  ctx: Context,
  input: ApplicationDestinationDraft,
): Promise<ApplicationDestination> {
  requireActor(ctx, "admin", "system");
  const draft = applicationDestinationDraft.parse(input);
  const now = ctx.clock.now();
  const destinationId = newUuid(now);
  const feedId = draft.feedId === null ? null : toUuid("feed", draft.feedId);
  await scheduleApplications(ctx);
  return withOrganization(ctx, async (tx) => {
    await check(ctx, tx, draft, feedId);
    const followKey = draft.kind === "lever" ? draft.followKey : null;
    const [row] = await tx
      .insert(applicationDestinations)
      .values({
        organizationId: ctx.organizationId,
        destinationId,
        kind: draft.kind,
        name: draft.name,
        feedId,
        address: addressOf(draft),
        region: draft.kind === "lever" ? draft.region : null,
        secret: sealDestinationSecret(ctx, destinationId, "secret", draft.secret),
        followKey: followKey === null ? null : sealDestinationSecret(ctx, destinationId, "followKey", followKey),
        createdAt: now.toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new DomainError("conflict", { detail: "There is a destination for these postings already" });
    await takeUp(ctx, tx, row);
    return only(await describe(ctx, tx, [row]));
  });
}

export async function listDestinations(ctx: Context): Promise<ApplicationDestination[]> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(applicationDestinations)
      .where(eq(applicationDestinations.organizationId, ctx.organizationId))
      .orderBy(applicationDestinations.destinationId);
    return describe(ctx, tx, rows);
  });
}

/** What it has not taken stays here. @throws DomainError `not_found` */
export async function removeDestination(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "admin", "system");
  const ofOne = ofDestination(ctx, toUuid("destination", id));
  await withOrganization(ctx, async (tx) => {
    only(await tx.select({ id: applicationDestinations.destinationId }).from(applicationDestinations).where(ofOne));
    await release(ctx, tx, toUuid("destination", id));
  });
}

/** The one of a feed (UUID) that is removed, with it. */
export async function removeDestinationOfFeed(ctx: Context, tx: Transaction, feedId: string): Promise<void> {
  const rows = await tx
    .select({ id: applicationDestinations.destinationId })
    .from(applicationDestinations)
    .where(
      and(eq(applicationDestinations.organizationId, ctx.organizationId), eq(applicationDestinations.feedId, feedId)),
    );
  for (const { id } of rows) await release(ctx, tx, id);
}

// Applications before their destination, as handing over takes them.
async function release(ctx: Context, tx: Transaction, destinationId: string): Promise<void> {
  const itsOwn = and(
    eq(applications.organizationId, ctx.organizationId),
    eq(applications.destinationId, destinationId),
  );
  // In the order in which whoever leaves takes them.
  await tx
    .select({ id: applications.applicationId })
    .from(applications)
    .where(itsOwn)
    .orderBy(applications.applicationId)
    .for("update");
  await tx
    .update(applications)
    .set({ handOverState: "none", handOverAt: null, nextAttemptAt: null, destinationId: null })
    .where(and(itsOwn, inArray(applications.handOverState, ["none", "waiting", "delayed", "stopped"])));
  await tx.update(applications).set({ destinationId: null }).where(itsOwn);
  await tx.delete(applicationDestinations).where(ofDestination(ctx, destinationId));
}

const addressOf = (draft: Draft): string =>
  draft.kind === "greenhouse" ? draft.board : draft.kind === "lever" ? draft.site : draft.url;

async function check(ctx: Context, tx: Transaction, draft: Draft, feedId: string | null): Promise<void> {
  const refuse = (pointer: string, detail: string): never => {
    throw new DomainError("invalid_input", { faults: [{ pointer, code: "custom", detail }] });
  };
  const feed = feedId === null ? null : await findFeed(ctx, tx, feedId);
  if (draft.kind === "webhook") {
    if (!webhookKey(draft.secret)) refuse("#/secret", "must be whsec_ and 24 bytes or more in Base64");
    const { username, password } = new URL(draft.url);
    if (username !== "" || password !== "") refuse("#/url", "must hold no user and password: the signature proves it");
    return;
  }
  // Only its own feed tells what its system calls a posting.
  if (feed?.format !== draft.kind) refuse("#/feedId", `must be a feed of ${draft.kind}`);
}

async function describe(
  ctx: Context,
  tx: Transaction,
  rows: readonly DestinationRow[],
): Promise<ApplicationDestination[]> {
  const counts = await tx
    .select({ id: applications.destinationId, state: applications.handOverState, count: count() })
    .from(applications)
    .where(
      and(
        eq(applications.organizationId, ctx.organizationId),
        inArray(applications.handOverState, ["waiting", "delayed", "stopped"]),
      ),
    )
    .groupBy(applications.destinationId, applications.handOverState);
  return rows.map((row) => {
    const own = counts.filter(({ id }) => id === row.destinationId);
    const sum = (stopped: boolean) =>
      own.reduce((total, { state, count }) => total + ((state === "stopped") === stopped ? count : 0), 0);
    return toDestination(row, { waiting: sum(false), stopped: sum(true) });
  });
}

const ofDestination = (ctx: Context, destinationId: string) =>
  and(
    eq(applicationDestinations.organizationId, ctx.organizationId),
    eq(applicationDestinations.destinationId, destinationId),
  );
