import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";

rmSync(resolve(import.meta.dirname, "dist"), { recursive: true, force: true });
execFileSync(resolve(import.meta.dirname, "../../node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], {
  cwd: import.meta.dirname,
  stdio: "inherit",
});
