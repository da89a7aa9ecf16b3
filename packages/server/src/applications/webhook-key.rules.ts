const minKeyBytes = 24;

/** The key of `whsec_…` (Standard Webhooks: 24 to 64 bytes in Base64); null where it is none. */
export function webhookKey(secret: string): Buffer | null {
  const text = secret.replace(/^whsec_/, "");
  const key = Buffer.from(text, "base64");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && key.length >= minKeyBytes ? key : null;
}
