import { rmSync } from "node:fs";
import { dirname } from "node:path";
import type { TestProject } from "vitest/node";
import { newDataDir, startServer, stopServer } from "./demo-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    baseUrl: string;
  }
}

/** One demo server for all journeys, as `npm start` would start it, with data of its own. */
export default async function setup(project: TestProject) {
  const dataDir = newDataDir();
  const server = await startServer(dataDir);
  project.provide("baseUrl", server.baseUrl);
  return async () => {
    await stopServer(server, "SIGTERM");
    rmSync(dirname(dataDir), { recursive: true, force: true });
  };
}
