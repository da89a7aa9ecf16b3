import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { testKey } from "../../testing/secrets.ts";
import { eventually, startTestServer } from "../../testing/server.ts";

const program = resolve(import.meta.dirname, "../../bin/okaeri.mjs");
const server = await startTestServer();

async function okaeri(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      ...process.env,
      DATABASE_URL: inject("ownerUrl"),
      OKAERI_ENCRYPTION_KEY: testKey.toString("base64"),
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

describe("okaeri scim-token", { timeout: 90_000 }, () => {
  it("makes tokens that are shown once, lists them without their text, and ends one for a running server too", async () => {
    const { organization } = await server.foundOrganization();
    const org = ["--org", organization.slug, "--json"];
    const ask = async (token: string) =>
      (await server.fetch(`${server.baseUrl}/scim/v2/Users`, { headers: { authorization: `Bearer ${token}` } })).status;

    const created = await okaeri("scim-token", "create", ...org);
    expect({ code: created.code, stderr: created.stderr }).toEqual({ code: 0, stderr: "" });
    const { id, token, baseUrl } = JSON.parse(created.stdout);
    expect(token).toMatch(/^scim_[0-9a-z]{26}_[\w-]{43}$/);
    expect(baseUrl).toMatch(/\/scim\/v2$/);
    await eventually(async () => (await ask(token)) === 200);

    const listed = await okaeri("scim-token", "list", ...org);
    expect(JSON.parse(listed.stdout)).toEqual({
      tokens: [{ id, createdAt: expect.any(String), revokedAt: null }],
    });

    expect((await okaeri("scim-token", "revoke", id, ...org)).code).toBe(0);
    await eventually(async () => (await ask(token)) === 401);
    const again = await okaeri("scim-token", "revoke", id, ...org);
    expect([again.code, JSON.parse(again.stderr).code]).toEqual([1, "not_found"]);
    expect((await okaeri("scim-token", "create", "--org", "nobody-here")).code).toBe(1);
  });
});
