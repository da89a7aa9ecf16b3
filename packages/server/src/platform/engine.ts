import type { Config } from "./config.ts";
import { type Database, openDatabase } from "./database.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrations.ts";

/** A database that is running, migrated and open. */
export interface Engine {
  database: Database;
  /** The owner of the schema; never to serve with. */
  ownerUrl: string;
  /** What the queue logs in with. */
  appUrl: string;
  /** Answers false when another process already serves from the same data folder. */
  claimServing(): Promise<boolean>;
  close(): Promise<void>;
}

/** @throws ConfigError */
export async function startEngine(config: Config): Promise<Engine> {
  const embedded: EmbeddedPostgres | null =
    config.databaseUrl === null ? await startEmbeddedPostgres(config.dataDir) : null;
  try {
    const ownerUrl = embedded?.ownerUrl ?? config.databaseUrl ?? "";
    const appUrl = await migrate(ownerUrl, config.appDatabaseUrl);
    const database = openDatabase(appUrl, config.poolSize);
    return {
      database,
      ownerUrl,
      appUrl,
      claimServing: async () => embedded?.claimServing() ?? true,
      async close() {
        await database.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}
