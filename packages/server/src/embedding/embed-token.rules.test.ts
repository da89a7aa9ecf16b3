import { generateKeyPairSync } from "node:crypto";
import type { ErrorCode } from "@okaeri/sdk/contract/errors";
import fc from "fast-check";
import { jwtVerify, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { DomainError } from "../platform/errors.ts";
import { checkLifetime, readEmbedToken } from "./embed-token.rules.ts";

const now = new Date("2026-11-22T09:00:00Z");
const seconds = now.getTime() / 1000;

const header = { alg: "ES256", typ: "okaeri-embed+jwt", kid: "2026-11" };
const claims = {
  iss: "https://hris.example.com",
  aud: "okaeri",
  sub: "0042",
  iat: seconds,
  exp: seconds + 60,
  jti: "3f1c",
  role: "member",
};

const encode = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");
const tokenOf = (head: unknown, body: unknown, signature: string = encode("signature")): string =>
  [
    typeof head === "string" ? head : encode(JSON.stringify(head)),
    typeof body === "string" ? body : encode(JSON.stringify(body)),
    signature,
  ].join(".");
const withHeader = (change: object): string => tokenOf({ ...header, ...change }, claims);
const withClaims = (change: object): string => tokenOf(header, { ...claims, ...change });
const without = (shape: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => key !== name));
/** The members of `shape` as JSON with one more in front of them, spelled as given. */
const rawWith = (shape: object, member: string): string => encode(`{${member},${JSON.stringify(shape).slice(1)}`);

