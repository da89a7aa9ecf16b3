import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { createOrganization } from "./organizations.ts";

const server = await startTestServer();
const url = `${server.baseUrl}/v1/organization`;

describe("organization", () => {
  it("shows its public face to a page, and its origins only to itself", async () => {
    const { organization, publishableKey, secretKey } = await server.foundOrganization();
    const page = await server.fetch(`${url}?key=${publishableKey}`, { headers: { origin: testOrigin } });
    expect(await page.json()).toEqual(organization);
    const own = await server.fetch(url, { headers: { authorization: `Bearer ${secretKey}` } });
    expect(await own.json()).toEqual({ ...organization, privacyRequestDays: 14, origins: [testOrigin] });
  });

  it("refuses a page it does not know, a key of another kind, and one that was never given", async () => {
    const { publishableKey, secretKey } = await server.foundOrganization();
    const answers = await Promise.all([
      server.fetch(`${url}?key=${publishableKey}`, { headers: { origin: "https://elsewhere.example" } }),
      server.fetch(`${url}?key=${secretKey}`),
      server.fetch(`${url}?key=${publishableKey.slice(0, -2)}xx`),
      server.fetch(url),
    ]);
    expect(await Promise.all(answers.map(async (answer) => [answer.status, (await answer.json()).code]))).toEqual([
      [403, "origin_not_allowed"],
      [401, "unauthenticated"],
      [401, "unauthenticated"],
      [401, "unauthenticated"],
    ]);
  });

  it("is edited only from the version that was read, and public readers see it at once", async () => {
    const { publishableKey, secretKey } = await server.foundOrganization();
    const authorization = `Bearer ${secretKey}`;
    const before = await server.fetch(`${url}?key=${publishableKey}`);
    const edit = (headers: Record<string, string>) =>
      server.fetch(url, {
        method: "PATCH",
        headers: { authorization, "content-type": "application/json", ...headers },
        body: JSON.stringify({ name: "新しい名前" }),
      });
    expect((await edit({})).status).toBe(428);
    expect((await edit({ "if-match": '"7"' })).status).toBe(412);
    const edited = await edit({ "if-match": '"1"' });
    expect([edited.status, edited.headers.get("etag"), (await edited.json()).name]).toEqual([200, '"2"', "新しい名前"]);
    const after = await server.fetch(`${url}?key=${publishableKey}`, {
      headers: { "if-none-match": before.headers.get("etag") ?? "" },
    });
    expect([after.status, (await after.json()).name]).toEqual([200, "新しい名前"]);
    const again = await server.fetch(`${url}?key=${publishableKey}`, {
      headers: { "if-none-match": after.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("names every fault of the input by pointer, and nothing is changed", async () => {
    const { secretKey } = await server.foundOrganization();
    const headers = { authorization: `Bearer ${secretKey}`, "content-type": "application/json", "if-match": '"1"' };
    const answer = await server.fetch(url, {
      method: "PATCH",
      headers,
      body: JSON.stringify({ name: " ", origins: ["https://a.example/path"], color: "red" }),
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = await answer.json();
    expect([problem.code, problem.errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
      "invalid_input",
      ["#/name", "#/origins/0", "#"],
    ]);
    const broken = await server.fetch(url, { method: "PATCH", headers, body: "{" });
    expect([broken.status, (await broken.json()).code]).toEqual([400, "invalid_json"]);
  });

  it("can't be read through another organization's row-level security, nor without one", async () => {
    const { ctx } = await server.foundOrganization();
    const { client } = server.platform.database;
    expect(await client`select 1 from organizations`).toHaveLength(0);
    const other = await server.foundOrganization();
    const rows = await client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
      return tx<{ organization_id: string }[]>`select organization_id from organizations`;
    });
    expect(rows.map((row) => row.organization_id)).toEqual([ctx.organizationId]);
    expect(rows.map((row) => row.organization_id)).not.toContain(other.ctx.organizationId);
  });

  it.each(["okaeri", "console", "Acme", ""])('is never called "%s"', async (slug) => {
    const { ctx } = await server.foundOrganization();
    const found = createOrganization({ ...ctx, organizationId: randomUUID() }, { slug, name: "見本", origins: [] });
    await expect(found).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("answers a slug with its organization, and nothing for others", async () => {
    const { findOrganizationId } = await import("./known-organizations.ts");
    const { organization, ctx } = await server.foundOrganization();
    expect(await findOrganizationId(server.platform.database, organization.slug)).toBe(ctx.organizationId);
    expect(await findOrganizationId(server.platform.database, randomUUID())).toBeNull();
  });
});
