import { createReadStream } from "node:fs";
import { importRegistry } from "../src/intake/import.ts";
import { systemClock } from "../src/platform/clock.ts";
import { callOf } from "../src/platform/context.ts";
import { openDatabase } from "../src/platform/database.ts";
import { createLog } from "../src/platform/log.ts";
import { startQueue } from "../src/platform/queue.ts";
import { createSecrets } from "../src/platform/secrets.ts";

// One import in a process of its own, whose memory can be measured and which can be killed.
const [appUrl = "", organizationId = "", path = ""] = process.argv.slice(2);
const database = openDatabase(appUrl, 2);
const queue = await startQueue(appUrl, createLog("error"));
const secrets = createSecrets({ encryptionKey: Buffer.alloc(32, "test"), databaseUrl: null, dataDir: "/nonexistent" });
const begun = performance.now();
const outcome = await importRegistry(
  { database, queue, clock: systemClock, secrets, organizationId, actor: { kind: "system" }, call: callOf("import") },
  { bytes: () => createReadStream(path) },
  { source: "file", encoding: "auto", dryRun: false, onProgress: () => process.stdout.write("\n") },
);
const durationMs = performance.now() - begun;
await queue.stop();
await database.close();
process.stdout.write(
  `\n${JSON.stringify({ ...outcome, durationMs, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`,
);
