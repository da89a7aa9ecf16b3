import { z } from "zod";

const renewed = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,2000}$/),
  refresh_token: z.string().regex(/^[\x21-\x7e]{1,2000}$/),
  expires_in: z.number().positive(),
});

/** The answer of freee's token endpoint; null where it is of another shape. */
export function readTokens(body: Buffer): { token: string; refreshToken: string; expiresInSeconds: number } | null {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
  const { data } = renewed.safeParse(json);
  return data
    ? { token: data.access_token, refreshToken: data.refresh_token, expiresInSeconds: data.expires_in }
    : null;
}
