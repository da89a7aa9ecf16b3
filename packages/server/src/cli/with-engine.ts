import { constants } from "node:os";
import { findOrganizationId } from "../organizations/known-organizations.ts";
import { systemClock } from "../platform/clock.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { type Context, callOf } from "../platform/context.ts";
import { startEngine } from "../platform/engine.ts";
import { DomainError } from "../platform/errors.ts";
import { createLog } from "../platform/log.ts";
import { startQueue } from "../platform/queue.ts";
import { createSecrets } from "../platform/secrets.ts";

export type OperatorContext = Omit<Context, "organizationId">;

/**
 * Runs a command on the configured database, beside a server on the same data folder or without one, and leaves the
 * database as it found it: running or not. An interrupted command writes nothing.
 */
export async function withEngine<T>(work: (ctx: OperatorContext, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const secrets = createSecrets(config);
  const engine = await startEngine(config);
  const interrupted = (signal: "SIGINT" | "SIGTERM") => {
    engine.close().finally(() => process.exit(128 + constants.signals[signal]));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const queue = await startQueue(engine.appUrl, createLog(config.logLevel));
    try {
      return await work(
        {
          database: engine.database,
          queue,
          clock: systemClock,
          secrets,
          actor: { kind: "system" },
          call: callOf("command"),
        },
        config,
      );
    } finally {
      await queue.stop();
    }
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await engine.close();
  }
}

/** The same, on behalf of one organization. */
export const withOrganizationNamed = <T>(
  slug: string,
  work: (ctx: Context, config: Config) => Promise<T>,
): Promise<T> =>
  withEngine(async (ctx, config) => {
    const organizationId = await findOrganizationId(ctx.database, slug);
    if (organizationId === null)
      throw new DomainError("not_found", { detail: `There is no organization with the slug ${slug}` });
    return work({ ...ctx, organizationId }, config);
  });
