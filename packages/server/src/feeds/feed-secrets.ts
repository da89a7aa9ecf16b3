import type { Context } from "../platform/context.ts";
import type { JobFeedRow } from "./feeds.table.ts";

type Kind = "token" | "webhookSecret";

const ownerOf = (ctx: Context, feedId: string, kind: Kind): string => `feed ${kind}:${ctx.organizationId}:${feedId}`;

export const sealFeedSecret = (ctx: Context, feedId: string, kind: Kind, text: string): Buffer =>
  ctx.secrets.seal(text, ownerOf(ctx, feedId, kind));

/** Null where there is none. @throws DomainError `conflict` when the server's key is another one */
export function openFeedSecret(ctx: Context, row: JobFeedRow, kind: Kind): string | null {
  const sealed = row[kind];
  return sealed && ctx.secrets.open(sealed, ownerOf(ctx, row.feedId, kind));
}
