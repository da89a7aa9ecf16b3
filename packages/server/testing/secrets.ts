import { createSecrets } from "../src/platform/secrets.ts";

export const testKey = Buffer.alloc(32, "test");

/** What the servers of tests keep their secrets with, in this process and in children. */
export const testSecrets = createSecrets({ encryptionKey: testKey, databaseUrl: null, dataDir: "/nonexistent" });
