import { serve as listen } from "@hono/node-server";
import { createApp, handleWork, type Platform } from "./app.ts";
import { ensureDemo } from "./demo/demo.ts";
import { mountExamples } from "./demo/examples.ts";
import { systemClock } from "./platform/clock.ts";
import { type Config, ConfigError } from "./platform/config.ts";
import { callOf } from "./platform/context.ts";
import { startEngine } from "./platform/engine.ts";
import { createLog } from "./platform/log.ts";
import { createMailbox, createSmtpMailer } from "./platform/mail.ts";
import { type Queue, startQueue } from "./platform/queue.ts";
import { createSecrets } from "./platform/secrets.ts";
import { createErasureLedger } from "./privacy/erasure-ledger.ts";
import { replayLedger } from "./privacy/erasure-replay.ts";

export interface RunningServer {
  port: number;
  /** Finishes the requests and the work under way, then the database. */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Makes the demo organization and shows the examples beside the API. */
  demo?: boolean;
}

/** After an update postings are found by other terms: no board waits for its next turn. */
async function keepBoards({ database, queue }: Platform): Promise<void> {
  for (const payload of await queue.scheduled("jobs.keep"))
    await database.drizzle.transaction((tx) => queue.send(tx, "jobs.keep", payload));
}

/**
 * config → database → app → listen.
 * @throws ConfigError when there is no key for a database of one's own, another process serves the same data folder, or the port is taken
 */
export async function startServer(config: Config, { demo = false }: ServerOptions = {}): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const secrets = createSecrets(config);
  const engine = await startEngine(config);
  let queue: Queue | undefined;
  try {
    if (!(await engine.claimServing()))
      throw new ConfigError(`Another Okaeri process already serves from ${config.dataDir}`);
    const working = await startQueue(engine.appUrl, log);
    queue = working;
    const mailbox = config.smtpUrl === null ? createMailbox(config.dataDir) : null;
    const mailer = mailbox ?? createSmtpMailer(config.smtpUrl ?? "", config.mailFrom);
    const platform = {
      config,
      database: engine.database,
      queue: working,
      clock: systemClock,
      secrets,
      log,
      mailer,
      mailbox,
    };
    await bringErasuresBack(platform);
    const app = createApp(platform);
    if (demo) {
      const organization = await ensureDemo(platform, config.dataDir, config.publicUrl);
      await mountExamples(app, config.examplesDir, { ...organization, baseUrl: config.publicUrl });
    }
    await handleWork(platform);
    await keepBoards(platform);
    const { server, port } = await new Promise<{ server: ReturnType<typeof listen>; port: number }>((done, fail) => {
      const server = listen(
        {
          fetch: app.fetch,
          hostname: config.host,
          port: config.port,
          // The mapping of a wide Japanese file travels in the address.
          serverOptions: { maxHeaderSize: 128 * 1024 },
        },
        (info) => done({ server, port: info.port }),
      );
      server.once("error", (error) => fail(new ConfigError(`Port ${config.port} can't be used: ${error.message}`)));
    });
    return {
      port,
      async close() {
        const closed = new Promise((done) => server.close(done));
        if ("closeIdleConnections" in server) server.closeIdleConnections();
        const forced = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), 5_000);
        await closed;
        clearTimeout(forced);
        await working.stop();
        await engine.close();
      },
    };
  } catch (error) {
    await queue?.stop();
    await engine.close();
    throw error;
  }
}

/** Before anybody is answered: a restored backup brings back whom it holds. */
async function bringErasuresBack({ config, database, queue, clock, secrets, log, mailbox }: Platform): Promise<void> {
  const base = { database, queue, clock, secrets, actor: { kind: "system" }, call: callOf("replayErasures") } as const;
  const outside = { ledger: createErasureLedger(config.erasureLedger), mailbox };
  const { replayed, unreadable } = await replayLedger(base, outside);
  if (replayed > 0) log.warn({ replayed }, "erased again who came back with a backup");
  if (unreadable > 0)
    log.warn({ unreadable, ledger: config.erasureLedger }, "the ledger of erasures has lines that can't be read");
}
