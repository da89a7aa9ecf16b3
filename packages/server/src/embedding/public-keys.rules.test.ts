import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { DomainError } from "../platform/errors.ts";
import { readPublicKey } from "./public-keys.rules.ts";

const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
const rsa = (modulusLength: number, publicExponent = 65537) =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent });
const jwkOf = (key: KeyObject, change: JWK = {}): string =>
  JSON.stringify({ ...key.export({ format: "jwk" }), ...change });
const pemOf = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();

const p256 = ec("P-256");
const ed25519 = generateKeyPairSync("ed25519");
const rsa2048 = rsa(2048);

function detailOf(text: string): string {
  try {
    readPublicKey(text);
    return "accepted";
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid_input") return error.detail ?? "";
    throw error;
  }
}

describe("a public key", () => {
  it.each([
    ["P-256 as PEM", pemOf(p256.publicKey), "ES256"],
    ["P-256 as JWK", jwkOf(p256.publicKey, { use: "sig", alg: "ES256", key_ops: ["verify"] }), "ES256"],
    ["Ed25519 as PEM", pemOf(ed25519.publicKey), "EdDSA"],
    ["Ed25519 as JWK of RFC 9864", jwkOf(ed25519.publicKey, { alg: "Ed25519" }), "EdDSA"],
    ["RSA 2048 as PEM", pemOf(rsa2048.publicKey), "RS256"],
    ["RSA 2048 as PKCS #1", rsa2048.publicKey.export({ type: "pkcs1", format: "pem" }).toString(), "RS256"],
    ["RSA 2048 as JWK", ` \n${jwkOf(rsa2048.publicKey)}`, "RS256"],
  ])("settles the algorithm by its kind: %s", (_, text, algorithm) =>
    expect(readPublicKey(text).algorithm).toBe(algorithm),
  );

  it("keeps only what verifies", () =>
    expect(
      Object.keys(readPublicKey(jwkOf(rsa2048.publicKey, { x5u: "https://elsewhere.example", kid: "a" })).jwk).sort(),
    ).toEqual(["e", "kty", "n"]));

  it.each([
    ["RSA 1024", pemOf(rsa(1024).publicKey), /2048 bits/],
    ["RSA with the exponent 3", pemOf(rsa(2048, 3).publicKey), /65537/],
    ["RSA for PSS alone", pemOf(generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey), /neither/],
    ["P-384", pemOf(ec("P-384").publicKey), /P-384/],
    ["secp256k1", pemOf(ec("secp256k1").publicKey), /secp256k1/],
    ["X25519", pemOf(generateKeyPairSync("x25519").publicKey), /X25519/],
    ["Ed448", pemOf(generateKeyPairSync("ed448").publicKey), /Ed448/],
    ["a private JWK", jwkOf(p256.privateKey), /private key/],
    ["a private key in PEM", p256.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), /private key/],
    [
      "a private RSA key in PKCS #1",
      rsa2048.privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
      /private key/,
    ],
    ["a private EC key in SEC 1", p256.privateKey.export({ type: "sec1", format: "pem" }).toString(), /private key/],
    ["use=enc", jwkOf(p256.publicKey, { use: "enc" }), /not for signatures/],
    ["key_ops without verify", jwkOf(p256.publicKey, { key_ops: ["encrypt"] }), /not for verifying/],
    ["alg of another family", jwkOf(rsa2048.publicKey, { alg: "PS256" }), /PS256/],
    ["alg RS512", jwkOf(rsa2048.publicKey, { alg: "RS512" }), /RS512/],
    ["a symmetric key", JSON.stringify({ kty: "oct", k: Buffer.alloc(32).toString("base64url") }), /oct/],
    [
      "a point that is not on the curve",
      jwkOf(p256.publicKey, { x: Buffer.alloc(32, 1).toString("base64url") }),
      /can't be read/,
    ],
    ["no key at all", "ssh-ed25519 AAAA", /neither/],
    ["JSON that is no key", "{}", /not taken/],
    ["empty text", "", /neither/],
  ])("is refused with the reason: %s", (_, text, reason) => expect(detailOf(text)).toMatch(reason));
});
