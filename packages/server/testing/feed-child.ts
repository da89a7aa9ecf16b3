import { syncFeed } from "../src/feeds/feed-sync.ts";
import { systemClock } from "../src/platform/clock.ts";
import { readConfig } from "../src/platform/config.ts";
import { callOf } from "../src/platform/context.ts";
import { openDatabase } from "../src/platform/database.ts";
import { createLog } from "../src/platform/log.ts";
import { startQueue } from "../src/platform/queue.ts";
import { createSecrets } from "../src/platform/secrets.ts";

// One sync of a feed in a process of its own, which can be killed.
const [appUrl = "", organizationId = "", feedId = ""] = process.argv.slice(2);
const database = openDatabase(appUrl, 2);
const queue = await startQueue(appUrl, createLog("error"));
const secrets = createSecrets(readConfig(process.env));
const ctx = {
  database,
  queue,
  clock: systemClock,
  secrets,
  organizationId,
  actor: { kind: "system" },
  call: callOf("feeds.sync"),
} as const;
await syncFeed(ctx, feedId, { allowPrivate: true });
await queue.stop();
await database.close();
