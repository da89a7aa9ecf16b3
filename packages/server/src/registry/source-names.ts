import { and, eq } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { sources } from "./sources.table.ts";

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
