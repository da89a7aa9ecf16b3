import type { SourceKind } from "@okaeri/sdk/contract/registry";
import type { RegistryDateRules, RegistryMapping, RegistrySource } from "@okaeri/sdk/contract/registry-imports";
import { and, eq } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { type SourceRow, sources, toSource } from "./sources.table.ts";

/** By kind, and by name within one. */
export async function listSources(ctx: Context): Promise<RegistrySource[]> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) =>
    (
      await tx
        .select()
        .from(sources)
        .where(eq(sources.organizationId, ctx.organizationId))
        .orderBy(sources.kind, sources.name)
    ).map(toSource),
  );
}

const named = (ctx: Context, kind: SourceKind, name: string) =>
  and(eq(sources.organizationId, ctx.organizationId), eq(sources.kind, kind), eq(sources.name, name));

/** Null where nothing came from it yet. */
export async function findSource(
  ctx: Context,
  tx: Transaction,
  kind: SourceKind,
  name: string,
): Promise<SourceRow | null> {
  const [row] = await tx
    .select()
    .from(sources)
    .where(named(ctx, kind, name));
  return row ?? null;
}

/** The source's UUID; made at its first use. */
export async function ensureSource(ctx: Context, tx: Transaction, kind: SourceKind, name: string): Promise<string> {
  const now = ctx.clock.now();
  await tx
    .insert(sources)
    .values({ organizationId: ctx.organizationId, sourceId: newUuid(now), kind, name, createdAt: now.toISOString() })
    .onConflictDoNothing();
  return only(
    await tx
      .select({ sourceId: sources.sourceId })
      .from(sources)
      .where(named(ctx, kind, name)),
  ).sourceId;
}

/** What the next file of this source is read by, where nobody says otherwise. */
export async function rememberReading(
  ctx: Context,
  tx: Transaction,
  sourceId: string,
  reading: { mapping: RegistryMapping; dateRules: RegistryDateRules },
): Promise<void> {
  await tx
    .update(sources)
    .set(reading)
    .where(and(eq(sources.organizationId, ctx.organizationId), eq(sources.sourceId, sourceId)));
}
