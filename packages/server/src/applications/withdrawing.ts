import { and, eq, isNull, ne, notInArray } from "drizzle-orm";
import { findPersonId } from "../membership/members.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { listHeldPeople } from "../privacy/held-people.ts";
import { type ApplicationRow, applicationAttachments, applications } from "./applications.table.ts";
import { applicationDestinations } from "./destinations.table.ts";
import { askHandOver } from "./hand-over-queue.ts";
import { ofMember } from "./own-applications.ts";
import { tellOfWithdrawal } from "./telling.ts";

const nothing = { email: "", phone: null, answers: [], message: "" };

/**
 * Takes an application back: what was sent goes, unless a legal hold keeps it from everybody's eyes; the house is told. What
 * waits is not handed over any more. Doing it twice is doing it once.
 * @throws DomainError `not_found`
 */
export async function withdrawApplication(ctx: Context, id: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    const row = only(
      await tx
        .select()
        .from(applications)
        .where(and(ofMember(ctx, memberId), eq(applications.applicationId, toUuid("application", id))))
        .for("update"),
    );
    if (row.stage !== "withdrawn") await withdraw(ctx, tx, row, await isHeld(ctx, tx, memberId));
  });
}

/** All of a member's (UUID), who leaves: withdrawn, and then gone but for what their systems are still to be told. */
export async function forgetApplications(ctx: Context, tx: Transaction, memberId: string): Promise<void> {
  const held = await isHeld(ctx, tx, memberId);
  const rows = await tx
    .select()
    .from(applications)
    .where(and(ofMember(ctx, memberId), ne(applications.stage, "withdrawn")))
    .orderBy(applications.applicationId)
    .for("update");
  for (const row of rows) await withdraw(ctx, tx, row, held);
  await tx
    .delete(applicationAttachments)
    .where(
      and(
        eq(applicationAttachments.organizationId, ctx.organizationId),
        eq(applicationAttachments.memberId, memberId),
        isNull(applicationAttachments.applicationId),
      ),
    );
  if (held) return;
  await tx.update(applications).set({ familyName: "", givenName: "" }).where(ofMember(ctx, memberId));
  await removeForgotten(ctx, tx);
}

/** Of those who left, what nobody is to be told of any more. */
export async function removeForgotten(ctx: Context, tx: Transaction): Promise<void> {
  await tx
    .delete(applications)
    .where(
      and(
        eq(applications.organizationId, ctx.organizationId),
        eq(applications.stage, "withdrawn"),
        eq(applications.familyName, ""),
        notInArray(applications.handOverState, ["waiting", "delayed"]),
      ),
    );
}

async function withdraw(ctx: Context, tx: Transaction, row: ApplicationRow, held: boolean): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const tells = await mustTell(ctx, tx, row);
  await tx
    .update(applications)
    .set({
      stage: "withdrawn",
      stageAsOf: at,
      ...(held ? {} : nothing),
      ...(tells
        ? { handOverState: "waiting", handOverAt: null, handOverSince: at, nextAttemptAt: at, attempts: 0 }
        : row.handOverState === "done"
          ? {}
          : { handOverState: "none", handOverAt: null, nextAttemptAt: null }),
      lastErrorCode: null,
      lastErrorDetail: null,
      lastErrorAt: null,
    })
    .where(and(eq(applications.organizationId, ctx.organizationId), eq(applications.applicationId, row.applicationId)));
  if (!held)
    await tx
      .delete(applicationAttachments)
      .where(
        and(
          eq(applicationAttachments.organizationId, ctx.organizationId),
          eq(applicationAttachments.applicationId, row.applicationId),
        ),
      );
  if (tells) {
    const leased = row.leasedUntil === null ? now : new Date(row.leasedUntil);
    await askHandOver(ctx, tx, row, leased > now ? leased : undefined);
  }
  await tellOfWithdrawal(ctx, tx, row);
}

/** A system of the house's own that has it, or may: an attempt that wasn't answered may have arrived. */
async function mustTell(ctx: Context, tx: Transaction, row: ApplicationRow): Promise<boolean> {
  if (row.destinationId === null || (row.handOverState !== "done" && row.attempts === 0)) return false;
  const [destination] = await tx
    .select({ kind: applicationDestinations.kind })
    .from(applicationDestinations)
    .where(
      and(
        eq(applicationDestinations.organizationId, ctx.organizationId),
        eq(applicationDestinations.destinationId, row.destinationId),
      ),
    );
  return destination?.kind === "webhook";
}

async function isHeld(ctx: Context, tx: Transaction, memberId: string): Promise<boolean> {
  const personId = await findPersonId(ctx, tx, memberId);
  return personId !== null && (await listHeldPeople(ctx, tx)).has(personId);
}
