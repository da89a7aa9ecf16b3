import type { Plugin } from "rollup";

/**
 * The entry is served under one address an organization; a chunk that imported it would load all of it a second time.
 * Views that come later get what they need handed (see foundation/kit.ts).
 */
export const separateChunks = (): Plugin => ({
  name: "okaeri-separate-chunks",
  generateBundle(_options, bundle) {
    const outputs = Object.values(bundle).filter((output) => output.type === "chunk");
    const entries = new Set(outputs.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
    for (const chunk of outputs) {
      const own = chunk.imports.find((imported) => entries.has(imported));
      if (chunk.isEntry && chunk.imports.length > 0)
        this.error(`${chunk.fileName} needs ${chunk.imports} before it can run: one more round trip`);
      if (own) this.error(`${chunk.fileName} imports the entry ${own}: hand over what it needs instead`);
    }
  },
});
