import { defineConfig } from "vitest/config";

const conditions = ["okaeri-source"];
const source = { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };

export default defineConfig({
  test: {
    projects: [
      { test: { name: "architecture", root: "test/architecture", include: ["*.test.ts"], testTimeout: 60_000 } },
      { ...source, test: { name: "sdk", root: "packages/sdk", include: ["src/**/*.test.ts"] } },
      {
        ...source,
        test: {
          name: "server",
          root: "packages/server",
          include: ["src/**/*.test.ts"],
          globalSetup: ["testing/postgres.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        ...source,
        test: {
          name: "security",
          root: "test/security",
          include: ["*.test.ts"],
          globalSetup: ["../../packages/server/testing/postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // One measures time, and all share one queue.
          fileParallelism: false,
        },
      },
      {
        ...source,
        test: { name: "widgets", root: "packages/widgets", include: ["*.test.ts", "src/**/*.rules.test.ts"] },
      },
      {
        ...source,
        test: {
          name: "journeys",
          root: "test/journeys",
          include: ["*.test.ts"],
          globalSetup: ["setup.ts"],
          // A browser beside a server and a database takes its time on a busy machine.
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        ...source,
        test: {
          name: "packages",
          root: "test/packages",
          include: ["*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
