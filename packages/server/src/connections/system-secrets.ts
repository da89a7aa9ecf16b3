import { tokenRenewal } from "@okaeri/sdk/contract/registry-connections";
import { z } from "zod";
import type { Context } from "../platform/context.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { ConnectionRow } from "./connections.table.ts";

const access = z.object({
  token: z.string(),
  renewal: tokenRenewal.optional(),
  /** ISO 8601; only of a token that was renewed here. */
  expiresAt: z.string().optional(),
});

/** What a system lets us in by. Never in answers, logs, runs or errors. */
export type Access = z.infer<typeof access>;

const ownerOf = (ctx: Context, sourceId: string): string => `connection:${ctx.organizationId}:${sourceId}`;

export const sealAccess = (ctx: Context, secrets: Secrets, sourceId: string, value: Access): Buffer =>
  secrets.seal(JSON.stringify(value), ownerOf(ctx, sourceId));

/** @throws DomainError `conflict` when the server's key is another one */
export const openAccess = (ctx: Context, secrets: Secrets, row: Pick<ConnectionRow, "sourceId" | "secret">): Access =>
  access.parse(JSON.parse(secrets.open(row.secret, ownerOf(ctx, row.sourceId))));
