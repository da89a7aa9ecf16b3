import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
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

// A killed npm can't pass a signal on, and the shell between it and us lives on: so both are watched.
const ancestors = () => {
  const statFile = `/proc/${process.ppid}/stat`;
  const afterName = existsSync(statFile) ? readFileSync(statFile, "utf8").split(") ").at(-1) : undefined;
  return `${process.ppid} ${afterName?.split(" ")[1]}`;
};
const begunBy = ancestors();
setInterval(() => {
  if (ancestors() !== begunBy) server.kill("SIGTERM");
}, parentCheckMs).unref();
