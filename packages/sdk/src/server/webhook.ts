import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { OkaeriError } from "../errors.ts";

const toleranceSeconds = 300;

/**
 * Checks a delivery by Standard Webhooks (symmetric, `v1`) and answers the event it carries, parsed.
 * Deliveries may repeat: remember `webhook-id`.
 * @param payload the body's very bytes, before any parser
 * @param secrets `whsec_…`; two while rotating
 * @throws OkaeriError `webhook_invalid`: a header is missing, the time is off by more than five minutes, no secret fits
 */
export function verifyWebhook(
  payload: string | Uint8Array,
  headers: Headers | IncomingHttpHeaders,
  secrets: readonly string[],
): unknown {
  const read = (name: string): string => {
    const value = headers instanceof Headers ? headers.get(name) : headers[name];
    if (typeof value !== "string" || value === "") throw invalid(`${name} is missing`);
    return value;
  };
  const id = read("webhook-id");
  const timestamp = read("webhook-timestamp");
  const signatures = read("webhook-signature");
  if (!/^\d{1,12}$/.test(timestamp)) throw invalid("webhook-timestamp is not in seconds");
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) throw invalid("webhook-timestamp is off");

  const expected = secrets.map((secret) =>
    createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(payload).digest(),
  );
  const given = signatures
    .split(" ")
    .filter((signature) => signature.startsWith("v1,"))
    .map((signature) => Buffer.from(signature.slice(3), "base64"));
  if (!given.some((one) => expected.some((other) => one.length === other.length && timingSafeEqual(one, other))))
    throw invalid("no signature fits");
  return JSON.parse(typeof payload === "string" ? payload : new TextDecoder().decode(payload));
}

// An empty key would let anybody sign.
function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (key.length < 24) throw new TypeError("A webhook secret has 24 bytes or more, as whsec_ and base64");
  return key;
}

const invalid = (detail: string): OkaeriError => new OkaeriError({ code: "webhook_invalid", detail });
