import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { afterAll, describe, expect, it } from "vitest";
import { faultOfFileName, forbiddenText, importLaws, maxLines } from "./rules.ts";

const root = resolve(import.meta.dirname, "../..");
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /^(packages|test|examples)\/.*\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
const ours = tracked.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

async function findViolations(
  baseDir: string,
  laws: IForbiddenRuleType[],
): Promise<{ found: string[]; cruised: number; arrows: string[] }> {
  const { output } = await cruise(
    ["packages"],
    {
      baseDir,
      ruleSet: { forbidden: laws.map((law) => ({ severity: "error", ...law })) },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "/dist/" },
    },
    {
      conditionNames: ["okaeri-source", "import", "node", "default"],
      exportsFields: ["exports"],
      extensions: [".ts", ".js", ".mjs"],
    },
  );
  if (typeof output === "string") throw new Error(output);
  const { modules, summary }: ICruiseResult = output;
  const arrows = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => `${source} → ${resolved}`),
  );
  return {
    arrows,
    found: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    cruised: modules.filter(({ source }) => source.startsWith("packages/")).length,
  };
}

describe("imports", () => {
  it("obey every law, in every file there is", async () => {
    const { found, cruised, arrows } = await findViolations(root, importLaws);
    const sources = tracked.filter((path) => path.startsWith("packages/"));
    expect(cruised).toBeGreaterThanOrEqual(sources.length * 0.9);
    // Imports by package name must be followed to the source, or half of the laws would look at nothing.
    expect(arrows).toContain("packages/server/src/jobs/jobs.ts → packages/sdk/src/contract/jobs.ts");
    expect(arrows).toContain("packages/widgets/src/boot.ts → packages/sdk/src/contract/embed-boot.ts");
    expect(found).toEqual([]);
  }, 60_000);

  // One canary a law: a small tree that breaks it must be caught, or the law is asleep.
  const canary = mkdtempSync(join(root, "test/architecture/.canary-"));
  afterAll(() => rmSync(canary, { recursive: true, force: true }));
  const s = "packages/server/src";
  const breaches: Record<string, [from: string, to: string]> = {
    "contract-stands-alone": ["packages/sdk/src/contract/jobs.ts", "packages/sdk/src/client.ts"],
    "client-has-no-dependency": ["packages/sdk/src/jobs.ts", "packages/sdk/src/contract/jobs.ts"],
    "sdk-knows-no-other-package": ["packages/sdk/src/jobs.ts", `${s}/app.ts`],
    "widgets-speak-through-the-sdk": ["packages/widgets/src/a.ts", `${s}/app.ts`],
    "widgets-take-types-of-the-contract": ["packages/widgets/src/a.ts", "packages/sdk/src/contract/jobs.ts"],
    "server-knows-only-the-contract": [`${s}/jobs/jobs.ts`, "packages/sdk/src/client.ts"],
    "platform-knows-no-business": [`${s}/platform/queue.ts`, `${s}/jobs/jobs.ts`],
    "rules-are-pure": [`${s}/jobs/search.rules.ts`, `${s}/platform/database.ts`],
    "tables-know-only-columns": [`${s}/jobs/jobs.table.ts`, `${s}/jobs/jobs.ts`],
    "a-table-belongs-to-its-feature": [`${s}/community/community.ts`, `${s}/jobs/jobs.table.ts`],
    "routes-call-verbs": [`${s}/jobs/jobs.routes.ts`, `${s}/jobs/jobs.table.ts`],
    "verbs-know-no-http": [`${s}/jobs/jobs.ts`, `${s}/http/caller.ts`],
    "nothing-imports-the-composition": [`${s}/jobs/jobs.ts`, `${s}/app.ts`],
    "no-cycles": [`${s}/jobs/jobs.ts`, `${s}/jobs/jobs.ts`],
  };

  it("are watched by laws that each have a canary", () => {
    expect(Object.keys(breaches).sort()).toEqual(importLaws.map(({ name }) => name ?? "").sort());
  });

  it.each(Object.entries(breaches))("are caught when they break %s", async (name, [from, to]) => {
    const dir = join(canary, name);
    const other = name === "no-cycles" ? from.replace("jobs.ts", "other.ts") : to;
    const specifier = (a: string, b: string) => {
      const path = join(
        ...dirname(a)
          .split("/")
          .map(() => ".."),
        b,
      );
      return path.startsWith(".") ? path : `./${path}`;
    };
    for (const [path, text] of [
      [from, `import { a } from "${specifier(from, other)}";\nexport const b = a;\n`],
      [
        other,
        name === "no-cycles"
          ? `import { b } from "${specifier(other, from)}";\nexport const a = b;\n`
          : "export const a = 1;\n",
      ],
    ] as const) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    const { found } = await findViolations(dir, importLaws);
    expect(found.some((violation) => violation.startsWith(`${name}: `))).toBe(true);
  });
});

describe("files", () => {
  it("are all looked at", () => expect(ours.length).toBeGreaterThan(80));

  it("have names that say what they are", () => {
    const faults = ours.flatMap(({ path }) => {
      const fault = faultOfFileName(path);
      return fault ? [`${path} ${fault}`] : [];
    });
    expect(faults).toEqual([]);
  });

  it.each(["src/Jobs.ts", "src/jobs.service.ts", "src/string-utils.ts", "src/types.ts"])(
    "would not be let in as %s",
    (path) => expect(faultOfFileName(path)).not.toBeNull(),
  );

  it("hold nothing forbidden", () => {
    const own = "test/architecture/";
    const faults = ours
      .filter(({ path }) => !path.startsWith(own))
      .flatMap(({ path, text }) =>
        forbiddenText
          .filter(({ pattern }) => pattern.test(text))
          .map(({ pattern, instead }) => `${path}: ${pattern} (instead: ${instead})`),
      );
    expect(faults).toEqual([]);
  });

  it.each([
    "x as unknown as Y",
    "// @ts-ignore",
    "const a: any = 1",
    'export * from "./a.ts";',
    "it.only('x', () => 1)",
  ])("would be refused with %s", (line) => expect(forbiddenText.some(({ pattern }) => pattern.test(line))).toBe(true));

  it("say one thing each: none is longer than a few screens", () => {
    const long = ours.filter(({ path, text }) => !path.endsWith(".test.ts") && text.split("\n").length > maxLines);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
