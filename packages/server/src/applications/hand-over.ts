import { and, eq } from "drizzle-orm";
import { findJobOrigin } from "../jobs/job-origins.ts";
import { findPersonId } from "../membership/members.ts";
import type { Config } from "../platform/config.ts";
import type { Context } from "../platform/context.ts";
import { type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { callOutbound, OutboundFailure, type OutboundPolicy } from "../platform/outbound-http.ts";
import { type ApplicationRow, applications } from "./applications.table.ts";
import { listAttachments, readContents } from "./attachments.ts";
import { openDestinationSecret } from "./destination-secrets.ts";
import { applicationDestinations, type DestinationRow } from "./destinations.table.ts";
import { greenhouse } from "./greenhouse.rules.ts";
import { judgeStatus, nextAttempt, type Outcome, retryAfterMs, takeTurn } from "./hand-over.rules.ts";
import { askHandOver } from "./hand-over-queue.ts";
import { lever } from "./lever.rules.ts";
import type { Origins, Parcel, ReceivingSystem } from "./system.rules.ts";
import { tellOfStop } from "./telling.ts";
import { webhook } from "./webhook-message.ts";

const timeoutMs = 60_000;
/** Longer than any attempt takes: whoever is still silent then was killed. */
const leaseMs = 2 * timeoutMs;
const maxAnswerBytes = 100_000;

const systems: Record<DestinationRow["kind"], ReceivingSystem> = { greenhouse, lever, webhook };

/** What handing over needs beside its context. */
export interface HandOverGear {
  policy: OutboundPolicy;
  /** Of one attempt. */
  timeoutMs: number;
  origins: Origins;
}

export const handOverGear = ({ development, greenhouseOrigin, leverOrigin, publicUrl }: Config): HandOverGear => ({
  policy: { allowPrivate: development },
  timeoutMs,
  origins: {
    greenhouse: greenhouseOrigin ?? "https://boards-api.greenhouse.io",
    lever: (region) => leverOrigin ?? (region === "eu" ? "https://api.eu.lever.co" : "https://api.lever.co"),
    own: publicUrl,
  },
});

/**
 * Hands one application (UUID) over, or tells that it was withdrawn; unless somebody does already. What fails for now
 * comes again with growing pauses, for five days; what is refused waits for HR.
 *
 * Between the system's yes and our commit there is a moment that nobody can close: a process that is killed there sends
 * again. Lever makes one applicant of both by their mail address, a webhook's receiver knows the `webhook-id`.
 */
export async function handOver(ctx: Context, gear: HandOverGear, applicationId: string): Promise<void> {
  const claimed = await claim(ctx, applicationId);
  if (!claimed) return;
  const outcome = "parcel" in claimed ? await send(gear, claimed.kind, claimed.parcel) : claimed.outcome;
  await settle(ctx, claimed.application, outcome);
}

type Claimed = { application: ApplicationRow } & (
  | { kind: DestinationRow["kind"]; parcel: Parcel }
  | { outcome: Outcome }
);

async function claim(ctx: Context, applicationId: string): Promise<Claimed | null> {
  return withOrganization(ctx, async (tx) => {
    const row = await lockApplication(ctx, tx, applicationId);
    if (!row) return null;
    const now = ctx.clock.now();
    const turn = takeTurn(row, now);
    if (turn.do === "wait") await askHandOver(ctx, tx, row, turn.until);
    if (turn.do !== "send" || row.destinationId === null) return null;
    const application = {
      ...row,
      attempts: row.attempts + 1,
      leasedUntil: new Date(now.getTime() + leaseMs).toISOString(),
    };
    await tx
      .update(applications)
      .set({ attempts: application.attempts, leasedUntil: application.leasedUntil })
      .where(ofApplication(ctx, applicationId));
    return { application, ...(await pack(ctx, tx, application, row.destinationId)) };
  });
}

async function pack(
  ctx: Context,
  tx: Transaction,
  application: ApplicationRow,
  destinationId: string,
): Promise<{ kind: DestinationRow["kind"]; parcel: Parcel } | { outcome: Outcome }> {
  const refused = (code: string, detail: string): { outcome: Outcome } => ({
    outcome: { kind: "refused", code, detail },
  });
  const [destination] = await tx.select().from(applicationDestinations).where(ofDestination(ctx, destinationId));
  if (!destination) return refused("destination_gone", "the destination was removed");
  const { applicationId } = application;
  const { feedKey } = await findJobOrigin(ctx, tx, application.jobId);
  if (destination.kind !== "webhook" && feedKey === null)
    return refused("posting_unknown", "the posting left its feed, and has no id there any more");
  try {
    const parcel: Parcel = {
      application,
      files: (await listAttachments(ctx, tx, [applicationId])).get(applicationId) ?? [],
      contents: await readContents(ctx, tx, applicationId, systems[destination.kind].takes),
      personId: await findPersonId(ctx, tx, application.memberId),
      postingKey: feedKey,
      address: destination.address,
      region: destination.region,
      secret: openDestinationSecret(ctx, destination, "secret") ?? "",
      at: ctx.clock.now(),
    };
    return { kind: destination.kind, parcel };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused("secret_unreadable", error.detail ?? error.code);
  }
}

async function send(gear: HandOverGear, kind: DestinationRow["kind"], parcel: Parcel): Promise<Outcome> {
  const system = systems[kind];
  const { url, headers, body } = system.put(parcel, gear.origins);
  try {
    const call = {
      headers: { "user-agent": "Okaeri", ...headers },
      body,
      timeoutMs: gear.timeoutMs,
      maxBytes: maxAnswerBytes,
    };
    const answer = await callOutbound(url, call, gear.policy);
    const judged = judgeStatus(answer.status, retryAfterMs(answer.headers["retry-after"], parcel.at));
    const outcome = judged ?? system.read(answer.body);
    if (outcome.kind !== "refused") return outcome;
    // Some repeat the address they were asked at, and the key in it.
    return { ...outcome, said: system.reasonOf(answer.body)?.replaceAll(parcel.secret, "…") };
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error;
    return { kind: "later", code: "destination_unreachable", detail: error.message };
  }
}

async function settle(ctx: Context, claimed: ApplicationRow, outcome: Outcome): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    const row = await lockApplication(ctx, tx, claimed.applicationId);
    // Taken up by another after the lease, or withdrawn meanwhile and on its way to say so: theirs is the last word.
    if (row?.attempts !== claimed.attempts) return;
    const withdrawnMeanwhile = row.stage === "withdrawn" && claimed.stage !== "withdrawn";
    if (withdrawnMeanwhile && outcome.kind !== "done") return;
    const now = ctx.clock.now();
    const at = now.toISOString();
    const set = (values: Partial<ApplicationRow>) =>
      tx
        .update(applications)
        .set({ leasedUntil: null, ...values })
        .where(ofApplication(ctx, claimed.applicationId));
    // What a place said that was removed meanwhile is no word of the next one.
    if (row.destinationId !== claimed.destinationId && outcome.kind !== "done") {
      await set({});
      if (row.destinationId !== null) await askHandOver(ctx, tx, row);
      return;
    }
    if (outcome.kind === "done") {
      const { externalId } = outcome;
      const noError = { lastErrorCode: null, lastErrorDetail: null, lastErrorAt: null };
      await set({ handOverState: "done", handOverAt: at, nextAttemptAt: null, externalId, ...noError });
      await noteDestination(ctx, tx, row, noError);
      return;
    }
    const said = outcome.kind === "refused" ? outcome.said : undefined;
    const lastErrorDetail =
      said === undefined ? outcome.detail : `${outcome.detail}: ${said.slice(0, 300).toWellFormed()}`;
    const error = { lastErrorCode: outcome.code, lastErrorDetail, lastErrorAt: at };
    // The system's own words may name the applicant: they stay with the application.
    await noteDestination(ctx, tx, row, { ...error, lastErrorDetail: outcome.detail.slice(0, 500) });
    const next =
      outcome.kind === "later"
        ? nextAttempt(row.attempts, new Date(row.handOverSince ?? row.submittedAt), now, outcome.afterMs)
        : null;
    await set({
      handOverState: next ? "delayed" : "stopped",
      handOverAt: at,
      nextAttemptAt: next?.toISOString() ?? null,
      ...error,
    });
    if (next) await askHandOver(ctx, tx, row, next);
    else await tellOfStop(ctx, tx, row);
  });
}

async function noteDestination(
  ctx: Context,
  tx: Transaction,
  { destinationId }: ApplicationRow,
  values: Partial<DestinationRow>,
): Promise<void> {
  if (destinationId !== null)
    await tx.update(applicationDestinations).set(values).where(ofDestination(ctx, destinationId));
}

async function lockApplication(ctx: Context, tx: Transaction, applicationId: string): Promise<ApplicationRow | null> {
  const [row] = await tx.select().from(applications).where(ofApplication(ctx, applicationId)).for("update");
  return row ?? null;
}

const ofApplication = (ctx: Context, applicationId: string) =>
  and(eq(applications.organizationId, ctx.organizationId), eq(applications.applicationId, applicationId));

const ofDestination = (ctx: Context, destinationId: string) =>
  and(
    eq(applicationDestinations.organizationId, ctx.organizationId),
    eq(applicationDestinations.destinationId, destinationId),
  );
