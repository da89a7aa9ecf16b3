import { rm } from "node:fs/promises";
import { build } from "esbuild";

// node --conditions=okaeri-source examples/build.ts
const outdir = new URL("react/dist/", import.meta.url).pathname;

await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: [new URL("react/src/main.tsx", import.meta.url).pathname],
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  // In this repository the packages are used from their sources; a customer's build needs no condition.
  conditions: ["okaeri-source"],
  logLevel: "warning",
});
