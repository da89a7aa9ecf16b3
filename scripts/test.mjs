// Runs every part of the tests and sums them up in the last line. `npm test -- sdk server` runs some of them.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled, fail, root } from "./install.mjs";

const bin = (name) => join(root, "node_modules/.bin", name);
const maxMessageLength = 1_000;
const results = mkdtempSync(join(tmpdir(), "okaeri-results-"));

const command = (...argv) => ({ run: () => ({ status: execute(argv), counts: null }) });
const vitest = (project) => ({
  run() {
    const file = join(results, `${project}.json`);
    const status = execute([
      bin("vitest"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]);
    if (!existsSync(file)) return { status, counts: { passed: 0, failed: 1, skipped: 0 } };
    const report = JSON.parse(readFileSync(file, "utf8"));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
    return {
      status,
      failures: failuresIn(report),
      counts: { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests },
    };
  },
});
const failuresIn = ({ testResults }) =>
  testResults.flatMap(({ name, assertionResults, message }) => [
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${relative(root, name)} > ${fullName}\n${failureMessages.join("\n")}`),
    ...(assertionResults.length === 0 && message ? [`${relative(root, name)}\n${message}`] : []),
  ]);
const webTestRunner = (config) => ({
  browser: true,
  run() {
    const file = join(results, "browser.json");
    const status = execute([bin("wtr"), "--config", join(root, config)], { OKAERI_RESULTS_FILE: file });
    return {
      status,
      counts: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 1, skipped: 0 },
    };
  },
});

const parts = {
  types: command(bin("tsc"), "-p", root),
  lint: command(bin("biome"), "check", "--error-on-warnings", root),
  architecture: vitest("architecture"),
  sdk: vitest("sdk"),
  server: vitest("server"),
  security: vitest("security"),
  widgets: vitest("widgets"),
  browser: webTestRunner("packages/widgets/web-test-runner.config.mjs"),
  journeys: { ...vitest("journeys"), browser: true },
  packages: { ...vitest("packages"), browser: true },
};

ensureInstalled();
ensureBuilt();

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in parts));
if (unknown) fail(`There is no part ${unknown}; there are ${Object.keys(parts).join(", ")}.`);
const chosen = asked.length > 0 ? asked : Object.keys(parts);

const environment = { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` };
if (process.env.OKAERI_CORPORA) {
  environment.OKAERI_CORPORA = resolve(root, process.env.OKAERI_CORPORA);
  if (!existsSync(join(environment.OKAERI_CORPORA, "MANIFEST.md")))
    fail(`OKAERI_CORPORA is ${environment.OKAERI_CORPORA}, and no corpora are there.`);
} else process.stderr.write("OKAERI_CORPORA is not set: tests on real data are skipped and counted as such.\n");
if (chosen.some((name) => parts[name].browser)) environment.CHROMIUM_PATH = ensureChromium();

function execute([program, ...args], env = {}) {
  const child = spawnSync(program, args, { cwd: root, stdio: "inherit", env: { ...environment, ...env } });
  return child.status ?? 1;
}

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
// Said again at the end: what failed an hour ago is far up, or cut off.
const failedTests = [];
for (const name of chosen) {
  const startedAt = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status, counts, failures: messages = [] } = parts[name].run();
  failedTests.push(...messages);
  const { passed, failed, skipped } = counts ?? {
    passed: status === 0 ? 1 : 0,
    failed: status === 0 ? 0 : 1,
    skipped: 0,
  };
  const ranNothing = passed + failed === 0;
  // A runner that ends badly without a failed test (an import that throws, an unhandled rejection) has failed all the same.
  const failures = ranNothing || (status !== 0 && failed === 0) ? failed + 1 : failed;
  total.passed += passed;
  total.failed += failures;
  total.skipped += skipped;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  lines.push(
    `${name.padEnd(14)}${String(passed).padStart(6)}${String(failures).padStart(6)}${String(skipped).padStart(6)}${seconds.padStart(9)} s${ranNothing ? "  ran no test" : ""}`,
  );
}
rmSync(results, { recursive: true, force: true });

for (const message of failedTests) process.stdout.write(`\nfailed: ${message.slice(0, maxMessageLength)}\n`);
process.stdout.write(`\npart          passed failed skipped    time\n${lines.join("\n")}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed > 0 ? 1 : 0);
