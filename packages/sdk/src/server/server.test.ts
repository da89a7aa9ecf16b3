import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { Webhook } from "standardwebhooks";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTokenHandler, type EmbedSigner, signEmbedToken, toNodeListener, verifyWebhook } from "../server.ts";

const person = { subject: "E1", role: "member" } as const;
const hs256: EmbedSigner = {
  issuer: "https://hris.example.com",
  keyId: "k1",
  algorithm: "HS256",
  secret: new Uint8Array(32).fill(7),
};

describe("signEmbedToken", () => {
  it.each(["ES256", "EdDSA", "RS256"] as const)(
    "signs with %s what the API asks for, in PEM, JWK or native key",
    async (algorithm) => {
      const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
      for (const form of [privateKey, await exportPKCS8(privateKey), await exportJWK(privateKey)]) {
        const token = await signEmbedToken({
          ...person,
          issuer: "https://hris.example.com",
          keyId: "k1",
          algorithm,
          privateKey: form,
          name: "山田 花子",
          email: "hanako@example.com",
          scopes: ["jobs"],
          origins: ["https://portal.example.com"],
          lifetimeSeconds: 300,
        });
        const { payload, protectedHeader } = await jwtVerify(token, publicKey, {
          algorithms: [algorithm],
          issuer: "https://hris.example.com",
          audience: "okaeri",
          typ: "okaeri-embed+jwt",
          requiredClaims: ["jti"],
        });
        expect(protectedHeader).toEqual({ alg: algorithm, typ: "okaeri-embed+jwt", kid: "k1" });
        expect(payload).toMatchObject({ sub: "E1", role: "member", name: "山田 花子", scopes: ["jobs"] });
        expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
      }
    },
  );

  it("never makes the same token twice, leaves out what isn't known, and refuses long lives and short secrets", async () => {
    const tokens = await Promise.all([1, 2].map(() => signEmbedToken({ ...hs256, ...person })));
    const claims = await Promise.all(tokens.map((token) => jwtVerify(token, new Uint8Array(32).fill(7))));
    expect(claims[0]?.payload.jti).not.toBe(claims[1]?.payload.jti);
    expect(Object.keys(claims[0]?.payload ?? {}).sort()).toEqual(["aud", "exp", "iat", "iss", "jti", "role", "sub"]);
    for (const lifetimeSeconds of [301, 0, -1, Number.NaN])
      await expect(signEmbedToken({ ...hs256, ...person, lifetimeSeconds })).rejects.toThrow(RangeError);
    const short = { ...hs256, algorithm: "HS256", secret: new Uint8Array(31) } as const;
    await expect(signEmbedToken({ ...short, ...person })).rejects.toThrow(TypeError);
  });
});

