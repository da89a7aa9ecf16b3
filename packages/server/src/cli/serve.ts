import { startServer } from "../main.ts";
import { readConfig } from "../platform/config.ts";
import { createLog } from "../platform/log.ts";

const parentCheckMs = 1_000;
/** Tells the launcher to start the server again. */
const brokenExitCode = 70;

/** Serves until SIGINT, SIGTERM, or the end of the program that started it for somebody. */
export async function serve(env: NodeJS.ProcessEnv, options: { demo?: boolean } = {}): Promise<void> {
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "unforeseen; the server starts again");
    process.exit(brokenExitCode);
  });
  // Listened to before the start: whoever stops it early must not leave its database behind.
  const stopped = new Promise<void>((done) => {
    // Not once: a Ctrl-C comes from the terminal and from the launcher, and the second must not cut the first short.
    process.on("SIGINT", () => done());
    process.on("SIGTERM", () => done());
    if (env.npm_lifecycle_event || env.OKAERI_STARTED_BY) endWithParent(done);
  });
  const server = await startServer(config, options);
  process.stdout.write(options.demo ? demoLinks(config.publicUrl) : `Okaeri serves ${config.publicUrl}\n`);
  await stopped;
  await server.close();
}

// A killed npm or launcher can't pass a signal on; its child would go on serving unseen.
function endWithParent(done: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    done();
  }, parentCheckMs);
  timer.unref();
}

const demoLinks = (url: string): string => `
  Okaeri serves ${url}

  Career site    ${url}/examples/career-site/
  HR portal      ${url}/examples/hr-portal/
  HRIS embed     ${url}/examples/hris/
  React          ${url}/examples/react/
  Mailbox        ${url}/dev/mailbox
  API reference  ${url}/docs
  Snippet        <script type="module" src="${url}/embed/demo.js"></script>

`;
