import { randomUUID } from "node:crypto";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { newSignUpId, requestFor } from "../../testing/joining.ts";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { readConfig } from "../platform/config.ts";
import { allOrganizations, useUp } from "../platform/rate-limits.ts";

// Near the real one: other files count overall in the same rows.
let now = new Date();
const server = await startTestServer({
  clock: { now: () => now },
  config: {
    ...readConfig({ DATABASE_URL: "postgres://nowhere", NODE_ENV: "test" }),
    trustedProxies: [ipaddr.parseCIDR("127.0.0.0/8")],
  },
});

/** As a proxy on this machine passes it on. */
async function call(key: string, method: string, path: string, body: unknown, client: string) {
  const answer = await server.app.request(
    new Request(`${server.baseUrl}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        origin: testOrigin,
        "content-type": "application/json",
        "x-forwarded-for": client,
      },
      body: JSON.stringify(body),
    }),
    undefined,
    { incoming: { socket: { remoteAddress: "::ffff:127.0.0.1" } } },
  );
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}

describe("who knocks at a feed's hook", () => {
  it("is heard so often, known or not, and others all the same", async () => {
    const knock = (client: string) =>
      server.app.request(
        new Request(`${server.baseUrl}/hooks/feeds/org_x/feed_x`, {
          method: "POST",
          headers: { "x-forwarded-for": client, "x-hook-secret": "word" },
          body: "{}",
        }),
        undefined,
        { incoming: { socket: { remoteAddress: "::ffff:127.0.0.1" } } },
      );
    const { database, clock } = server.platform;
    await useUp({ database, clock }, allOrganizations, [{ key: "hooks by 203.0.113.77", max: 1, windowMs: 600_000 }]);
    const refused = await knock("203.0.113.77");
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await knock("203.0.113.78")).status).toBe(200);
  });
});

describe("what visitors may write", () => {
  it("ends for one client after a hundred tries, whatever they are, and comes back by and by", async () => {
    const { publishableKey } = await server.foundOrganization();
    const guess = (client: string) =>
      call(publishableKey, "POST", `/sign-ups/${newSignUpId()}/verification`, { code: "123456" }, client);
    for (let tries = 0; tries < 100; tries++) expect((await guess("198.51.100.7")).status).toBe(404);
    const refused = await guess("198.51.100.7");
    expect([refused.status, refused.json.code]).toEqual([429, "rate_limited"]);
    expect(refused.headers.get("retry-after")).toBe("6");
    expect((await guess("198.51.100.8")).status).toBe(404);
    // Being refused uses nothing up.
    now = new Date(now.getTime() + 6_000);
    expect((await guess("198.51.100.7")).status).toBe(404);
    expect((await guess("198.51.100.7")).status).toBe(429);
    // A household is one client, however many addresses it has.
    for (let tries = 0; tries < 100; tries++) await guess(`2001:db8:1:2::${tries}`);
    expect((await guess("2001:db8:1:2::ffff")).status).toBe(429);
    expect((await guess("2001:db8:1:3::1")).status).toBe(404);
  });

  it("ends for one mail address, whoever asks, and says nothing about whose it is", async () => {
    const { ctx, publishableKey } = await server.foundOrganization();
    const email = `${randomUUID()}@example.net`;
    const ask = async (client: string) =>
      call(publishableKey, "PUT", `/sign-ups/${newSignUpId()}`, await requestFor(ctx, email), client);
    for (let tries = 0; tries < 20; tries++) expect((await ask(`198.51.100.${tries}`)).status).toBe(202);
    expect((await ask("198.51.100.99")).status).toBe(429);
  });

  it("ends for an organization and for all of them together, and is counted though the request fails", async () => {
    const { ctx } = await server.foundOrganization();
    const limit = { key: randomUUID(), max: 5, windowMs: 1_000 };
    for (const organizationId of [ctx.organizationId, allOrganizations]) {
      // Written by a clock that ran ahead for a day.
      await useUp({ ...ctx, clock: { now: () => new Date(now.getTime() + 86_400_000) } }, organizationId, [limit]);
      const waits = await Promise.all(Array.from({ length: 20 }, () => useUp(ctx, organizationId, [limit])));
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(5);
      expect(await useUp(ctx, organizationId, [limit])).toBe(200);
    }
    // What comes first shields what comes after.
    const second = { ...limit, key: randomUUID() };
    await useUp(ctx, ctx.organizationId, [limit, second]);
    const left = await Promise.all(Array.from({ length: 5 }, () => useUp(ctx, ctx.organizationId, [second])));
    expect(left).toEqual([0, 0, 0, 0, 0]);
  });

  it("is not remembered longer than it counts", async () => {
    const { ctx } = await server.foundOrganization();
    const use = (key: string) => useUp(ctx, ctx.organizationId, [{ key, max: 5, windowMs: 1_000 }]);
    for (let index = 0; index < 10; index++) await use(randomUUID());
    now = new Date(now.getTime() + 60_000);
    for (let index = 0; index < 5; index++) await use(randomUUID());
    const rows = await server.platform.database.client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
      return tx`select 1 from rate_limits`;
    });
    expect(rows).toHaveLength(5);
  });
});
