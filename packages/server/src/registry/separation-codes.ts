import type { SeparationCode, SeparationCodeEdit } from "@okaeri/sdk/contract/separation-codes";
import { eq } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { lawfulSeparationCodes } from "./separation-codes.rules.ts";
import { separationCodes, toSeparationCode } from "./separation-codes.table.ts";

/** The law's list with the organization's own words, and what it added; by number. */
export async function listSeparationCodes(ctx: Context): Promise<SeparationCode[]> {
  requireActor(ctx, "recruiter", "admin", "system");
  const own = await readOrganization(ctx, (tx) =>
    tx.select().from(separationCodes).where(eq(separationCodes.organizationId, ctx.organizationId)),
  );
  const codes = new Map(lawfulSeparationCodes.map((code) => [code.number, code]));
  for (const row of own) codes.set(row.number, toSeparationCode(row));
  return [...codes.values()].sort((one, other) => one.number - other.number);
}

/** @throws DomainError `invalid_input` for a number that no certificate can have */
export async function putSeparationCode(
  ctx: Context,
  number: number,
  { code, label, inUse }: SeparationCodeEdit,
): Promise<SeparationCode> {
  requireActor(ctx, "recruiter", "admin", "system");
  if (!Number.isInteger(number) || number < 10 || number > 99)
    throw new DomainError("invalid_input", { detail: "The number must have two digits" });
  const row = { code, labelJa: label.ja, labelEn: label.en, inUse };
  return withOrganization(ctx, async (tx) =>
    toSeparationCode(
      only(
        await tx
          .insert(separationCodes)
          .values({ organizationId: ctx.organizationId, number, ...row })
          .onConflictDoUpdate({ target: [separationCodes.organizationId, separationCodes.number], set: row })
          .returning(),
      ),
    ),
  );
}
