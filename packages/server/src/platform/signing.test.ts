import { compactVerify, importJWK } from "jose";
import { describe, expect, it } from "vitest";
import { createSecrets } from "./secrets.ts";
import { signStatement, verifyStatement } from "./signing.ts";

const secretsOf = (fill: string) =>
  createSecrets({ encryptionKey: Buffer.alloc(32, fill), databaseUrl: null, dataDir: "/nonexistent" });
const [one, other] = ["019ab000-0000-7000-8000-000000000001", "019ab000-0000-7000-8000-000000000002"];
const stated = { kind: "retention", removed: 3, by: "人事" };

describe("a statement", () => {
  it("can be checked with its public key alone, and is the same key after a restart", async () => {
    const { jws, publicKey } = await signStatement(secretsOf("a"), one, stated);
    const { payload } = await compactVerify(jws, await importJWK(publicKey, "EdDSA"));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(stated);
    expect((await signStatement(secretsOf("a"), one, {})).publicKey).toEqual(publicKey);
    expect(JSON.stringify(publicKey)).not.toContain('"d"');
  });

  it("is no other organization's, no other server's, and not what was changed", async () => {
    const secrets = secretsOf("a");
    const { jws } = await signStatement(secrets, one, stated);
    expect(await verifyStatement(secrets, one, jws)).toEqual(stated);
    expect(await verifyStatement(secrets, other, jws)).toBeNull();
    expect(await verifyStatement(secretsOf("b"), one, jws)).toBeNull();
    const [header = "", , signature = ""] = jws.split(".");
    const changed = Buffer.from(JSON.stringify({ ...stated, removed: 4 })).toString("base64url");
    const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    for (const forged of [
      `${header}.${changed}.${signature}`,
      `${unsigned}.${changed}.`,
      "",
      "a.b.c",
      jws.slice(0, -2),
    ])
      expect(await verifyStatement(secrets, one, forged)).toBeNull();
  });
});
