import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter } from "@web/test-runner";
import { playwrightLauncher } from "@web/test-runner-playwright";
import { hostPages } from "./testing/host-pages.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What the tests of all parts are summed up from. */
const counts = () => ({
  stop({ sessions }) {
    const file = process.env.OKAERI_RESULTS_FILE;
    if (!file) return;
    const total = { passed: 0, failed: 0, skipped: 0 };
    const count = ({ suites, tests }) => {
      for (const test of tests) total[test.skipped ? "skipped" : test.passed ? "passed" : "failed"] += 1;
      for (const suite of suites) count(suite);
    };
    for (const session of sessions) {
      if (session.testResults) count(session.testResults);
      if (!session.passed && !session.testResults) total.failed += 1;
    }
    writeFileSync(file, JSON.stringify(total));
  },
});

export default {
  rootDir: root,
  files: ["packages/widgets/src/**/*.test.ts", "!packages/widgets/src/**/*.rules.test.ts"],
  nodeResolve: { exportConditions: ["okaeri-source", "browser"] },
  concurrency: 1,
  testFramework: { config: { timeout: 15_000 } },
  plugins: [esbuildPlugin({ ts: true, target: "es2022" })],
  middleware: [hostPages],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), counts()],
  browsers: [
    playwrightLauncher({
      launchOptions: {
        executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
        ],
      },
      createBrowserContext: ({ browser }) => browser.newContext({ locale: "en-GB", timezoneId: "Asia/Tokyo" }),
    }),
  ],
};
