import { fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { median, medianRatio, range } from "./figures.ts";

const rounds = 7;
const secondsEach = 2;
const connections = 32;

interface Ready {
  port: number;
  publishableKey: string;
  bytes: number;
}

// Every request another position, so that no answer was made before; the same positions for both sides.
let asked = 0;
const nextInstant = () => new Date(Date.UTC(2026, 0, 1, 2) + (asked++ % 80_000) * 1000).toISOString();
// As PostgreSQL prints instants, which is what a cursor holds.
const cursorAt = (instant: string) =>
  Buffer.from(
    JSON.stringify([0, instant.replace("T", " ").replace(".000Z", "+00"), "ffffffff-ffff-ffff-ffff-ffffffffffff"]),
  ).toString("base64url");

/** The job list beside a bare Hono route of the same bytes and beside hand-written prepared SQL. */
export async function benchApi(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-bench-"));
  chmodSync(dataDir, 0o755);
  const server = fork(join(import.meta.dirname, "api-server.ts"), {
    execArgv: ["--conditions=okaeri-source", "--disable-warning=ExperimentalWarning"],
    env: { ...process.env, OKAERI_DATA_DIR: dataDir, DATABASE_URL: "", NODE_ENV: "production" },
  });
  const [ready]: Ready[] = await once(server, "message");
  if (!ready) throw new Error("the server did not start");
  const url = `http://127.0.0.1:${ready.port}`;
  const list = `/v1/jobs?key=${ready.publishableKey}`;
  let etag = "";

  const sides: Record<string, () => Partial<autocannon.Request>> = {
    "bare route": () => ({ path: "/bare" }),
    "raw prepared SQL": () => ({ path: `/raw?before=${nextInstant()}` }),
    "Okaeri, uncached, row-level security on": () => ({ path: `${list}&cursor=${cursorAt(nextInstant())}` }),
    "Okaeri, cached": () => ({ path: list }),
    "Okaeri, 304": () => ({ path: list, headers: { "if-none-match": etag } }),
  };
  const spentUs = async (): Promise<number> => {
    server.send("cpu");
    const [usage]: NodeJS.CpuUsage[] = await once(server, "message");
    return usage ? usage.user + usage.system : Number.NaN;
  };
  const cpuEach: Record<string, number[]> = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  const perSecond: Record<string, number[]> = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    // ETags of public reads also change with the clock, every ten minutes.
    etag = (await fetch(url + list)).headers.get("etag") ?? "";
    for (const [name, request] of Object.entries(sides)) {
      const expected = name.endsWith("304") ? "3xx" : "2xx";
      const before = await spentUs();
      const result = await autocannon({
        url,
        connections,
        duration: secondsEach,
        requests: [{ setupRequest: (before) => ({ ...before, ...request() }) }],
      });
      if (result.errors > 0 || result[expected] !== result.requests.total)
        throw new Error(
          `${name}: ${result.errors} errors, ${result[expected]} of ${result.requests.total} as expected`,
        );
      // The first round warms up.
      if (round < 0) continue;
      perSecond[name]?.push(result.requests.average);
      cpuEach[name]?.push(((await spentUs()) - before) / result.requests.total);
    }
  }
  server.disconnect();
  await once(server, "exit");
  rmSync(dataDir, { recursive: true, force: true });

  const of = (name: string) => perSecond[name] ?? [];
  process.stdout.write(
    `\nJob list of 20, ${ready.bytes} bytes, 100,000 postings, ${connections} connections, ${rounds} rounds of ${secondsEach} s\n`,
  );
  process.stdout.write(`${"".padEnd(44)}median/s   (min–max)          ÷ bare   ÷ raw SQL   server CPU µs each\n`);
  for (const [name, values] of Object.entries(perSecond))
    process.stdout.write(
      `${name.padEnd(42)}${median(values).toFixed(0).padStart(8)}   ${`(${range(values, 0)})`.padEnd(16)}${medianRatio(values, of("bare route")).toFixed(2).padStart(9)}${medianRatio(values, of("raw prepared SQL")).toFixed(2).padStart(12)}${median(
        cpuEach[name] ?? [],
      )
        .toFixed(0)
        .padStart(12)}\n`,
    );
}
