import { type CryptoKey, importPKCS8, type JWK, type KeyObject, SignJWT } from "jose";
import type { EmbedRole, EmbedScope } from "../contract/embed-sessions.ts";

/** How the organization signs: as it was registered with `okaeri key add`. */
export type EmbedSigner = {
  issuer: string;
  /** `kid` of the registered key. */
  keyId: string;
} & (
  | { algorithm: "ES256" | "EdDSA" | "RS256"; privateKey: string | JWK | CryptoKey | KeyObject }
  | { algorithm: "HS256"; secret: Uint8Array }
);

/** Whom a token speaks for. */
export interface EmbedPerson {
  /** The organization's own lasting id for this person, never a mail address that may change hands. */
  subject: string;
  role: EmbedRole;
  name?: string | undefined;
  email?: string | undefined;
  /** Narrows what the role may; all of it when left out. */
  scopes?: readonly EmbedScope[] | undefined;
  /** Narrows where the session may be used from; all of the organization's origins when left out. */
  origins?: readonly string[] | undefined;
}

export type EmbedTokenInput = EmbedSigner & EmbedPerson & { lifetimeSeconds?: number | undefined };

// The API refuses more. A token is spent at once, so that it need not live longer.
const longestLifeSeconds = 300;
const usualLifeSeconds = 60;
const shortestSecretBytes = 32;

/**
 * Signs a token that the client trades for a session, once. Mint one per request, for whoever is signed in.
 * @param input `privateKey` as PKCS #8 PEM, JWK or native key; `lifetimeSeconds` up to 300, 60 when left out
 * @throws RangeError for a longer life, TypeError for a secret under 32 bytes; jose's own errors for an unfit key
 */
export async function signEmbedToken(input: EmbedTokenInput): Promise<string> {
  const lifetimeSeconds = input.lifetimeSeconds ?? usualLifeSeconds;
  if (!(lifetimeSeconds > 0 && lifetimeSeconds <= longestLifeSeconds))
    throw new RangeError(`lifetimeSeconds must be within 1 and ${longestLifeSeconds}`);
  const issuedAt = Math.floor(Date.now() / 1000);
  const { role, name, email, scopes, origins } = input;
  return new SignJWT({ role, name, email, scopes, origins })
    .setProtectedHeader({ alg: input.algorithm, typ: "okaeri-embed+jwt", kid: input.keyId })
    .setIssuer(input.issuer)
    .setAudience("okaeri")
    .setSubject(input.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .setJti(crypto.randomUUID())
    .sign(await keyOf(input));
}

async function keyOf(signer: EmbedSigner) {
  if (signer.algorithm !== "HS256")
    return typeof signer.privateKey === "string" ? importPKCS8(signer.privateKey, signer.algorithm) : signer.privateKey;
  if (signer.secret.byteLength < shortestSecretBytes)
    throw new TypeError(`An HS256 secret needs ${shortestSecretBytes} bytes or more`);
  return signer.secret;
}
