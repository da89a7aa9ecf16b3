import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JWK } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DomainError } from "../platform/errors.ts";
import { createJwksStore } from "./jwks.ts";

const minutesMs = 60_000;
const closers: (() => void)[] = [];

// Only the monotonic clock: sockets go on as they are.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) close();
});

/** A host that publishes a key set, or `undefined` for one that answers 500. Counts how often it is asked. */
async function publish(initial: unknown[] | string | undefined, { delayMs = 0 } = {}) {
  const host = { keys: initial, asked: 0, delayMs, url: "" };
  const server = createServer((_, response) => {
    host.asked += 1;
    const { keys } = host;
    setTimeout(() => {
      response.statusCode = keys === undefined ? 500 : 200;
      response.end(typeof keys === "string" ? keys : JSON.stringify({ keys }));
    }, host.delayMs);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port }: Pick<AddressInfo, "port"> = Object(server.address());
  host.url = `http://127.0.0.1:${port}/jwks.json`;
  return host;
}

const keyOf = (kid: string): JWK => ({
  ...generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }),
  kid,
});
const store = () => createJwksStore({ allowPrivate: true });
const refusal = (found: Promise<unknown>) =>
  found.then(
    () => "found",
    (error: unknown) => (error instanceof DomainError ? `${error.code}: ${error.detail}` : String(error)),
  );

describe("a key set by URL", () => {
  it("is fetched once for many who ask at the same moment, and kept for ten minutes", async () => {
    const host = await publish([keyOf("a")]);
    const jwks = store();
    await Promise.all(Array.from({ length: 50 }, () => jwks.find(host.url, "a")));
    vi.advanceTimersByTime(9 * minutesMs);
    await jwks.find(host.url, "a");
    expect(host.asked).toBe(1);
    vi.advanceTimersByTime(2 * minutesMs);
    await Promise.all(Array.from({ length: 50 }, () => jwks.find(host.url, "a")));
    expect(host.asked).toBe(2);
  });

  it("has a rotated key found, and the one that was withdrawn refused", async () => {
    const host = await publish([keyOf("old")]);
    const jwks = store();
    await jwks.find(host.url, "old");
    host.keys = [keyOf("new")];
    vi.advanceTimersByTime(31_000);
    expect((await jwks.find(host.url, "new")).algorithm).toBe("ES256");
    expect(await refusal(jwks.find(host.url, "old"))).toMatch(/no such key/);
  });

  it("is not asked again and again for keys nobody has", async () => {
    const host = await publish([keyOf("a")]);
    const jwks = store();
    await jwks.find(host.url, "a");
    for (let times = 0; times < 100; times++)
      expect(await refusal(jwks.find(host.url, `guess-${times}`))).toMatch(/^embed_token_key_unknown/);
    expect(host.asked).toBe(1);
    vi.advanceTimersByTime(31_000);
    await Promise.all(Array.from({ length: 100 }, (_, times) => refusal(jwks.find(host.url, `again-${times}`))));
    expect(host.asked).toBe(2);
  });

  it("is served as it was while its host fails, and taken anew when it is back", async () => {
    const host = await publish([keyOf("a")]);
    const jwks = store();
    const before = await jwks.find(host.url, "a");
    host.keys = undefined;
    vi.advanceTimersByTime(11 * minutesMs);
    expect(await jwks.find(host.url, "a")).toEqual(before);
    host.keys = "<html>down</html>";
    vi.advanceTimersByTime(11 * minutesMs);
    expect(await jwks.find(host.url, "a")).toEqual(before);
    expect(host.asked).toBe(3);
    host.keys = [keyOf("b")];
    vi.advanceTimersByTime(6_000);
    expect((await jwks.find(host.url, "b")).algorithm).toBe("ES256");
  });

  it("that never could be fetched is tried again after five seconds, not with every token", async () => {
    const host = await publish(undefined);
    const jwks = store();
    for (let times = 0; times < 20; times++)
      expect(await refusal(jwks.find(host.url, "a"))).toMatch(/^embed_token_key_unknown: .*can't be fetched/);
    expect(host.asked).toBe(1);
    host.keys = [keyOf("a")];
    vi.advanceTimersByTime(5_001);
    expect((await jwks.find(host.url, "a")).algorithm).toBe("ES256");
  });

  it.each([
    ["a symmetric key", { kty: "oct", kid: "a", k: Buffer.alloc(32).toString("base64url") }],
    [
      "a private key",
      { ...generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }), kid: "a" },
    ],
    ["a key for encryption", { ...keyOf("a"), use: "enc" }],
    ["key_ops that are no list", { ...keyOf("a"), key_ops: 7 }],
  ])("lends no trust to %s in it", async (_, key) => {
    const host = await publish([key]);
    expect(await refusal(store().find(host.url, "a"))).toMatch(/may sign embed tokens/);
  });

  it.each([
    ["more than a hundred keys", Array.from({ length: 101 }, () => ({ kty: "EC" }))],
    ["a key without a kind", [{ kid: "a" }]],
    ["something else", "[]"],
  ])("is refused whole when it holds %s", async (_, keys) => {
    const host = await publish(keys);
    expect(await refusal(store().find(host.url, "a"))).toMatch(/can't be fetched/);
  });

  it("makes nobody wait longer than five seconds", async () => {
    const host = await publish([keyOf("a")], { delayMs: 20_000 });
    const startedAt = Date.now();
    expect(await refusal(store().find(host.url, "a"))).toMatch(/can't be fetched/);
    const waitedMs = Date.now() - startedAt;
    expect(waitedMs).toBeGreaterThan(4_500);
    expect(waitedMs).toBeLessThan(7_000);
  });

  it("on this machine's own network is out of bounds in production", async () => {
    const host = await publish([keyOf("a")]);
    expect(await refusal(createJwksStore({ allowPrivate: false }).find(host.url, "a"))).toMatch(/can't be fetched/);
    expect(host.asked).toBe(0);
  });
});