function codeOf(token: string): ErrorCode | "accepted" {
  try {
    checkLifetime(readEmbedToken(token).claims, now);
    return "accepted";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const malformed: [string, string][] = [
  ["empty text", ""],
  ["two segments", tokenOf(header, claims).split(".").slice(0, 2).join(".")],
  ["four segments", `${tokenOf(header, claims)}.${encode("x")}`],
  ["an empty signature", tokenOf(header, claims, "")],
  ["a detached payload", tokenOf(header, "")],
  ["an empty header", tokenOf("", claims)],
  ["padding", tokenOf(header, claims, "QQ==")],
  ["base64 instead of base64url", tokenOf(header, claims, "+/+/")],
  ["unused bits that are set", tokenOf(header, claims, "QR")],
  ["a space", tokenOf(header, claims, "QUJD RA")],
  ["a line end after it", `${tokenOf(header, claims)}\n`],
  ["a character that is no base64url", tokenOf(header, claims, "QUJD?")],
  ["a segment of impossible length", tokenOf(header, claims, "QUJDR")],
  ["the JSON serialization", JSON.stringify({ payload: encode(JSON.stringify(claims)), signatures: [] })],
  ["more than 8 KiB", withClaims({ padding: "x".repeat(8 * 1024) })],
  ["a header that is no JSON", tokenOf(encode("{"), claims)],
  ["a header that is an array", tokenOf([header], claims)],
  ["a header that is null", tokenOf(null, claims)],
  ["a payload that is a string", tokenOf(header, encode('"x"'))],
  ["a payload that is not UTF-8", tokenOf(header, encode(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))],
  ["a byte order mark", tokenOf(header, encode(`\ufeff${JSON.stringify(claims)}`))],
  ["text after the JSON", tokenOf(header, encode(`${JSON.stringify(claims)}{}`))],
  ["alg twice", tokenOf(rawWith(header, '"alg":"none"'), claims)],
  ["sub twice", tokenOf(header, rawWith(claims, '"sub":"0001"'))],
  ["role twice, once with an escaped name", tokenOf(header, rawWith(claims, '"r\\u006fle":"admin"'))],
  ["a member twice, spaces before the colon", tokenOf(header, rawWith(claims, '"role" \n:"admin"'))],
  ["a member twice in a nested object", tokenOf(header, rawWith(claims, '"x":{"y":[{"a":1,"b":"}","a":2}]}'))],
];

const unsupported: [string, string][] = [
  ...["jwk", "jku", "x5u", "x5c", "crit", "b64", "zip"].flatMap((name): [string, string][] => [
    [`${name}`, withHeader({ [name]: "x" })],
    [`${name} that is null`, withHeader({ [name]: null })],
  ]),
  ["crit behind an escaped name", tokenOf(rawWith(header, '"cr\\u0069t":["exp"]'), claims)],
  ["no typ", tokenOf(without(header, "typ"), claims)],
  ["typ JWT", withHeader({ typ: "JWT" })],
  ["typ in capitals", withHeader({ typ: "OKAERI-EMBED+JWT" })],
  ["no kid", tokenOf(without(header, "kid"), claims)],
  ["an empty kid", withHeader({ kid: "" })],
  ["a kid that is a number", withHeader({ kid: 1 })],
  ["a kid with NUL", withHeader({ kid: "a\0" })],
  ["a kid with a lone surrogate", tokenOf(encode('{"alg":"ES256","typ":"okaeri-embed+jwt","kid":"\\ud800"}'), claims)],
  ["a kid of 256 characters", withHeader({ kid: "k".repeat(256) })],
  ["no alg", tokenOf(without(header, "alg"), claims)],
  ...[
    "none",
    "None",
    "NONE",
    "RS384",
    "RS512",
    "ES384",
    "ES512",
    "ES256K",
    "PS256",
    "HS384",
    "HS512",
    "es256",
    "RSA-OAEP",
  ].map((alg): [string, string] => [`alg ${alg}`, withHeader({ alg })]),
  ["alg as a list", withHeader({ alg: ["ES256"] })],
];

const invalidClaims: [string, string][] = [
  ...["iss", "aud", "sub", "iat", "exp", "jti", "role"].map((name): [string, string] => [
    `no ${name}`,
    tokenOf(header, without(claims, name)),
  ]),
  ["aud of somebody else", withClaims({ aud: "other" })],
  ["aud with two values", withClaims({ aud: ["okaeri", "other"] })],
  ["aud with the same value twice", withClaims({ aud: ["okaeri", "okaeri"] })],
  ["aud with none", withClaims({ aud: [] })],
  ["exp 301 s after iat", withClaims({ exp: seconds + 301 })],
  ["exp at iat", withClaims({ exp: seconds })],
  ["exp before iat", withClaims({ iat: seconds + 20, exp: seconds + 10 })],
  ["exp as text", withClaims({ exp: String(seconds + 60) })],
  ["exp with a fraction", withClaims({ exp: seconds + 0.5 })],
  ["exp past what a number holds", tokenOf(header, encode(JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e300')))],
  ["iat 31 s ahead", withClaims({ iat: seconds + 31, exp: seconds + 60 })],
  ["nbf 31 s ahead", withClaims({ nbf: seconds + 31 })],
  ["nbf as text", withClaims({ nbf: "0" })],
  ["an empty jti", withClaims({ jti: "" })],
  ["a jti that is a number", withClaims({ jti: 1 })],
  ["a jti with NUL", withClaims({ jti: "a\0" })],
  ["an iss with NUL", withClaims({ iss: "https://hris.example.com\0" })],
  ["an empty sub", withClaims({ sub: "" })],
  ["a blank sub", withClaims({ sub: " " })],
  ["a sub with NUL", withClaims({ sub: "0042\0" })],
  ["a role nobody has", withClaims({ role: "system" })],
  ["a role as a list", withClaims({ role: ["member"] })],
  ["a name over two lines", withClaims({ name: "a\nb" })],
  ["an email that is none", withClaims({ email: "hanako" })],
  ["a scope with NUL", withClaims({ scopes: ["\0"] })],
  ["an origin with a path", withClaims({ origins: ["https://portal.example.com/x"] })],
  ["an origin without a scheme", withClaims({ origins: ["*"] })],
];

describe("the gate before the signature", () => {
  it.each(malformed)("finds %s malformed", (_, token) => expect(codeOf(token)).toBe("embed_token_malformed"));
  it.each(unsupported)("does not support %s", (_, token) => expect(codeOf(token)).toBe("embed_token_unsupported"));
  it.each(invalidClaims)("refuses the claims: %s", (_, token) =>
    expect(codeOf(token)).toBe("embed_token_claims_invalid"),
  );

  it.each([
    ["31 s ago", -91, -31],
    ["long ago", -1000, -900],
  ])("finds a token that ended %s expired", (_, iat, exp) =>
    expect(codeOf(withClaims({ iat: seconds + iat, exp: seconds + exp }))).toBe("embed_token_expired"),
  );

  it.each<[string, string]>([
    ["as it is", withClaims({})],
    ["aud as a list of one", withClaims({ aud: ["okaeri"] })],
    ["300 s of life", withClaims({ exp: seconds + 300 })],
    ["a clock 30 s ahead", withClaims({ iat: seconds + 30, nbf: seconds + 30 })],
    ["29 s after its end", withClaims({ iat: seconds - 89, exp: seconds - 29 })],
    ["members it does not know", withClaims({ department: { name: "開発", lead: { name: "x" } } })],
    ["one name in two objects", withClaims({ a: { name: 1 }, b: [{ name: 2 }, { name: 3 }] })],
    ["values that look like members", withClaims({ name: '{"role":"admin","role":"admin"}' })],
    ["just under 8 KiB", withClaims({ padding: "x".repeat(5_700) })],
  ])("lets pass: %s", (_, token) => expect(codeOf(token)).toBe("accepted"));

  it("leaves no second spelling of a signed token: no changed bit or character is accepted", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    const accepted = async (changed: string) => {
      try {
        readEmbedToken(changed);
        await jwtVerify(changed, publicKey, { algorithms: ["ES256"], currentDate: now });
        return true;
      } catch {
        return false;
      }
    };
    expect(await accepted(token)).toBe(true);
    const place = fc.nat(token.length - 1);
    const flipped = fc.tuple(place, fc.nat(7)).map(([at, bit]) => {
      const bytes = Buffer.from(token, "latin1");
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      return bytes.toString("latin1");
    });
    const replaced = fc
      .tuple(place, fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n"))
      .map(([at, character]) => token.slice(0, at) + character + token.slice(at + 1));
    const inserted = fc
      .tuple(place, fc.constantFrom(..."A=.\n \0"))
      .map(([at, character]) => token.slice(0, at) + character + token.slice(at));
    const cut = place.map((at) => token.slice(0, at) + token.slice(at + 1));
    await fc.assert(
      fc.asyncProperty(fc.oneof(flipped, replaced, inserted, cut), async (changed) => {
        fc.pre(changed !== token);
        expect(await accepted(changed)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
    // The last character of each segment is where base64url has bits to spare: there, every other one is tried.
    const ends = [token.indexOf(".") - 1, token.lastIndexOf(".") - 1, token.length - 1];
    for (const at of ends)
      for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        if (character !== token[at])
          expect(await accepted(token.slice(0, at) + character + token.slice(at + 1))).toBe(false);
  });
});
