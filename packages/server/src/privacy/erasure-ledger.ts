import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

const line = z.object({
  organizationId: z.uuid(),
  erasureId: z.uuid(),
  erasedAt: z.iso.datetime(),
  personIds: z.array(z.uuid()),
  memberIds: z.array(z.uuid()),
  signUpIds: z.array(z.uuid()),
  /** Base64. */
  marks: z.array(z.string()),
});

/** One erasure: ids that name nothing any more, and hashes with the server's key. */
export type ErasureEntry = z.infer<typeof line>;

/**
 * Who was erased, outside the database: what brings a backup back leaves it alone, and at the next start whoever came
 * back with the backup is erased again.
 */
export interface ErasureLedger {
  path: string;
  /** On the disk when it answers. */
  append(entries: readonly ErasureEntry[]): Promise<void>;
  /** A line that was cut off by a crash was never answered; it is counted. */
  read(): Promise<{ entries: ErasureEntry[]; unreadable: number }>;
}

export function createErasureLedger(path: string): ErasureLedger {
  return {
    path,
    async append(entries) {
      if (entries.length === 0) return;
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, "a+", 0o600);
      try {
        // Behind a line that a crash cut off, the next one must still be one of its own.
        const { size } = await file.stat();
        const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
        const gap = size > 0 && buffer.toString() !== "\n" ? "\n" : "";
        await file.appendFile(`${gap}${entries.map((entry) => `${JSON.stringify(entry)}\n`).join("")}`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async read() {
      const text = await readFile(path, "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
        throw error;
      });
      const lines = text.split("\n").filter((one) => one !== "");
      const entries = lines.map(readLine).filter((entry) => entry !== null);
      return { entries, unreadable: lines.length - entries.length };
    },
  };
}

function readLine(text: string): ErasureEntry | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
