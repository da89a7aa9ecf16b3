import { fileURLToPath } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import type { Plugin, RollupOptions } from "rollup";
import esbuild from "rollup-plugin-esbuild";
import { minify as terse } from "terser";
import { litInPage } from "./lit-in-page.ts";
import { minifyTemplates } from "./minify-templates.ts";
import { separateChunks } from "./separate-chunks.ts";

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const compile = (): Plugin[] => [
  nodeResolve({ extensions: [".ts", ".js"], exportConditions: ["okaeri-source", "browser"] }),
  esbuild({ target: "es2022", tsconfig: false }),
  minifyTemplates(),
];

// Names that begin with `_` are private to a file of ours, or to Lit; none crosses from one output file to another.
const minify = (): Plugin => ({
  name: "okaeri-minify",
  async renderChunk(code) {
    const { code: small = code } = await terse(code, {
      ecma: 2020,
      module: true,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
      mangle: { properties: { regex: /^_/ } },
      format: { comments: false },
    });
    return { code: small, map: null };
  },
});

const embed: RollupOptions = {
  input: { okaeri: here("src/embed.ts"), hosted: here("src/hosted/hosted.ts") },
  plugins: [...compile(), litInPage(), separateChunks(), minify()],
  output: {
    dir: here("dist/embed"),
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash:6].js",
    hashCharacters: "base36",
    generatedCode: "es2015",
    // Nearly every later view needs the first ones, and whoever fills in a form the others: one request each, and smaller.
    manualChunks: (id) =>
      /foundation\/(controls\.styles|resource)\.ts$/.test(id)
        ? "resource"
        : /(foundation\/(deeds|field|forms\.styles)|locales\/..\/deeds)\.ts$/.test(id)
          ? "forms"
          : undefined,
  },
};

/** Built by itself: it shares no file with what public pages load, and gives them none. */
const desk: RollupOptions = {
  ...embed,
  input: { console: here("src/console.ts") },
  plugins: [...compile(), litInPage(), separateChunks(), minify()],
  output: {
    ...embed.output,
    chunkFileNames: "chunks/console-[name]-[hash].js",
    // All of Lit, directives as well, in one file: names of its own that cross from one to another would not be the same.
    // The list asks for no purpose and does nothing that could fail: both come with the views that do.
    manualChunks: (id) =>
      /node_modules\/(lit|lit-html|lit-element|@lit\/reactive-element)\/|src\/(foundation|console)\/(?!purpose|deed)[^/]+$/.test(
        id,
      )
        ? "desk"
        : undefined,
  },
};

/** Everything in one file, to be pinned by its hash. */
const single: RollupOptions = {
  input: { "okaeri.single": here("src/embed.ts") },
  plugins: [...compile(), litInPage(), minify()],
  output: {
    dir: here("dist"),
    format: "es",
    entryFileNames: "[name].js",
    inlineDynamicImports: true,
    generatedCode: "es2015",
  },
};

/** For bundlers: one module an element, with and without its definition; Lit and the SDK stay the host's. */
const npm: RollupOptions = {
  input: Object.fromEntries([
    ["provider.define", here("src/provider/provider.define.ts")],
    ...[
      "job-board/job-board",
      "job-board/job",
      "sign-up/sign-up",
      "community-teaser/community-teaser",
      "account/account",
      "console/console",
    ].flatMap((path) => {
      const name = path.slice(path.indexOf("/") + 1);
      return [
        [name, here(`src/${path}.ts`)],
        [`${name}.define`, here(`src/${path}.define.ts`)],
      ];
    }),
  ]),
  external: [/^lit($|\/)/, /^@lit\//, /^@okaeri\/sdk($|\/)/],
  plugins: compile(),
  output: {
    dir: here("dist/npm"),
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: "parts/[name]-[hash].js",
  },
};

export default [embed, desk, single, npm];