describe("createTokenHandler", () => {
  const handler = createTokenHandler({
    signer: hs256,
    origins: ["https://intranet.example.com"],
    signedIn: (request) => (request.headers.get("cookie") === "session=1" ? person : null),
  });
  const ask = (headers: Record<string, string>, method = "POST") =>
    handler(
      new Request("https://hris.example.com/okaeri/token", { method, headers: { cookie: "session=1", ...headers } }),
    );

  it.each<[string, Record<string, string>]>([
    ["its own page", { "sec-fetch-site": "same-origin", origin: "https://hris.example.com" }],
    ["its own page behind a proxy", { "sec-fetch-site": "same-origin", origin: "https://public.example.com" }],
    ["its own page in an old browser", { origin: "https://hris.example.com" }],
    ["a listed origin", { "sec-fetch-site": "same-site", origin: "https://intranet.example.com" }],
  ])("answers %s, and nothing of it may be stored", async (_, headers) => {
    const answer = await ask(headers);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const { payload } = await jwtVerify((await answer.json()).token, new Uint8Array(32).fill(7));
    expect(payload.sub).toBe("E1");
  });

  it("lets only a listed origin read across origins", async () => {
    const [listed, own] = await Promise.all([
      ask({ "sec-fetch-site": "cross-site", origin: "https://intranet.example.com" }),
      ask({ "sec-fetch-site": "same-origin" }),
    ]);
    expect(listed.headers.get("access-control-allow-origin")).toBe("https://intranet.example.com");
    expect(listed.headers.get("access-control-allow-credentials")).toBe("true");
    expect(own.headers.has("access-control-allow-origin")).toBe(false);
  });

  it.each<[number, string, Record<string, string>, string?]>([
    [403, "another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    [403, "a sibling that isn't listed", { "sec-fetch-site": "same-site", origin: "https://blog.example.com" }],
    [
      403,
      "another site that claims the origin only",
      { "sec-fetch-site": "cross-site", origin: "https://hris.example.com" },
    ],
    [403, "a sandboxed frame", { origin: "null" }],
    [403, "who doesn't say where from", {}],
    [401, "nobody who is signed in", { "sec-fetch-site": "same-origin", cookie: "" }],
    [405, "a link or an image", { "sec-fetch-site": "same-origin" }, "GET"],
  ])("answers %i to %s, without a token", async (status, _, headers, method) => {
    const answer = await ask(headers, method);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, "no-store"]);
    expect(Object.keys(await answer.json())).toEqual(["code"]);
  });

  it("runs on node:http", async () => {
    const server = createServer(toNodeListener(handler)).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/token`;
    const answer = await fetch(url, { method: "POST", headers: { cookie: "session=1", origin: new URL(url).origin } });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect((await fetch(url, { method: "POST", headers: { cookie: "session=1" } })).status).toBe(403);
  });
});

describe("verifyWebhook", () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const next = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;
  const payload = JSON.stringify({ type: "sign_up.approved", name: "山田 花子" });
  const signed = (by: string, at = new Date(), body = payload) => ({
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(by).sign("msg_1", at, body),
  });
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it("accepts what the reference library signs, as text or bytes, with either secret while rotating", () => {
    expect(verifyWebhook(payload, signed(secret), [secret])).toEqual(JSON.parse(payload));
    expect(verifyWebhook(new TextEncoder().encode(payload), new Headers(signed(next)), [secret, next])).toEqual(
      JSON.parse(payload),
    );
    const both = {
      ...signed(secret),
      "webhook-signature": `v1a,AAAA ${signed(next)["webhook-signature"]} ${signed(secret)["webhook-signature"]}`,
    };
    expect(verifyWebhook(payload, both, [secret])).toEqual(JSON.parse(payload));
    expect(verifyWebhook(payload, signed(secret, minutesAgo(4.9)), [secret])).toEqual(JSON.parse(payload));
  });

  it.each<[string, () => [string, Record<string, string>]]>([
    ["a changed body", () => [payload.replace("山田", "鈴木"), signed(secret)]],
    ["another id", () => [payload, { ...signed(secret), "webhook-id": "msg_2" }]],
    ["a strange secret", () => [payload, signed(`whsec_${Buffer.alloc(32, 3).toString("base64")}`)]],
    ["an old delivery", () => [payload, signed(secret, minutesAgo(5.1))]],
    ["one from the future", () => [payload, signed(secret, minutesAgo(-5.1))]],
    ["a timestamp that is none", () => [payload, { ...signed(secret), "webhook-timestamp": "soon" }]],
    ["a cut signature", () => [payload, { ...signed(secret), "webhook-signature": "v1,AAAA" }]],
    [
      "another version's signature",
      () => [
        payload,
        { ...signed(secret), "webhook-signature": signed(secret)["webhook-signature"].replace("v1,", "v2,") },
      ],
    ],
    [
      "no signature",
      () => [payload, { "webhook-id": "msg_1", "webhook-timestamp": signed(secret)["webhook-timestamp"] }],
    ],
  ])("refuses %s", (_, make) => {
    const [body, headers] = make();
    expect(() => verifyWebhook(body, headers, [secret])).toThrow(expect.objectContaining({ code: "webhook_invalid" }));
  });

  it("refuses everything without a secret, and an empty secret", () => {
    expect(() => verifyWebhook(payload, signed(secret), [])).toThrow(
      expect.objectContaining({ code: "webhook_invalid" }),
    );
    expect(() => verifyWebhook(payload, signed(secret), ["whsec_"])).toThrow(TypeError);
  });
});
