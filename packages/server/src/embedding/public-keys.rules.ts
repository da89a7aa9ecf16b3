import { createPublicKey } from "node:crypto";
import type { JWK } from "jose";
import { DomainError } from "../platform/errors.ts";
import type { EmbedAlgorithm } from "./embed-token.rules.ts";

const minRsaBits = 2048;
const minRsaExponent = 65537n;

export interface PublicKey {
  jwk: JWK;
  algorithm: Exclude<EmbedAlgorithm, "HS256">;
}

const privateKeyGiven = "This is a private key; only its public half may leave your server";

const refuse = (detail: string): DomainError => new DomainError("invalid_input", { detail });

/** A PEM (SPKI, PKCS#1 or certificate) or JWK as somebody hands it over. @throws DomainError `invalid_input` */
export function readPublicKey(text: string): PublicKey {
  // OpenSSL would quietly take its public half: whoever hands over the private one must learn of it.
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) throw refuse(privateKeyGiven);
  let jwk: JWK;
  try {
    const parsed: JWK | null = text.trimStart().startsWith("{") ? JSON.parse(text) : null;
    jwk = parsed ?? createPublicKey(text).export({ format: "jwk" });
  } catch {
    throw refuse("This is neither a public key in PEM nor a JWK");
  }
  return checkPublicKey(jwk);
}

/**
 * ES256, EdDSA or RS256 by the kind of the key; nothing else is taken.
 * @throws DomainError `invalid_input`
 */
export function checkPublicKey(jwk: JWK): PublicKey {
  if (jwk.d !== undefined) throw refuse(privateKeyGiven);
  if (jwk.use !== undefined && jwk.use !== "sig") throw refuse("The key is not for signatures");
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes("verify")))
    throw refuse("The key is not for verifying");
  const algorithm = algorithmOf(jwk);
  if (jwk.alg !== undefined && jwk.alg !== algorithm && !(algorithm === "EdDSA" && jwk.alg === "Ed25519"))
    throw refuse(`A key for ${jwk.alg} is not taken; use ES256, EdDSA or RS256`);
  const { kty, crv, x, y, n, e } = jwk;
  try {
    const key = createPublicKey({ key: JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })), format: "jwk" });
    const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    if (algorithm === "RS256" && (modulusLength < minRsaBits || publicExponent < minRsaExponent))
      throw refuse("An RSA key needs at least 2048 bits and the exponent 65537");
    return { jwk: key.export({ format: "jwk" }), algorithm };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refuse("The key can't be read");
  }
}

function algorithmOf({ kty, crv }: JWK): PublicKey["algorithm"] {
  if (kty === "RSA") return "RS256";
  if (kty === "EC" && crv === "P-256") return "ES256";
  if (kty === "OKP" && crv === "Ed25519") return "EdDSA";
  throw refuse(`A key of kind ${kty} ${crv ?? ""} is not taken; use P-256, Ed25519 or RSA`);
}
