import { appendFile, mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Context } from "../platform/context.ts";
import type { Log } from "../platform/log.ts";
import { makeCheckpoint } from "./checkpoints.ts";

/** One checkpoint a line, outside the database: whoever cuts the chain's end off there doesn't reach it here. */
export const checkpointFileOf = (dataDir: string, organizationId: string): string =>
  join(dataDir, "audit-checkpoints", `${organizationId}.txt`);

/** Signs the end of the chain into a file, and into the log, which others collect. At most once an hour a chain. */
export async function keepCheckpoint(ctx: Context, dataDir: string, log: Log): Promise<void> {
  const { checkpoint, position } = await makeCheckpoint(ctx);
  const path = checkpointFileOf(dataDir, ctx.organizationId);
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${checkpoint}\n`);
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
  log.info({ organizationId: ctx.organizationId, position, checkpoint }, "audit checkpoint");
}

/** Those of the file, the newest first; none where nobody kept any yet. */
export async function readCheckpoints(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").filter(Boolean).reverse();
}
