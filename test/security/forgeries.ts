import { constants, createHash, createPrivateKey, createPublicKey, privateEncrypt, publicDecrypt } from "node:crypto";
import type { JWK } from "jose";

const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const decode = (text: string): Buffer => Buffer.from(text, "base64url");
const encode = (bytes: Buffer): string => bytes.toString("base64url");
const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex")}`);
const toBytes = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(length * 2, "0"), "hex");

/** A token with a forged part, and what was done to it. */
export type Forgery = readonly [what: string, token: string];

export const split = (token: string): [string, string, string] => {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return [header, payload, signature];
};

/** One byte of the decoded segment is another one. */
function withOtherByte(segment: string): string {
  const bytes = decode(segment);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return encode(bytes);
}

/** What the corpus does to the encoding, done to a token whose signature would hold. */
export function reencoded(token: string): Forgery[] {
  const [header, payload, signature] = split(token);
  return [
    ["signature with another byte", `${header}.${payload}.${withOtherByte(signature)}`],
    ["payload with another byte", `${header}.${withOtherByte(payload)}.${signature}`],
    ["header with another byte", `${withOtherByte(header)}.${payload}.${signature}`],
    ["without signature", `${header}.${payload}.`],
    ["without signature and separator", `${header}.${payload}`],
    ["without payload", `${header}..${signature}`],
    ["without header", `.${payload}.${signature}`],
    ["an empty component more", `${token}.`],
    ["a component more", `${token}.${signature}`],
    ...["    ", "?", "####", "=", "==", "\n", "\0"].flatMap((odd): Forgery[] => [
      [`${JSON.stringify(odd)} before the signature`, `${header}.${payload}.${odd}${signature}`],
      [
        `${JSON.stringify(odd)} in the signature`,
        `${header}.${payload}.${signature.slice(0, 9)}${odd}${signature.slice(9)}`,
      ],
      [`${JSON.stringify(odd)} after the signature`, `${header}.${payload}.${signature}${odd}`],
      [`${JSON.stringify(odd)} after the header`, `${header}${odd}.${payload}.${signature}`],
      [`${JSON.stringify(odd)} after the payload`, `${header}.${payload}${odd}.${signature}`],
      [`${JSON.stringify(odd)} before the payload`, `${header}.${odd}${payload}.${signature}`],
    ]),
    ["trailing zeros", `${header}.${payload}.${encode(Buffer.concat([decode(signature), Buffer.alloc(2)]))}`],
    ["leading zeros", `${header}.${payload}.${encode(Buffer.concat([Buffer.alloc(2), decode(signature)]))}`],
    ["a truncated signature", `${header}.${payload}.${encode(decode(signature).subarray(0, -1))}`],
    ["JSON, flattened", JSON.stringify({ protected: header, payload, signature })],
    ["JSON, general", JSON.stringify({ payload, signatures: [{ protected: header, signature }] })],
  ];
}

/** Special values and sizes of an ECDSA signature. */
export function withOddNumbers(token: string): Forgery[] {
  const [header, payload, signature] = split(token);
  const bytes = decode(signature);
  const [r, s] = [toNumber(bytes.subarray(0, 32)), toNumber(bytes.subarray(32))];
  const of = (first: bigint, second: bigint, length = 32): string =>
    `${header}.${payload}.${encode(Buffer.concat([toBytes(first, length), toBytes(second, length)]))}`;
  const edges: [string, bigint][] = [
    ["0", 0n],
    ["1", 1n],
    ["n - 1", p256Order - 1n],
    ["n", p256Order],
  ];
  return [
    ["33 bytes each", of(r, s, 33)],
    ["r too big", of(r + p256Order, s, 33)],
    ["s too big", of(r, s + p256Order, 33)],
    ["r past 256 bits", of(r + (1n << 256n), s, 33)],
    ["s past 256 bits", of(r, s + (1n << 256n), 33)],
    ["a thousand bytes", of(r, s, 500)],
    ["in DER", `${header}.${payload}.${encode(inDer(r, s))}`],
    ...edges.flatMap(([first, r]) => edges.map(([second, s]): Forgery => [`r is ${first}, s is ${second}`, of(r, s)])),
  ];
}

/** The other signature that holds for the same text: no forgery, but a second spelling of the token. */
export function mirrored(token: string): string {
  const [header, payload, signature] = split(token);
  const bytes = decode(signature);
  const s = p256Order - toNumber(bytes.subarray(32));
  return `${header}.${payload}.${encode(Buffer.concat([bytes.subarray(0, 32), toBytes(s, 32)]))}`;
}

function inDer(r: bigint, s: bigint): Buffer {
  const integer = (value: bigint): Buffer => {
    const bytes = toBytes(value, 33);
    return Buffer.concat([Buffer.from([2, bytes.length]), bytes]);
  };
  const both = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, both.length]), both]);
}

/**
 * Signs `input` with the padding that a case of the corpus has: what its signature holds, decrypted, with the digest of
 * its text replaced by the digest of ours. Null where that padding holds no SHA-256 of its text.
 */
export function withPaddingOf(jws: string, key: JWK, input: string): string | null {
  const [header, payload, signature] = split(jws);
  const raw = { padding: constants.RSA_NO_PADDING };
  const size = decode(key.n ?? "").length;
  if (decode(signature).length !== size) return null;
  const publicKey = createPublicKey({ key: { kty: "RSA", n: key.n ?? "", e: key.e ?? "" }, format: "jwk" });
  const padded = publicDecrypt({ key: publicKey, ...raw }, decode(signature));
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const at = padded.indexOf(digest(`${header}.${payload}`));
  if (at < 0) return null;
  digest(input).copy(padded, at);
  const { kty, n, e, d, p, q, dp, dq, qi } = key;
  const privateKey = createPrivateKey({
    key: JSON.parse(JSON.stringify({ kty, n, e, d, p, q, dp, dq, qi })),
    format: "jwk",
  });
  return `${input}.${encode(privateEncrypt({ key: privateKey, ...raw }, padded))}`;
}
