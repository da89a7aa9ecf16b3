import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "packages/server/src/cli/okaeri.ts");
export const launcher = join(root, "packages/server/bin/okaeri.mjs");

const longestEndMs = 20_000;

export interface DemoServer {
  baseUrl: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  output: { text: string };
  /** From the start of the process to the line that says it serves. */
  startMs: number;
}

/** Under a folder that PostgreSQL's own user can reach when the tests run as root. */
export function newDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "okaeri-journeys-"));
  chmodSync(dir, 0o755);
  return join(dir, "data");
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}

/** @param through the launcher that people call, in a process group of its own, or the program itself */
export function spawnServer(dataDir: string, port: number, through: "launcher" | "program" = "program") {
  const { DATABASE_URL: _, ...env } = process.env;
  const args = through === "launcher" ? [launcher] : ["--conditions=okaeri-source", program];
  const child = spawn(process.execPath, [...args, "serve", "--demo"], {
    env: {
      ...env,
      OKAERI_DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: "error",
      NODE_ENV: "development",
      // So that it ends with the tests, whatever ends them.
      OKAERI_STARTED_BY: String(process.pid),
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: through === "launcher",
  });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output.text += text;
    });
  return { child, output };
}

export async function startServer(
  dataDir: string,
  options: { port?: number; through?: "launcher" | "program" } = {},
): Promise<DemoServer> {
  const startedAt = performance.now();
  const port = options.port ?? (await freePort());
  const { child, output } = spawnServer(dataDir, port, options.through);
  const ended = once(child, "exit").then(() => {
    throw new Error(`The server ended instead of serving:\n${output.text}`);
  });
  const serving = (async () => {
    while (!output.text.includes("Snippet")) await once(child.stdout, "data");
  })();
  await Promise.race([serving, ended]);
  ended.catch(() => undefined);
  return { baseUrl: `http://localhost:${port}`, process: child, output, startMs: performance.now() - startedAt };
}

/** The exit code; null where it had to be killed, because it did not end by itself. */
export async function endOf(child: ChildProcess): Promise<number | null> {
  const forced = setTimeout(() => child.kill("SIGKILL"), longestEndMs);
  await once(child, "close");
  clearTimeout(forced);
  return child.exitCode;
}

export function stopServer({ process: child }: DemoServer, signal: NodeJS.Signals): Promise<number | null> {
  const ended = endOf(child);
  child.kill(signal);
  return ended;
}
