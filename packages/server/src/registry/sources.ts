import type { SourceKind } from "@okaeri/sdk/contract/registry";
import type { RegistryDateRules, RegistryMapping, RegistrySource } from "@okaeri/sdk/contract/registry-imports";
import { and, eq } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { sources, toDateRules, toSource } from "./sources.table.ts";

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

/** What a source is remembered by. */
export interface KnownSource {
  /** UUID. */
  sourceId: string;
  mapping: RegistryMapping;
  dateRules: RegistryDateRules;
}

/** Null where nothing came from it yet. */
export async function findSource(
  ctx: Context,
  tx: Transaction,
  kind: SourceKind,
  name: string,
): Promise<KnownSource | null> {
  const [row] = await tx
    .select()
    .from(sources)
    .where(named(ctx, kind, name));
  return row ? { sourceId: row.sourceId, mapping: row.mapping, dateRules: toDateRules(row.dateRules) } : null;
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

/** @throws DomainError `conflict` when another source of its kind has the name */
export async function renameSource(ctx: Context, tx: Transaction, sourceId: string, name: string): Promise<void> {
  const ofOrganization = eq(sources.organizationId, ctx.organizationId);
  const [source] = await tx
    .select({ kind: sources.kind, name: sources.name })
    .from(sources)
    .where(and(ofOrganization, eq(sources.sourceId, sourceId)));
  if (!source || source.name === name) return;
  const [taken] = await tx
    .select({ sourceId: sources.sourceId })
    .from(sources)
    .where(and(ofOrganization, eq(sources.kind, source.kind), eq(sources.name, name)));
  if (taken) throw new DomainError("conflict", { detail: `There is another source by the name ${name}` });
  await tx
    .update(sources)
    .set({ name })
    .where(and(ofOrganization, eq(sources.sourceId, sourceId)));
}
