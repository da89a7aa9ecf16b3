import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "../platform/context.ts";

const idBytes = 16;
const macBytes = 32;

/** Says for one member that no mail shall tell of new postings. Stored nowhere; good for as long as the server keeps its key. */
export function offTokenOf(ctx: Pick<Context, "secrets" | "organizationId">, memberId: string): string {
  const id = Buffer.from(memberId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, macOf(ctx, id)]).toString("base64url");
}

/** The member (UUID) that a token of this organization speaks for; null for anything else. */
export function readOffToken(ctx: Pick<Context, "secrets" | "organizationId">, token: string): string | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const id = bytes.subarray(0, idBytes);
  if (bytes.length !== idBytes + macBytes || !timingSafeEqual(bytes.subarray(idBytes), macOf(ctx, id))) return null;
  return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const macOf = ({ secrets, organizationId }: Pick<Context, "secrets" | "organizationId">, id: Buffer): Buffer =>
  createHmac("sha256", secrets.derive("alerts-off", organizationId)).update(id).digest();
