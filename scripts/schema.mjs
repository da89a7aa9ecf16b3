import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, node, root } from "./install.mjs";

ensureInstalled();
const script = join(root, "packages/server/testing/write-schema.ts");
process.exit(spawnSync(node, ["--conditions=okaeri-source", script], { stdio: "inherit" }).status ?? 1);
