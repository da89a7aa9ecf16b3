import type { IForbiddenRuleType } from "dependency-cruiser";

const server = "^packages/server/src/";
const features =
  "(agreements|applications|changes|matching|talks|privacy|organizations|registry|intake|connections|membership|sessions|embedding|jobs|feeds|job-pages|alerts|community|delivery|scim)";

/** Which way imports may point. A name is what a failure shows; `comment` says why the law is there. */
export const importLaws: IForbiddenRuleType[] = [
  {
    name: "contract-stands-alone",
    comment: "The wire is described once, by zod alone, so that every side can read it",
    from: { path: "^packages/sdk/src/contract/" },
    to: { pathNot: ["^packages/sdk/src/contract/", "^node_modules/zod/"] },
  },
  {
    name: "client-has-no-dependency",
    comment: "The SDK's main entry goes into pages: types of the contract, and nothing at run time",
    from: { path: "^packages/sdk/src/[^/]+\\.ts$", pathNot: ["\\.test\\.ts$", "/server\\.ts$"] },
    to: { path: ["^packages/sdk/src/(contract|server)/", "^node_modules/"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "sdk-knows-no-other-package",
    from: { path: "^packages/sdk/src/" },
    to: { path: "^packages/(server|widgets)/" },
  },
  {
    name: "widgets-speak-through-the-sdk",
    from: { path: "^packages/widgets/src/" },
    to: { path: "^packages/server/" },
  },
  {
    name: "widgets-take-types-of-the-contract",
    comment: "zod alone would be twice the size of the job board",
    from: { path: "^packages/widgets/src/", pathNot: "\\.test\\.ts$" },
    to: { path: ["^packages/sdk/src/contract/", "^node_modules/zod/"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "server-knows-only-the-contract",
    from: { path: server, pathNot: "\\.test\\.ts$" },
    to: { path: ["^packages/widgets/", "^packages/sdk/src/(?!contract/)"] },
  },
  {
    name: "platform-knows-no-business",
    from: { path: `${server}platform/`, pathNot: "\\.test\\.ts$" },
    to: { path: [`${server}${features}/`, `${server}(http|cli|demo)/`, `${server}(app|main)\\.ts$`] },
  },
  {
    name: "rules-are-pure",
    comment: "Decisions can be read and tested without a database: the contract, other rules, the error, libraries",
    from: { path: `${server}.*\\.rules\\.ts$` },
    to: {
      path: server,
      pathNot: ["\\.rules\\.ts$", `${server}platform/errors\\.ts$`],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "tables-know-only-columns",
    from: { path: `${server}.*\\.table\\.ts$` },
    to: {
      path: server,
      pathNot: ["\\.(table|rules)\\.ts$", `${server}platform/(columns|ids|database)\\.ts$`],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "a-table-belongs-to-its-feature",
    comment: "Another feature calls the verb",
    from: { path: `${server}([^/]+)/` },
    to: { path: `${server}.*\\.table\\.ts$`, pathNot: `${server}$1/`, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "routes-call-verbs",
    comment: "parse → verb → JSON: a route that reads a table has become a verb",
    from: { path: `${server}.*\\.routes\\.ts$` },
    to: { path: ["\\.table\\.ts$", `${server}platform/database\\.ts$`], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "verbs-know-no-http",
    comment: "Only what makes files and pages for the web may know of it",
    from: {
      path: `${server}${features}/`,
      pathNot: ["\\.routes\\.ts$", "\\.test\\.ts$", "/(scripts|hosted-page)\\.ts$", "/job-pages/"],
    },
    to: { path: [`${server}http/`, "^node_modules/hono/"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "nothing-imports-the-composition",
    from: { path: `${server}${features}/`, pathNot: "\\.test\\.ts$" },
    to: { path: [`${server}(app|main)\\.ts$`, `${server}(cli|demo)/`] },
  },
  {
    name: "no-cycles",
    from: { path: "^packages/" },
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];

/** What a line of ours must not hold; each with what to do instead. */
export const forbiddenText: { pattern: RegExp; instead: string }[] = [
  { pattern: /\bas unknown as\b/, instead: "parse, or narrow with a guard" },
  { pattern: /@ts-(ignore|nocheck)\b|@ts-expect-error(?!: )/, instead: "make the types say it" },
  { pattern: /(?<!\/)\bas any\b|:\s*any\b/, instead: "unknown, and a guard" },
  { pattern: /^export \* /m, instead: "named exports" },
  { pattern: /\b(it|test|describe)\.(only|skip|todo)\(/, instead: "a test that runs, or skipIf with a reason" },
];

export const maxLines = 300;

const roles = ["table", "routes", "rules", "define", "styles", "test"];
const forbiddenNames = /(^|-)(utils?|helpers?|common|manager|service)(\.|$)|^types\./;

/** Kebab-case, at most one role after the dot, and a name that says something. */
export function faultOfFileName(path: string): string | null {
  const name = path.split("/").at(-1) ?? "";
  const [stem = "", ...dots] = name.replace(/\.(ts|tsx|mjs)$/, "").split(".");
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) return "is not in kebab-case";
  if (forbiddenNames.test(name)) return "has a name that says nothing";
  const unknown = dots.find((role) => !roles.includes(role) && role !== "config" && role !== "d");
  return unknown ? `has the role "${unknown}", which is none of ${roles.join(", ")}` : null;
}
