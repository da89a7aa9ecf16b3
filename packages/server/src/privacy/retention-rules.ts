import type { RetentionRules } from "@okaeri/sdk/contract/privacy";
import { retentionRules as rulesSchema } from "@okaeri/sdk/contract/privacy";
import { and, eq } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type Rule, retentionRules } from "./retention.table.ts";

// 02:30 in Japan.
const nightly = "30 17 * * *";

export interface VersionedRules {
  rules: Rule[];
  version: number;
}

/** None, until somebody sets them. */
export async function getRules(ctx: Context): Promise<VersionedRules> {
  requireActor(ctx, "auditor", "admin", "system");
  return readOrganization(ctx, (tx) => readRules(ctx, tx));
}

export async function readRules(ctx: Context, tx: Transaction): Promise<VersionedRules> {
  const [row] = await tx.select().from(retentionRules).where(eq(retentionRules.organizationId, ctx.organizationId));
  return row ? { rules: row.rules, version: row.version } : { rules: [], version: 0 };
}

/** All rules at once. @throws DomainError `precondition_failed` when somebody set others since `version` */
export async function editRules(ctx: Context, input: RetentionRules, version: number): Promise<VersionedRules> {
  requireActor(ctx, "admin", "system");
  const { rules } = rulesSchema.parse(input);
  const { organizationId } = ctx;
  const row = { rules, version: version + 1 };
  return withOrganization(ctx, async (tx) => {
    const written =
      version === 0
        ? await tx
            .insert(retentionRules)
            .values({ organizationId, ...row })
            .onConflictDoNothing()
            .returning()
        : await tx
            .update(retentionRules)
            .set(row)
            .where(and(eq(retentionRules.organizationId, organizationId), eq(retentionRules.version, version)))
            .returning();
    if (written.length === 0) throw new DomainError("precondition_failed");
    // Until the commit it runs by the rules of before, and a run without rules removes nothing.
    await ctx.queue.schedule("privacy.retain", organizationId, nightly, { organizationId });
    return row;
  });
}
