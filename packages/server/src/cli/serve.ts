import { startServer } from "../main.ts";
import { readConfig } from "../platform/config.ts";

const parentCheckMs = 1_000;

/** Serves until SIGINT, SIGTERM, or the end of the npm that started it. */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const server = await startServer(config);
  process.stdout.write(`Okaeri serves ${config.publicUrl}\n`);
  await new Promise<void>((done) => {
    process.once("SIGINT", done);
    process.once("SIGTERM", done);
    if (env.npm_lifecycle_event) endWithParent(done);
  });
  await server.close();
}

// A killed npm can't pass a signal on; its child would go on serving unseen.
function endWithParent(done: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    done();
  }, parentCheckMs);
  timer.unref();
}
