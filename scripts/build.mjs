import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, fail, node, root } from "./install.mjs";

// In order: a later one may be built from an earlier one's output.
const builds = [
  { name: "sdk", dir: "packages/sdk", inputs: ["packages/sdk/src"] },
  {
    name: "widgets",
    dir: "packages/widgets",
    inputs: ["packages/widgets/src", "packages/widgets/build", "packages/sdk/src"],
  },
  { name: "examples", dir: "examples", inputs: ["examples", "packages/widgets/src", "packages/sdk/src"] },
];

/** Builds what is missing or older than its sources; a stamp of the sources' contents says which. */
export function ensureBuilt() {
  for (const { name, dir, inputs } of builds) {
    const script = join(root, dir, "build.ts");
    const stampFile = join(root, dir, "dist/.built-from");
    if (!existsSync(script)) continue;
    const stamp = stampOf([...inputs.map((input) => join(root, input)), script, join(root, "package-lock.json")]);
    if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) continue;
    process.stderr.write(`Building ${name}…\n`);
    const build = spawnSync(node, ["--conditions=okaeri-source", script], {
      cwd: join(root, dir),
      stdio: ["ignore", 2, 2],
    });
    if (build.status !== 0) fail(`Building ${name} failed; the lines above say why.`);
    mkdirSync(join(root, dir, "dist"), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
}

function stampOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isFile()) hash.update(path).update(readFileSync(path));
    else
      for (const entry of readdirSync(path).sort())
        if (entry !== "node_modules" && entry !== "dist") add(join(path, entry));
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

if (process.argv[1] === import.meta.filename) {
  ensureInstalled();
  ensureBuilt();
}
