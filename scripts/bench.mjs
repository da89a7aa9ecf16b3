import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled, node, root } from "./install.mjs";

ensureInstalled();
ensureBuilt();
const { status } = spawnSync(
  node,
  [
    "--conditions=okaeri-source",
    "--disable-warning=ExperimentalWarning",
    join(root, "test/bench/bench.ts"),
    ...process.argv.slice(2),
  ],
  { stdio: "inherit", env: { ...process.env, CHROMIUM_PATH: ensureChromium() } },
);
process.exit(status ?? 1);
