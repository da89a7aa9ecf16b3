import { rm } from "node:fs/promises";
import { type RollupOptions, rollup } from "rollup";
import config from "./rollup.config.ts";

const write = async (options: RollupOptions): Promise<void> => {
  const bundle = await rollup(options);
  for (const output of [options.output ?? []].flat()) await bundle.write(output);
  await bundle.close();
};

await rm(new URL("dist", import.meta.url), { recursive: true, force: true });
for (const options of config) await write(options);
