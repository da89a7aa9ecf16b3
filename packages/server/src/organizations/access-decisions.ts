import { and, eq } from "drizzle-orm";
import type { AccessDecisions, Context } from "../platform/context.ts";
import { only, readOrganization, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { organizations } from "./organizations.table.ts";

/** What the organization decided of its fields, and the version of that. */
export async function readAccess(ctx: Context): Promise<{ access: AccessDecisions; version: number }> {
  return readOrganization(ctx, async (tx) =>
    only(
      await tx
        .select({ access: organizations.access, version: organizations.accessVersion })
        .from(organizations)
        .where(eq(organizations.organizationId, ctx.organizationId)),
    ),
  );
}

/** @throws DomainError `precondition_failed` when somebody was faster than `version` */
export async function decideAccess(
  ctx: Context,
  tx: Transaction,
  access: AccessDecisions,
  version: number,
): Promise<void> {
  const rows = await tx
    .update(organizations)
    .set({ access, accessVersion: version + 1 })
    .where(and(eq(organizations.organizationId, ctx.organizationId), eq(organizations.accessVersion, version)))
    .returning({ organizationId: organizations.organizationId });
  if (rows.length === 0) throw new DomainError("precondition_failed");
}
