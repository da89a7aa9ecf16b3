import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CompactSign, importJWK, type JWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { addEmbedKey } from "../../packages/server/src/embedding/embed-keys.ts";
import { readPublicKey } from "../../packages/server/src/embedding/public-keys.rules.ts";
import { DomainError } from "../../packages/server/src/platform/errors.ts";
import { corpora, corpusTitle, exchange, inTurns, listen } from "./listening-server.ts";

interface Example {
  title: string;
  input: { key: JWK | JWK[]; alg: string | string[] };
  output: { compact?: string; json?: object; json_flat?: object };
}

const issuer = "https://cookbook.example";
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe.skipIf(!corpora)(corpusTitle("The JOSE cookbook over HTTP"), () => {
  let examples: Example[] = [];
  let send: (token: string) => ReturnType<typeof exchange>;
  const key = () => {
    const found = examples.flatMap(({ input }) => input.key).find(({ kty, d }) => kty === "RSA" && d !== undefined);
    if (!found) throw new Error("the cookbook has no private RSA key");
    return found;
  };
  const kid = "bilbo.baggins@hobbiton.example";

  beforeAll(async () => {
    examples = ["jws", "rfc7797"].flatMap((folder) => {
      const dir = join(corpora ?? "", "security/jose-cookbook", folder);
      return readdirSync(dir).map((name): Example => JSON.parse(readFileSync(join(dir, name), "utf8")));
    });
    const server = await listen();
    const { ctx, publishableKey } = await server.foundOrganization();
    send = (token) => exchange(server.url, publishableKey, token);
    const { kty, n, e } = key();
    await addEmbedKey(ctx, { issuer, keyId: kid, source: { publicKey: JSON.stringify({ kty, n, e, use: "sig" }) } });
  });

  it("refuses every example, in every serialization", async () => {
    const forms = examples.flatMap(({ title, output }) =>
      Object.entries(output).map(([form, value]): [string, string] => [
        `${title}: ${form}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    const answers = await inTurns(forms, async ([what, token]) => [what, (await send(token)).json.code] as const);
    process.stdout.write(`jose-cookbook: ${examples.length} examples, ${answers.length} serializations, 0 accepted\n`);
    expect(examples.length).toBe(10);
    expect(answers.length).toBeGreaterThanOrEqual(24);
    for (const [what, code] of answers)
      expect([what, code]).toEqual([what, expect.stringMatching(/^embed_token_(malformed|unsupported)$/)]);
  });

  it("refuses every key of its examples but RSA as a key for embed tokens, and private halves always", () => {
    const taken = (jwk: JWK): boolean => {
      try {
        readPublicKey(JSON.stringify(jwk));
        return true;
      } catch (error) {
        if (error instanceof DomainError) return false;
        throw error;
      }
    };
    for (const jwk of examples.flatMap(({ input }) => input.key)) {
      expect(taken(jwk)).toBe(false);
      const { d, p, q, dp, dq, qi, ...half } = jwk;
      expect([half.kty, half.crv, taken(half)]).toEqual([half.kty, half.crv, half.kty === "RSA"]);
    }
  });

  it("takes a proper token of its key, and none that is detached, unencoded or says how it is to be read", async () => {
    const at = Math.floor(Date.now() / 1000);
    const claims = () => ({
      iss: issuer,
      aud: "okaeri",
      sub: "0042",
      role: "member",
      iat: at,
      exp: at + 60,
      jti: crypto.randomUUID(),
    });
    const sign = async (header: object, payload: object) =>
      new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: "RS256", typ: "okaeri-embed+jwt", kid, ...header })
        .sign(await importJWK({ ...key(), alg: "RS256" }), { crit: { exp: true } });
    expect((await send(await sign({}, claims()))).status).toBe(201);
    const [header = "", payload = "", signature = ""] = (await sign({}, claims())).split(".");
    const codes = async (...tokens: string[]) => inTurns(tokens, async (token) => (await send(token)).json.code);
    expect(
      await codes(
        `${header}..${signature}`,
        `${header}.${JSON.stringify(claims())}.${signature}`,
        JSON.stringify({ protected: header, payload, signature }),
        JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
        `${header}.${payload}`,
      ),
    ).toEqual(Array.from({ length: 5 }, () => "embed_token_malformed"));
    const { kty, n, e } = key();
    expect(
      await codes(
        await sign({ crit: ["exp"], exp: at + 60 }, claims()),
        await sign({ b64: true }, claims()),
        await sign({ jwk: { kty, n, e } }, claims()),
        await sign({ jku: "https://evil.example/jwks.json" }, claims()),
        await sign({ x5u: "https://evil.example/cert.pem" }, claims()),
        await sign({ x5c: ["MII="] }, claims()),
        await sign({ zip: "DEF" }, claims()),
        `${encode({ alg: "RS256", typ: "okaeri-embed+jwt", kid, b64: false, crit: ["b64"] })}.${payload}.${signature}`,
      ),
    ).toEqual(Array.from({ length: 8 }, () => "embed_token_unsupported"));
  });
});
