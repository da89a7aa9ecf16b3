import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, node, root } from "./install.mjs";

ensureInstalled();
const { status } = spawnSync(
  node,
  [
    "--conditions=okaeri-source",
    "--disable-warning=ExperimentalWarning",
    join(root, "test/faults/run.ts"),
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);
process.exit(status ?? 1);
