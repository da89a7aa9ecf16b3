import { syncConnection } from "../src/connections/connection-sync.ts";
import { syncGear } from "../src/connections/system-access.ts";
import { systemClock } from "../src/platform/clock.ts";
import { readConfig } from "../src/platform/config.ts";
import { callOf } from "../src/platform/context.ts";
import { openDatabase } from "../src/platform/database.ts";
import { createLog } from "../src/platform/log.ts";
import { startQueue } from "../src/platform/queue.ts";
import { createSecrets } from "../src/platform/secrets.ts";

// One sync in a process of its own, which can be killed.
const [appUrl = "", organizationId = "", sourceId = ""] = process.argv.slice(2);
const database = openDatabase(appUrl, 2);
const queue = await startQueue(appUrl, createLog("error"));
const config = readConfig(process.env);
const secrets = createSecrets(config);
const ctx = {
  database,
  queue,
  clock: systemClock,
  secrets,
  organizationId,
  actor: { kind: "system" },
  call: callOf("sync"),
} as const;
await syncConnection(ctx, sourceId, syncGear(config, secrets));
await queue.stop();
await database.close();
