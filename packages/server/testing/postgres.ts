import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres.ts";
import { migrate } from "../src/platform/migrations.ts";

declare module "vitest" {
  interface ProvidedContext {
    appUrl: string;
    ownerUrl: string;
    mailboxDir: string;
  }
}

/** One real PostgreSQL for the whole run, in a folder of its own; each test makes its own organizations in it. */
export default async function setup({ provide }: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-test-"));
  chmodSync(dataDir, 0o755);
  const mailboxDir = mkdtempSync(join(tmpdir(), "okaeri-mailbox-"));
  const embedded = await startEmbeddedPostgres(dataDir);
  provide("ownerUrl", embedded.ownerUrl);
  provide("mailboxDir", mailboxDir);
  provide("appUrl", await migrate(embedded.ownerUrl, null));
  return async () => {
    await embedded.release();
    for (const dir of [dataDir, mailboxDir]) rmSync(dir, { recursive: true, force: true });
  };
}
