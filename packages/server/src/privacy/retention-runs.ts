import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { RetentionRun } from "@okaeri/sdk/contract/privacy";
import { and, desc, eq, lt } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, withOrganization } from "../platform/database.ts";
import { cursorToUuid, newUuid, toTypeId } from "../platform/ids.ts";
import { signStatement } from "../platform/signing.ts";
import { type Removed, retentionRuns, toRetentionRun } from "./retention.table.ts";

/** Newest first. */
export async function listRuns(
  ctx: Context,
  { cursor, limit = defaultPageSize }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<RetentionRun>> {
  requireActor(ctx, "auditor", "admin", "system");
  const before = cursor === undefined ? undefined : lt(retentionRuns.runId, cursorToUuid("retention", cursor));
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(retentionRuns)
      .where(and(eq(retentionRuns.organizationId, ctx.organizationId), before))
      .orderBy(desc(retentionRuns.runId))
      .limit(limit + 1);
    const data = rows.slice(0, limit).map(toRetentionRun);
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
  });
}

export interface StartedRun {
  runId: string;
  startedAt: string;
}

export async function startRun(ctx: Context): Promise<StartedRun> {
  const now = ctx.clock.now();
  const started = { runId: newUuid(now), startedAt: now.toISOString() };
  await withOrganization(ctx, (tx) =>
    tx.insert(retentionRuns).values({ organizationId: ctx.organizationId, ...started, actor: actorName(ctx.actor) }),
  );
  return started;
}

/** What was removed, certified: by rule, when and by whom. It names nobody. */
export async function finishRun(
  ctx: Context,
  { runId, startedAt }: StartedRun,
  removed: Removed,
): Promise<RetentionRun> {
  const finishedAt = ctx.clock.now().toISOString();
  const { jws } = await signStatement(ctx.secrets, ctx.organizationId, {
    kind: "retention",
    organization: toTypeId("org", ctx.organizationId),
    run: toTypeId("retention", runId),
    startedAt,
    finishedAt,
    actor: actorName(ctx.actor),
    removed,
  });
  const ofRun = and(eq(retentionRuns.organizationId, ctx.organizationId), eq(retentionRuns.runId, runId));
  return withOrganization(ctx, async (tx) =>
    toRetentionRun(
      only(await tx.update(retentionRuns).set({ finishedAt, removed, certificate: jws }).where(ofRun).returning()),
    ),
  );
}
