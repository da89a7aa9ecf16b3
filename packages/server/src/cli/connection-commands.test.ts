import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { answerCrews, crew, faults, startFakeSystem } from "../../testing/fake-systems.ts";

const program = resolve(import.meta.dirname, "../../bin/okaeri.mjs");
const dataDir = mkdtempSync(join(tmpdir(), "okaeri-connection-"));
chmodSync(dataDir, 0o755);
const system = await startFakeSystem((url, response) => answerCrews([crew("1"), crew("2")], url, response));
afterAll(() => {
  system.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function okaeri(...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, OKAERI_DATA_DIR: dataDir, LOG_LEVEL: "error", OKAERI_SMARTHR_ORIGIN: system.origin },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const [code] = await once(child, "close");
  return { code, ...output };
}

it("a system is connected, asked and taken away at the command line, and its token is never printed", async () => {
  await okaeri("org", "create", "--slug", "acme", "--name", "アクメ");
  const tokenFile = join(dataDir, "smarthr.token");
  const add = ["connection", "add", "smarthr", "--org", "acme", "--subdomain", "acme", "--token-file", tokenFile];
  const missing = await okaeri(...add);
  expect([missing.code, missing.stderr]).toEqual([1, `okaeri: ${tokenFile} can't be read\n`]);
  writeFileSync(tokenFile, "canary token\n");
  const unfit = await okaeri(...add);
  expect([unfit.code, unfit.stderr]).toEqual([1, "okaeri: token must be 1 to 2000 visible ASCII characters\n"]);

  writeFileSync(tokenFile, "canary-token\n");
  const added = await okaeri(...add, "--json");
  expect([added.code, added.stderr]).toEqual([0, ""]);
  const { id } = JSON.parse(added.stdout);
  expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);

  const synced = await okaeri("connection", "sync", "--org", "acme");
  expect([synced.code, synced.stdout]).toEqual([
    0,
    expect.stringMatching(
      /^source_\w+ {2}SmartHR \(acme\.smarthr\.jp\) {2}done .*: 2 read, 2 created, .* 0 rejected\n$/,
    ),
  ]);
  expect(system.asked.at(-1)?.authorization).toBe("Bearer canary-token");
  system.fail(faults.status(401));
  const refused = await okaeri("connection", "sync", id, "--org", "acme");
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining("answered 401")]);
  const listed = await okaeri("connection", "list", "--org", "acme", "--json");
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { id, lastRun: { status: "failed", error: "source_unauthorized" } },
  ]);
  expect((await okaeri("connection", "remove", id, "--org", "acme")).code).toBe(0);
  expect((await okaeri("connection", "list", "--org", "acme")).stdout).toBe("no connections\n");
  expect(JSON.stringify([missing, unfit, added, synced, refused, listed])).not.toContain("canary");
}, 120_000);
