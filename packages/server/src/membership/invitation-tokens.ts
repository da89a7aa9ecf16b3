import { createHmac } from "node:crypto";
import { TypeID } from "typeid-js";
import type { Context } from "../platform/context.ts";

/**
 * An invitation's token: 128 bits that follow from the server's key and the id, so that the mail can be written when it
 * is sent, and again when it is sent again, though nothing stored tells it.
 */
export function tokenOf(ctx: Context, invitationId: string): string {
  const secret = createHmac("sha256", ctx.secrets.derive("invitation", ctx.organizationId))
    .update(invitationId)
    .digest();
  return `inv_${TypeID.fromUUID("org", ctx.organizationId).getSuffix()}_${secret.subarray(0, 16).toString("base64url")}`;
}
