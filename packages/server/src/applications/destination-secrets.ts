import type { Context } from "../platform/context.ts";
import type { DestinationRow } from "./destinations.table.ts";

type Kind = "secret" | "followKey";

const ownerOf = (ctx: Context, destinationId: string, kind: Kind): string =>
  `application destination ${kind}:${ctx.organizationId}:${destinationId}`;

export const sealDestinationSecret = (ctx: Context, destinationId: string, kind: Kind, text: string): Buffer =>
  ctx.secrets.seal(text, ownerOf(ctx, destinationId, kind));

/** Null where there is none. @throws DomainError `conflict` when the server's key is another one */
export function openDestinationSecret(ctx: Context, row: DestinationRow, kind: Kind): string | null {
  const sealed = row[kind];
  return sealed && ctx.secrets.open(sealed, ownerOf(ctx, row.destinationId, kind));
}
