// Runs on whatever Node (20 or later) a newcomer has: nothing of node_modules may be imported here.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
export const node = join(root, "node_modules/.bin/node");

const stampFile = join(root, "node_modules/.okaeri-installed");

/** Installs the locked dependencies, the project's own Node among them, unless they are there. */
export function ensureInstalled() {
  const stamp = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && existsSync(node)) return;
  process.stderr.write("Installing dependencies…\n");
  // Not `ci`: it refuses a lock file that lacks other platforms' optional packages, and empties node_modules under
  // whatever runs in this checkout. The lock file is followed all the same, and left as it is.
  const npm = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (npm.status !== 0) fail("Installing failed; the lines above say why.");
  const version = spawnSync(node, ["--version"], { encoding: "utf8" });
  if (version.status !== 0 || !/^v24\./.test(version.stdout))
    fail(
      `The project's own Node 24 did not install (${version.stdout || version.error}). npm must be allowed to run the install scripts of "node".`,
    );
  writeFileSync(stampFile, stamp);
}

/** Ends with one line that says what to do. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
