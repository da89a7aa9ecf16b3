import { z } from "zod";
import { idOf } from "./ids.ts";
import { registryRun } from "./registry-imports.ts";
import { instant, lineText } from "./text.ts";

export const connectionKind = z.enum(["smarthr", "freee"]);

/** Goes into a header: visible ASCII, as systems mint them. */
const secret = z.string().regex(/^[\x21-\x7e]{1,2000}$/, "must be 1 to 2000 visible ASCII characters");

/**
 * How freee's access tokens, which live six hours, are renewed. A refresh token works once and for 90 days; each renewal
 * brings the next one.
 */
export const tokenRenewal = z
  .strictObject({ clientId: secret, clientSecret: secret, refreshToken: secret })
  .meta({ id: "TokenRenewal" });

/** A system that is asked for its people by a schedule. The token is stored encrypted and never shown again. */
export const connectionDraft = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("smarthr"),
      name: lineText(60),
      /** `acme` of `acme.smarthr.jp`. */
      subdomain: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "must be a subdomain such as acme"),
      token: secret,
    }),
    z.strictObject({
      kind: z.literal("freee"),
      name: lineText(60),
      companyId: z.int().min(1).max(2_147_483_647),
      token: secret,
      /** Without it the token has to be entered anew every six hours. */
      renewal: tokenRenewal.optional(),
    }),
  ])
  .meta({ id: "ConnectionDraft" });

export const connectionEdit = z
  .strictObject({
    name: lineText(60),
    token: secret,
    /** Of freee; refused for others. */
    renewal: tokenRenewal,
    /** Stops and takes up the schedule. */
    paused: z.boolean(),
  })
  .partial()
  .meta({ id: "ConnectionEdit" });

export const connection = z
  .object({
    /** The id of the source that its values name. */
    id: idOf("source"),
    kind: connectionKind,
    name: z.string(),
    /** Where it asks: `acme.smarthr.jp`, or the company's number at freee. */
    account: z.string(),
    paused: z.boolean(),
    /** Only what changed after this moment at the system is asked for the next time; null: everything. */
    syncedTo: instant.nullable(),
    nextRunAt: instant.nullable(),
    lastRun: registryRun.nullable(),
    createdAt: instant,
  })
  .meta({ id: "Connection" });

export const connectionList = z.object({ data: z.array(connection) }).meta({ id: "ConnectionList" });

export type TokenRenewal = z.infer<typeof tokenRenewal>;
export type ConnectionKind = z.infer<typeof connectionKind>;
export type ConnectionDraft = z.infer<typeof connectionDraft>;
export type ConnectionEdit = z.infer<typeof connectionEdit>;
export type Connection = z.infer<typeof connection>;
