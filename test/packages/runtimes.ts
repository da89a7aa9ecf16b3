import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

/** The npm distribution of Node, kept between runs. One that can't be had is a failure: nothing would have been shown. */
export async function nodeOf(major: number): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(root, "node_modules/.cache/okaeri-nodes", String(major));
  const node = join(folder, "node_modules", name, "bin/node");
  if (existsSync(node)) return node;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await run("npm", ["install", "--no-audit", "--no-fund", `${name}@${major}`], { cwd: folder }).catch((cause) => {
    throw new Error(`Node ${major} can't be had: npm found no ${name}@${major}`, { cause });
  });
  return node;
}

/** The machine's own browser. */
export function browserPath(): string {
  const found = [process.env.CHROME_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  );
  if (found === undefined) throw new Error("No browser found: install chromium, or name one in CHROME_PATH");
  return found;
}
