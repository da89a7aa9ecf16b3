import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { eventually, startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { countPeople } from "../registry/people.ts";

const server = await startTestServer();
const dir = mkdtempSync(join(tmpdir(), "okaeri-large-"));
const path = join(dir, "people.csv");
const rowCount = 100_000;
const maxBytes = 300 * 1024 * 1024;

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const family = ["山田", "髙橋", "佐藤", "渡邉", "鈴木"];
const rows = Array.from(
  { length: rowCount },
  (_, n) =>
    `${String(n).padStart(6, "0")},${family[n % 5]} 花子${n},ﾔﾏﾀﾞ ﾊﾅｺ,1985/4/${(n % 28) + 1},H15.4.1,2015/3/31,"第${n % 40}開発部",主任,p${n}@example.com`,
);
writeFileSync(path, ["社員番号,氏名,カナ,生年月日,入社日,退職日,部署,役職,メール", ...rows].join("\r\n"));

const start = (ctx: Context) =>
  spawn(
    process.execPath,
    [
      // As bin/okaeri.mjs starts it.
      "--max-semi-space-size=16",
      "--conditions=okaeri-source",
      "--disable-warning=ExperimentalWarning",
      resolve(import.meta.dirname, "../../testing/import-child.ts"),
      inject("appUrl"),
      ctx.organizationId,
      path,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );

async function finish(ctx: Context) {
  const child = start(ctx);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await once(child, "close");
  return JSON.parse(output.trim());
}

describe(`a registry file of ${rowCount} rows`, () => {
  it("comes in, and again, within 300 MB", { timeout: 120_000 }, async () => {
    const { ctx } = await server.foundOrganization();
    const expected = { read: rowCount, created: 0, updated: 0, unchanged: 0, rejected: [] };
    for (const outcome of ["created", "unchanged"] as const) {
      const { durationMs, peakBytes, ...result } = await finish(ctx);
      console.info(
        `${outcome}: ${Math.round(rowCount / (durationMs / 1000))} rows/s, peak ${Math.round(peakBytes / 2 ** 20)} MB`,
      );
      expect(result).toMatchObject({ ...expected, [outcome]: rowCount });
      expect(peakBytes).toBeLessThan(maxBytes);
    }
    expect(await countPeople(ctx, {})).toBe(rowCount);
  });

  it("killed on the way, leaves nothing, and the next import is not in its way", { timeout: 120_000 }, async () => {
    const { ctx } = await server.foundOrganization();
    const child = start(ctx);
    // The first bytes went over to the database; most are still to come.
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    const [code, signal] = await once(child, "exit");
    expect([code, signal]).toEqual([null, "SIGKILL"]);
    expect(await countPeople(ctx, {})).toBe(0);
    const result = await eventually(() => finish(ctx).catch(() => null));
    expect(result).toMatchObject({ created: rowCount, unchanged: 0 });
  });
});
