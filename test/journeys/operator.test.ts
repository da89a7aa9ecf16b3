import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createClient } from "@okaeri/sdk";
import { afterAll, describe, expect, it } from "vitest";
import { type DemoServer, endOf, freePort, newDataDir, spawnServer, startServer, stopServer } from "./demo-server.ts";

const dataDir = newDataDir();
const running: DemoServer[] = [];
afterAll(async () => {
  for (const server of running)
    if (server.process.exitCode === null && server.process.signalCode === null) await stopServer(server, "SIGTERM");
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

async function start(options: Parameters<typeof startServer>[1] = {}): Promise<DemoServer> {
  const server = await startServer(dataDir, options);
  running.push(server);
  return server;
}

const databaseRuns = (): boolean => {
  const file = join(dataDir, "cluster/postmaster.pid");
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a running one.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

const clientOf = ({ baseUrl }: DemoServer) => {
  const { secretKey }: { secretKey: string } = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8"));
  return createClient({ baseUrl, secretKey, maxRetries: 0 });
};

describe("an operator", { timeout: 120_000 }, () => {
  it("may kill the process at any time: what was answered is there after the next start, which just works", async () => {
    const server = await start();
    const client = clientOf(server);
    const answered: string[] = [];
    let refused = 0;
    const posting = async (writer: number) => {
      for (let nth = 0; server.process.signalCode === null; nth += 1) {
        try {
          answered.push((await client.jobs.post({ title: `answered ${writer}.${nth}` })).id);
        } catch {
          refused += 1;
          return;
        }
      }
    };
    const writers = [1, 2, 3, 4].map(posting);
    await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(40);
    const exited = once(server.process, "exit");
    server.process.kill("SIGKILL");
    await Promise.all([exited, ...writers]);
    expect(refused).toBeGreaterThan(0);

    const next = await start();
    const kept = new Set<string>();
    for await (const { id } of clientOf(next).jobs.list({ status: "draft", limit: 100 })) kept.add(id);
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
    console.info(
      `first start ${Math.round(server.startMs)} ms; ${answered.length} answers before the kill, all kept; start after it ${Math.round(next.startMs)} ms`,
    );
    expect(next.startMs).toBeLessThan(15_000);
    await stopServer(next, "SIGTERM");
  });

  it("ends it with SIGTERM, database included, and starts it again within seconds", async () => {
    const server = await start();
    expect(databaseRuns()).toBe(true);
    expect(await stopServer(server, "SIGTERM")).toBe(0);
    expect(databaseRuns()).toBe(false);
    console.info(`second start ${Math.round(server.startMs)} ms`);
    expect(server.startMs).toBeLessThan(15_000);
  });

  it("ends it with SIGTERM while it is still starting, too", async () => {
    const { child } = spawnServer(dataDir, await freePort());
    await expect.poll(databaseRuns, { timeout: 15_000, interval: 10 }).toBe(true);
    const ended = endOf(child);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(databaseRuns()).toBe(false);
  });

  it("ends it with Ctrl-C, which a terminal sends to every process of the group", async () => {
    const server = await start({ through: "launcher" });
    const ended = endOf(server.process);
    process.kill(-(server.process.pid ?? Number.NaN), "SIGINT");
    expect(await ended).toBe(0);
    expect(databaseRuns()).toBe(false);
    expect(server.output.text).not.toMatch(/error/i);
  });

  it("who starts a second one on the same folder is told so, and the first goes on", async () => {
    const server = await start();
    const { child, output } = spawnServer(dataDir, await freePort());
    expect(await endOf(child)).toBe(1);
    expect(output.text).toContain("Another Okaeri process");
    expect(output.text.trim().split("\n")).toHaveLength(1);
    expect((await clientOf(server).organization.get()).slug).toBe("demo");
    await stopServer(server, "SIGTERM");
  });
});
