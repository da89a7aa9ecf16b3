import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type RollupOptions, rollup } from "rollup";
import config from "./build/rollup.config.ts";

// node --conditions=okaeri-source packages/widgets/build.ts
const dist = new URL("dist/", import.meta.url);

const bundle = async (options: RollupOptions): Promise<void> => {
  const built = await rollup(options);
  for (const output of [options.output ?? []].flat()) await built.write(output);
  await built.close();
};

/** What a page puts into `integrity`, by file. */
const integrityOf = async (...names: string[]): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const hash = createHash("sha384").update(await readFile(new URL(name, dist)));
        return [name, `sha384-${hash.digest("base64")}`];
      }),
    ),
  );

await rm(dist, { recursive: true, force: true });
for (const options of config) await bundle(options);
await writeFile(new URL("integrity.json", dist), `${JSON.stringify(await integrityOf("okaeri.single.js"), null, 2)}\n`);

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const types = fileURLToPath(new URL("tsconfig.types.json", import.meta.url));
execFileSync(process.execPath, [tsc, "-p", types], { stdio: "inherit" });
