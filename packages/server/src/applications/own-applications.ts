import type { Application } from "@okaeri/sdk/contract/applications";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { type ApplicationRow, type Around, applications, toApplication } from "./applications.table.ts";
import { listAttachments } from "./attachments.ts";
import { applicationDestinations } from "./destinations.table.ts";

/** All that a member ever has; more than anybody applies for in years. */
const mostShown = 500;

/** One's own, the latest first. */
export async function listOwnApplications(ctx: Context): Promise<Application[]> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(applications)
      .where(ofMember(ctx, memberId))
      .orderBy(desc(applications.applicationId))
      .limit(mostShown);
    const around = await readAround(ctx, tx, rows);
    return rows.map((row) => toApplication(row, around(row)));
  });
}

/** Of a member (UUID) for a posting (UUID): not withdrawn. */
export async function findInForce(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  jobId: string,
): Promise<ApplicationRow | null> {
  const [row] = await tx
    .select()
    .from(applications)
    .where(and(ofMember(ctx, memberId), eq(applications.jobId, jobId), ne(applications.stage, "withdrawn")));
  return row ?? null;
}

/** What each of these is shown with. */
export async function readAround(
  ctx: Context,
  tx: Transaction,
  rows: readonly ApplicationRow[],
): Promise<(row: ApplicationRow) => Around> {
  const attachments = await listAttachments(
    ctx,
    tx,
    rows.map(({ applicationId }) => applicationId),
  );
  const ids = [...new Set(rows.flatMap(({ destinationId }) => destinationId ?? []))];
  const followed = await tx
    .select({ id: applicationDestinations.destinationId, followedAt: applicationDestinations.followedAt })
    .from(applicationDestinations)
    .where(
      and(
        eq(applicationDestinations.organizationId, ctx.organizationId),
        inArray(applicationDestinations.destinationId, ids),
      ),
    );
  return ({ applicationId, destinationId }) => ({
    attachments: attachments.get(applicationId) ?? [],
    destination: followed.find(({ id }) => id === destinationId) ?? null,
  });
}

export const ofMember = (ctx: Context, memberId: string) =>
  and(eq(applications.organizationId, ctx.organizationId), eq(applications.memberId, memberId));
