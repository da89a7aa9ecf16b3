#!/usr/bin/env node
// Plain JavaScript that any Node from 20 on runs: it finds the Node that the project pins and hands over to it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const serverDir = dirname(dirname(fileURLToPath(import.meta.url)));

function findNode() {
  for (let dir = serverDir; ; dir = dirname(dir)) {
    const pinned = join(dir, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
    if (existsSync(pinned)) return pinned;
    if (dir === dirname(dir)) break;
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  process.stderr.write("okaeri: Node 22.18 or later is missing; run npm install in the project first\n");
  process.exit(1);
}

const args = [
  // Loading the modules alone would let the young generation grow to where an import of 100,000 rows needs 300 MB.
  "--max-semi-space-size=16",
  "--conditions=okaeri-source",
  "--disable-warning=ExperimentalWarning",
  join(serverDir, "src", "cli", "okaeri.ts"),
  ...process.argv.slice(2),
];
const program = findNode();

// The code of a server that met an error nobody foresaw (docs/decisions/0006): it is started again, after growing pauses,
// and given up only when it breaks time after time.
const broken = 70;
const maxBreaksInARow = 6;
const longLifeMs = 60_000;
let breaks = 0;
let stopping = false;
let child;

function run() {
  const startedAt = Date.now();
  child = spawn(program, args, { stdio: "inherit", env: { ...process.env, OKAERI_STARTED_BY: String(process.pid) } });
  child.on("error", (error) => {
    process.stderr.write(`okaeri: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    breaks = Date.now() - startedAt > longLifeMs ? 1 : breaks + 1;
    if (code === broken && breaks <= maxBreaksInARow && !stopping) setTimeout(run, 500 * 2 ** breaks);
    else process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    stopping = true;
    // Nothing runs while a broken server waits to be started again.
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    else process.exit(0);
  });
run();
