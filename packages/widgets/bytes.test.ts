import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { describe, expect, test } from "vitest";

const embed = fileURLToPath(new URL("dist/embed/", import.meta.url));
const built = globSync("chunks/*.js", { cwd: embed }).sort();
const isConsole = (file: string): boolean => file.startsWith("chunks/console-");
const files = ["okaeri.js", ...built.filter((file) => !isConsole(file))];
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

const account = withImports(chunk("account-view"));
const parts = ["applications", "searches", "record", "contacts", "consents", "access", "requests", "leaving"];

test("the account shows its way in, or a member's page, with at most 7 KB beside the script and the client", () => {
  const signIn = new Set([...account, ...withImports(chunk("sign-in"))]);
  const page = new Set([...account, ...withImports(chunk("account-page"))]);
  const more = (name: string): number => sum([...withImports(chunk(name))].filter((file) => !page.has(file)));
  console.log(
    [
      `${String(sum(signIn)).padStart(6)}  account, signed out: ${[...signIn].join(", ")}`,
      `${String(sum(page)).padStart(6)}  account, signed in: ${[...page].join(", ")}`,
      ...parts.map((name) => `${String(more(name)).padStart(6)}  ${name}, more than the page`),
    ].join("\n"),
  );
  for (const file of [...signIn, ...page]) expect(jobBoard).not.toContain(file);
  expect(sum(account)).toBeLessThanOrEqual(2.5 * 1024);
  expect(sum(signIn)).toBeLessThanOrEqual(7 * 1024);
  expect(sum(page)).toBeLessThanOrEqual(6 * 1024);
  for (const name of parts) expect(more(name)).toBeLessThanOrEqual(5 * 1024);
});

test("the first view is one response, and no chunk loads it again under another address", () => {
  expect(jobBoard).toEqual(new Set(["okaeri.js"]));
  for (const file of files) expect(codeOf(file)).not.toMatch(/(?:from|import) ?\(?"[^"]*okaeri\.js"/);
});

test("neither schemas nor signing reach a page", () => {
  for (const file of files) expect(codeOf(file)).not.toMatch(/ZodError|JWSInvalid|"jose"|"zod"/);
});

/** What a file loads before it runs, and what it may load later. */
const allFrom = (file: string, found = new Set<string>()): Set<string> => {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of codeOf(file).matchAll(/"\.\/(?:chunks\/)?([\w.-]+\.js)"/g)) allFrom(`chunks/${name}`, found);
  return found;
};

describe("the console", () => {
  const consoleFiles = ["console.js", ...built.filter(isConsole)];
  const of = (name: string): string =>
    consoleFiles.find((file) => new RegExp(`^chunks/console-${name}-[a-z0-9]+\\.js$`).test(file)) ?? name;
  // The address, what it leads to, and what it fetches at once: who is signed in, the list.
  const first = new Set([
    "console.js",
    ...["desk", "provider", "people-list"].flatMap((name) => [...withImports(of(name))]),
  ]);

  test("is loaded by no public file, now or later, and loads none of theirs", () => {
    const fromPublic = new Set(["okaeri.js", "hosted.js"].flatMap((entry) => [...allFrom(entry)]));
    const fromConsole = allFrom("console.js");
    expect(fromPublic.size).toBeGreaterThan(5);
    expect(fromConsole).toEqual(new Set(consoleFiles));
    expect([...fromPublic].filter((file) => fromConsole.has(file))).toEqual([]);
    for (const file of fromPublic) expect(codeOf(file)).not.toContain("okaeri-console");
    expect(readFileSync(new URL("dist/okaeri.single.js", import.meta.url), "utf8")).not.toContain("okaeri-console");
  });

  test("shows its list with at most 30 KB", () => {
    const panels = ["person-record", "import-file", "duplicates", "merges", "segments", "connections", "people-export"];
    const trust = ["roles", "audit", "verification", "requests", "request-draft", "retention"];
    const board = [
      "postings",
      "application-form",
      "feeds",
      "changes",
      "applications",
      "interests",
      "talks",
      "destinations",
    ];
    const moreThanFirst = (name: string): number => sum([...withImports(of(name))].filter((file) => !first.has(file)));
    console.log(
      [
        ...consoleFiles.map((file) => `${String(brotliBytes(file)).padStart(6)}  ${file}`),
        `${String(sum(first)).padStart(6)}  first view: ${[...first].join(", ")}`,
        ...[...panels, ...trust, ...board, "posting"].map(
          (name) => `${String(moreThanFirst(name)).padStart(6)}  ${name}, more than the first view`,
        ),
      ].join("\n"),
    );
    expect(first.size).toBeGreaterThan(4);
    expect(sum(first)).toBeLessThanOrEqual(30 * 1024);
    for (const name of [...trust, ...board]) expect(moreThanFirst(name)).toBeLessThanOrEqual(12 * 1024);
    expect(moreThanFirst("posting")).toBeLessThanOrEqual(16 * 1024);
  });

  test("waits for nothing but its one address before the file that never changes", () => {
    expect(withImports("console.js")).toEqual(new Set(["console.js"]));
    expect(brotliBytes("console.js")).toBeLessThanOrEqual(200);
  });
});
