import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { CompactSign, calculateJwkThumbprint, compactVerify, errors, type JWK } from "jose";
import type { Secrets } from "./secrets.ts";

const type = "okaeri-statement+json";
// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8.
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

export interface Statement {
  /** Compact JWS, EdDSA with Ed25519. */
  jws: string;
  /** What it can be checked with, without this server. */
  publicKey: JWK;
}

/**
 * Signs what an organization states: by a key of its own, made from the server's key and the same as long as that stays.
 * @param payload JSON
 */
export async function signStatement(
  secrets: Secrets,
  organizationId: string,
  payload: Record<string, unknown>,
): Promise<Statement> {
  const privateKey = privateKeyOf(secrets, organizationId);
  const publicKey = publicKeyOf(privateKey);
  const jws = await new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "EdDSA", typ: type, kid: await calculateJwkThumbprint(publicKey) })
    .sign(privateKey);
  return { jws, publicKey };
}

/** What was stated; null where it is no statement of this organization, or was changed. */
export async function verifyStatement(
  secrets: Secrets,
  organizationId: string,
  jws: string,
): Promise<Record<string, unknown> | null> {
  const publicKey = createPublicKey(privateKeyOf(secrets, organizationId));
  try {
    const { payload, protectedHeader } = await compactVerify(jws, publicKey, { algorithms: ["EdDSA"] });
    if (protectedHeader.typ !== type) return null;
    const stated: unknown = JSON.parse(Buffer.from(payload).toString());
    return isObject(stated) ? stated : null;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return null;
    throw error;
  }
}

const privateKeyOf = (secrets: Secrets, organizationId: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, secrets.derive("signing", organizationId)]),
    format: "der",
    type: "pkcs8",
  });

const publicKeyOf = (privateKey: KeyObject): JWK => {
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: "jwk" });
  return { kty, crv, x, alg: "EdDSA", use: "sig" } as JWK;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
