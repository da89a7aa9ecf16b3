import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { expect, test } from "vitest";

const embed = fileURLToPath(new URL("dist/embed/", import.meta.url));
const files = ["okaeri.js", ...globSync("chunks/*.js", { cwd: embed }).sort()];
const codeOf = (file: string): string => readFileSync(embed + file, "utf8");
const brotliBytes = (file: string): number =>
  brotliCompressSync(codeOf(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** A file and all that it imports before it runs. */
const withImports = (file: string, found = new Set<string>()): Set<string> => {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of codeOf(file).matchAll(/(?:\bfrom|\bimport) ?"\.\/([^"]+)"/g))
    withImports(`chunks/${name}`, found);
  return found;
};
const chunk = (name: string): string => files.find((file) => file.startsWith(`chunks/${name}-`)) ?? `no chunk ${name}`;
const sum = (loaded: Iterable<string>): number => Array.from(loaded, brotliBytes).reduce((a, b) => a + b, 0);

const jobBoard = withImports("okaeri.js");
const allThree = new Set([...jobBoard, ...withImports(chunk("sign-up-view")), ...withImports(chunk("teaser-view"))]);

test("the job board's first view loads at most 9 KB", () => {
  console.log(
    files
      .map((file) => `${String(brotliBytes(file)).padStart(6)}  ${file}${allThree.has(file) ? "" : "  (later)"}`)
      .join("\n"),
  );
  console.log(
    `${String(sum(jobBoard)).padStart(6)}  job board\n${String(sum(allThree)).padStart(6)}  all three: ${[...allThree].join(", ")}`,
  );
  expect(sum(jobBoard)).toBeLessThanOrEqual(9 * 1024);
});

test("the three public widgets together load at most 14 KB", () => {
  expect(allThree.size).toBeGreaterThan(3);
  expect(sum(allThree)).toBeLessThanOrEqual(14 * 1024);
});

test("the first view is one response, and no chunk loads it again under another address", () => {
  expect(jobBoard).toEqual(new Set(["okaeri.js"]));
  for (const file of files) expect(codeOf(file)).not.toMatch(/(?:from|import) ?\(?"[^"]*okaeri\.js"/);
});

test("neither schemas nor signing reach a page", () => {
  for (const file of files) expect(codeOf(file)).not.toMatch(/ZodError|JWSInvalid|"jose"|"zod"/);
});
