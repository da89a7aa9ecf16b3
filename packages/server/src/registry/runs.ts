import type { Page } from "@okaeri/sdk/contract/page";
import { defaultPageSize } from "@okaeri/sdk/contract/page";
import type { RegistryRun, RegistryRunQuery, RejectedRow } from "@okaeri/sdk/contract/registry-imports";
import { and, desc, eq, lt } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { isDatabaseLost, isDiskFull } from "../platform/outages.ts";
import { runs, sources, toRun } from "./sources.table.ts";

const keptRejections = 100;

/** What a run brought: people, but for `read`, which counts rows. */
export interface RunCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  here: number;
  rejectedCount: number;
  rejected: RejectedRow[];
}

const ofRun = (ctx: Context, runId: string) => and(eq(runs.organizationId, ctx.organizationId), eq(runs.runId, runId));

/** Begins a run in the caller's transaction: both are there when it commits, and neither otherwise. */
export async function openRun(ctx: Context, tx: Transaction, sourceId: string): Promise<string> {
  const now = ctx.clock.now();
  const runId = newUuid(now);
  await tx.insert(runs).values({
    organizationId: ctx.organizationId,
    runId,
    sourceId,
    status: "running",
    actor: actorName(ctx.actor),
    startedAt: now.toISOString(),
  });
  return runId;
}

/**
 * Begins a run that can be seen while it lasts. What an earlier process left running is marked as broken off.
 * One run of a source at a time: the caller sees to that.
 */
export async function startRun(ctx: Context, sourceId: string): Promise<string> {
  return withOrganization(ctx, async (tx) => {
    await tx
      .update(runs)
      .set({ status: "failed", finishedAt: ctx.clock.now().toISOString(), error: "unavailable", detail: "Broken off" })
      .where(and(eq(runs.organizationId, ctx.organizationId), eq(runs.sourceId, sourceId), eq(runs.status, "running")));
    return openRun(ctx, tx, sourceId);
  });
}

export async function finishRun(ctx: Context, tx: Transaction, runId: string, counts: RunCounts): Promise<void> {
  const finishedAt = ctx.clock.now().toISOString();
  const { read, created, updated, unchanged, here, rejectedCount } = counts;
  const rejected = counts.rejected.slice(0, keptRejections);
  const [row] = await tx
    .update(runs)
    .set({ status: "done", finishedAt, read, created, updated, unchanged, here, rejectedCount, rejected })
    .where(ofRun(ctx, runId))
    .returning({ sourceId: runs.sourceId });
  if (row)
    await tx
      .update(sources)
      .set({ lastRunAt: finishedAt })
      .where(and(eq(sources.organizationId, ctx.organizationId), eq(sources.sourceId, row.sourceId)));
}

/** Says why, in a transaction of its own: the run's own is gone. */
export async function failRun(ctx: Context, runId: string, error: unknown): Promise<void> {
  const { code, detail } =
    error instanceof DomainError
      ? error
      : { code: isDatabaseLost(error) || isDiskFull(error) ? "unavailable" : "internal", detail: undefined };
  await withOrganization(ctx, (tx) =>
    tx
      .update(runs)
      .set({
        status: "failed",
        finishedAt: ctx.clock.now().toISOString(),
        error: code,
        // It may repeat what was sent, and PostgreSQL's texts hold no U+0000.
        detail: detail?.slice(0, 500).replaceAll("\0", "\ufffd") ?? null,
      })
      .where(ofRun(ctx, runId)),
  );
}

/** Newest first. */
export async function listRuns(ctx: Context, query: RegistryRunQuery): Promise<Page<RegistryRun>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(runs)
      .innerJoin(sources, and(eq(sources.organizationId, runs.organizationId), eq(sources.sourceId, runs.sourceId)))
      .where(
        and(
          eq(runs.organizationId, ctx.organizationId),
          query.sourceId === undefined ? undefined : eq(runs.sourceId, toUuid("source", query.sourceId)),
          query.cursor === undefined ? undefined : lt(runs.runId, cursorToUuid("run", query.cursor)),
        ),
      )
      .orderBy(desc(runs.runId))
      .limit(limit + 1);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      data: rows.slice(0, limit).map(({ registry_runs, registry_sources }) => toRun(registry_runs, registry_sources)),
      nextCursor: last ? toTypeId("run", last.registry_runs.runId) : null,
    };
  });
}
