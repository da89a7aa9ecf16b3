import { generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { signEmbedToken } from "@okaeri/sdk/server";
import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { addEmbedKey } from "./embed-keys.ts";

const server = await startTestServer();
const issuer = "https://hris.example.com";

async function foundWithKey() {
  const founded = await server.foundOrganization();
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const key = await addEmbedKey(founded.ctx, { issuer, source: { publicKey: pem } });
  const sign = (change: Record<string, unknown> = {}) =>
    signEmbedToken({
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      algorithm: "ES256",
      keyId: key.keyId ?? "",
      issuer,
      subject: "0042",
      role: "member",
      name: "山田 花子",
      ...change,
    });
  const exchange = (token: string) =>
    server.fetch(`${server.baseUrl}/v1/embed-sessions`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${founded.publishableKey}`,
        origin: testOrigin,
        "content-type": "application/json",
      },
      body: JSON.stringify({ token }),
    });
  const use = (sessionToken: string, path: string, method = "GET") =>
    server.fetch(`${server.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${sessionToken}`, origin: testOrigin },
    });
  return { ...founded, sign, exchange, use };
}

describe("embed session", () => {
  it("is opened by one of fifty exchanges of one token at the same moment", async () => {
    const { sign, exchange } = await foundWithKey();
    const token = await sign();
    const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(token)));
    const codes = await Promise.all(
      answers.map(async (answer) => (answer.status === 201 ? "session" : (await answer.json()).code)),
    );
    expect(codes.filter((code) => code === "session")).toHaveLength(1);
    expect(codes.filter((code) => code === "embed_token_spent")).toHaveLength(49);
  });

  it("lets a member do what a member may, until it is ended", async () => {
    const { sign, exchange, use } = await foundWithKey();
    const { sessionToken, role, displayName, expiresInSeconds } = await (await exchange(await sign())).json();
    expect({ role, displayName, expiresInSeconds }).toEqual({
      role: "member",
      displayName: "山田 花子",
      expiresInSeconds: 900,
    });
    expect((await use(sessionToken, "/v1/jobs")).status).toBe(200);
    expect((await use(sessionToken, "/v1/sign-ups")).status).toBe(403);
    expect((await use(sessionToken, "/v1/sessions/current", "DELETE")).status).toBe(204);
    const after = await use(sessionToken, "/v1/jobs");
    expect([after.status, (await after.json()).code]).toEqual([401, "session_expired"]);
  });

  it("belongs to the same member with every token of the same subject, and to one member only", async () => {
    const { sign, exchange, ctx } = await foundWithKey();
    const subjects = [];
    for (const subject of ["0042", "0042", "0043"])
      subjects.push((await (await exchange(await sign({ subject }))).json()).subject);
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toBe(subjects[2]);
    const { countMembers } = await import("../membership/members.ts");
    const { withOrganization } = await import("../platform/database.ts");
    expect(await withOrganization(ctx, (tx) => countMembers(ctx, tx))).toBe(2);
  });

  it("is refused to every token whose algorithm or signature is not the registered key's", async () => {
    const { exchange, ctx } = await foundWithKey();
    const keys = {
      ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
      RS256: generateKeyPairSync("rsa", { modulusLength: 2048 }),
      EdDSA: generateKeyPairSync("ed25519"),
    } as const;
    const pemOf = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();
    for (const [keyId, { publicKey }] of Object.entries(keys))
      await addEmbedKey(ctx, { issuer, keyId, source: { publicKey: pemOf(publicKey) } });
    const shared = await addEmbedKey(ctx, { issuer, keyId: "HS256", source: { hs256: true } });
    const secret = Buffer.from(shared.secret ?? "", "base64url");
    const person = { issuer, subject: "0042", role: "admin" } as const;
    const codeOf = async (token: string) => {
      const answer = await exchange(token);
      return answer.status === 201 ? 201 : (await answer.json()).code;
    };
    for (const algorithm of ["ES256", "RS256", "EdDSA"] as const) {
      const { privateKey, publicKey } = keys[algorithm];
      const proper = { ...person, algorithm, privateKey };
      expect(await codeOf(await signEmbedToken({ ...proper, keyId: algorithm }))).toBe(201);
      for (const other of ["ES256", "RS256", "EdDSA", "HS256"].filter((keyId) => keyId !== algorithm))
        expect(await codeOf(await signEmbedToken({ ...proper, keyId: other }))).toBe("embed_token_unsupported");
      // The public key is no secret, so whoever takes it for one can be spoken for by anybody.
      const spki = publicKey.export({ type: "spki", format: "der" });
      for (const known of [Buffer.from(pemOf(publicKey)), Buffer.from(pemOf(publicKey).trim()), spki])
        expect(
          await codeOf(await signEmbedToken({ ...person, algorithm: "HS256", secret: known, keyId: algorithm })),
        ).toBe("embed_token_unsupported");
    }
    const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    expect(
      await codeOf(await signEmbedToken({ ...person, algorithm: "ES256", privateKey: stranger, keyId: "ES256" })),
    ).toBe("embed_token_signature_invalid");
    const hs256 = { ...person, algorithm: "HS256", keyId: "HS256" } as const;
    expect(await codeOf(await signEmbedToken({ ...hs256, secret }))).toBe(201);
    expect(await codeOf(await signEmbedToken({ ...hs256, secret: Buffer.alloc(32) }))).toBe(
      "embed_token_signature_invalid",
    );
    expect(await codeOf(await signEmbedToken({ ...hs256, secret, keyId: "nobody's" }))).toBe("embed_token_key_unknown");
  });

  it("is refused to a token of an issuer that another organization registered", async () => {
    const { sign } = await foundWithKey();
    const other = await server.foundOrganization();
    const answer = await server.fetch(`${server.baseUrl}/v1/embed-sessions`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${other.publishableKey}`,
        origin: testOrigin,
        "content-type": "application/json",
      },
      body: JSON.stringify({ token: await sign() }),
    });
    expect([answer.status, (await answer.json()).code]).toEqual([401, "embed_token_key_unknown"]);
  });

  it("may be narrowed to parts of the API, and can still be ended", async () => {
    const { sign, exchange, use } = await foundWithKey();
    const { sessionToken } = await (await exchange(await sign({ scopes: ["community"] }))).json();
    expect((await use(sessionToken, "/v1/community/teaser")).status).toBe(200);
    expect((await (await use(sessionToken, "/v1/jobs")).json()).code).toBe("forbidden");
    expect((await use(sessionToken, "/v1/sessions/current", "DELETE")).status).toBe(204);
  });

  it("may be bound to origins of its own", async () => {
    const { sign, exchange, use } = await foundWithKey();
    const { sessionToken } = await (await exchange(await sign({ origins: ["https://portal.example.com"] }))).json();
    expect((await (await use(sessionToken, "/v1/jobs")).json()).code).toBe("origin_not_allowed");
  });

  it("is not stored in the clear", async () => {
    const { sign, exchange, ctx } = await foundWithKey();
    const { sessionToken } = await (await exchange(await sign({ subject: randomUUID() }))).json();
    const rows = await server.platform.database.client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
      return tx`select sessions::text as text from sessions`;
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain(sessionToken.slice(-43));
  });
});
