import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { callerOf, type JoinedMember, joinAsMember, signInAs } from "../../testing/joining.ts";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { createAuthenticator } from "../../testing/software-authenticator.ts";
import { withOrganization } from "../platform/database.ts";

const server = await startTestServer();
const rpId = new URL(testOrigin).hostname;
type Caller = ReturnType<typeof callerOf>;
type Authenticator = ReturnType<typeof createAuthenticator>;
type Lie = { challenge?: string; origin?: string; rpId?: string; verified?: boolean };

async function add(own: Caller, authenticator: Authenticator, lie: Lie = {}) {
  const { challengeId, options } = (await own("POST", "/passkeys/options")).json;
  const response = authenticator.register({ challenge: options.challenge, origin: testOrigin, rpId, ...lie });
  return own("POST", "/passkeys", { challengeId, response, name: "スマートフォン" });
}

async function ask(page: Caller, authenticator: Authenticator, lie: Lie = {}) {
  const { challengeId, options } = (await page("POST", "/sign-ins/passkey-options")).json;
  const response = authenticator.sign({ challenge: options.challenge, origin: testOrigin, rpId, ...lie });
  return { challengeId, response };
}

const signIn = async (page: Caller, authenticator: Authenticator, lie: Lie = {}) =>
  page("POST", "/sign-ins/passkey", await ask(page, authenticator, lie));

describe("a passkey", () => {
  let joined: JoinedMember;
  let own: Caller;
  beforeAll(async () => {
    joined = await joinAsMember(server);
    own = (await signInAs(server, joined)).own;
  });

  it("is made by who is signed in, and signs in without a name from then on", async () => {
    const authenticator = createAuthenticator();
    const { json: started } = await own("POST", "/passkeys/options");
    expect(started.options).toMatchObject({
      rp: { id: rpId, name: "テスト株式会社" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    });
    const added = await add(own, authenticator);
    expect([added.status, added.json]).toEqual([
      201,
      expect.objectContaining({ name: "スマートフォン", lastUsedAt: null }),
    ]);
    const { json: asked } = await joined.page("POST", "/sign-ins/passkey-options");
    expect([asked.options.userVerification, asked.options.allowCredentials ?? []]).toEqual(["required", []]);
    const signedIn = await signIn(joined.page, authenticator);
    expect([signedIn.status, signedIn.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(signedIn.json).toMatchObject({ role: "member", displayName: "山田 花子" });
    const next = callerOf(server, signedIn.json.sessionToken);
    expect((await next("GET", "/sessions")).json.data[0]).toMatchObject({ current: true, way: "passkey" });
    expect((await next("GET", "/passkeys")).json.data).toMatchObject([{ lastUsedAt: expect.any(String) }]);
    expect((await signIn(joined.page, authenticator)).status).toBe(200);
    expect((await next("DELETE", `/passkeys/${added.json.id}`)).status).toBe(204);
    expect((await signIn(joined.page, authenticator)).json.code).toBe("passkey_invalid");
    expect((await own("DELETE", `/passkeys/${added.json.id}`)).status).toBe(404);
  });

  it("signs in with nothing that was said before, elsewhere, by another one, or without the person", async () => {
    const authenticator = createAuthenticator();
    expect((await add(own, authenticator)).status).toBe(201);
    const refused = async (answer: { json: { code: string } } | Promise<{ json: { code: string } }>) =>
      expect((await answer).json.code).toBe("passkey_invalid");
    const once = await ask(joined.page, authenticator);
    expect((await joined.page("POST", "/sign-ins/passkey", once)).status).toBe(200);
    await refused(joined.page("POST", "/sign-ins/passkey", once));
    await refused(signIn(joined.page, authenticator, { challenge: "AAAA" }));
    await refused(signIn(joined.page, authenticator, { origin: "https://careers.example.com.evil.example" }));
    await refused(signIn(joined.page, authenticator, { rpId: "evil.example" }));
    await refused(signIn(joined.page, authenticator, { verified: false }));
    await refused(signIn(joined.page, createAuthenticator()));
    const forged = await ask(joined.page, createAuthenticator());
    await refused(
      joined.page("POST", "/sign-ins/passkey", {
        ...forged,
        response: { ...forged.response, id: authenticator.id, rawId: authenticator.id },
      }),
    );
    for (const response of [
      {},
      { id: "x" },
      { ...forged.response, id: "日本" },
      { ...forged.response, response: null },
    ])
      await refused(joined.page("POST", "/sign-ins/passkey", { ...(await ask(joined.page, authenticator)), response }));
    // A wrong answer spends the challenge too.
    const tried = await ask(joined.page, authenticator);
    await refused(
      joined.page("POST", "/sign-ins/passkey", {
        ...tried,
        response: { ...tried.response, id: "AAAA", rawId: "AAAA" },
      }),
    );
    await refused(joined.page("POST", "/sign-ins/passkey", tried));
    // A copy that lags behind.
    authenticator.setCounter(0);
    await refused(signIn(joined.page, authenticator));
  });

  it("is not made for a challenge of somebody else, of signing in, or twice", async () => {
    const authenticator = createAuthenticator();
    const other = await joinAsMember(server);
    const theirs = (await signInAs(server, other)).own;
    const { json: started } = await theirs("POST", "/passkeys/options");
    const { json: signing } = await joined.page("POST", "/sign-ins/passkey-options");
    for (const { challengeId, options } of [started, signing]) {
      const response = authenticator.register({ challenge: options.challenge, origin: testOrigin, rpId });
      expect((await own("POST", "/passkeys", { challengeId, response, name: "x" })).json.code).toBe("passkey_invalid");
    }
    for (const lie of [{ verified: false }, { origin: "https://evil.example" }, { rpId: "evil.example" }])
      expect((await add(own, authenticator, lie)).json.code).toBe("passkey_invalid");
    expect((await add(own, authenticator)).status).toBe(201);
    expect((await add(own, authenticator)).json.code).toBe("passkey_invalid");
    // Of another organization on the same site.
    expect((await signIn(other.page, authenticator)).json.code).toBe("passkey_invalid");
    expect((await theirs("GET", "/passkeys")).json.data).toEqual([]);
  });

  it("ends with the membership", async () => {
    const leaving = await joinAsMember(server);
    const { own: theirs } = await signInAs(server, leaving);
    const authenticator = createAuthenticator();
    await add(theirs, authenticator);
    await theirs("POST", "/account/departure", { erase: false });
    expect((await signIn(leaving.page, authenticator)).json.code).toBe("passkey_invalid");
    expect(await withOrganization(leaving.ctx, (tx) => tx.execute(sql`select 1 from passkeys`))).toEqual([]);
  });
});
