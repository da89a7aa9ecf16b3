import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled, root } from "./install.mjs";

const parentCheckMs = 1_000;

ensureInstalled();
ensureBuilt();

const server = spawn(process.execPath, [join(root, "packages/server/bin/okaeri.mjs"), "serve", "--demo"], {
  stdio: "inherit",
});
// A terminal sends Ctrl-C to every process of the group itself: here it must only not end this one first.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => server.kill("SIGTERM"));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

// A killed npm can't pass a signal on.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) server.kill("SIGTERM");
}, parentCheckMs).unref();
