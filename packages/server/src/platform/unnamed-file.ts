import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const chunkBytes = 64 * 1024;

/** A file on disk that has no name by the time a byte of it is written: whatever ends this process, nothing of it stays. */
export async function openUnnamed(): Promise<FileHandle> {
  const dir = await mkdtemp(join(tmpdir(), "okaeri-file-"));
  try {
    return await open(join(dir, "file"), "wx+", 0o600);
  } finally {
    await rm(dir, { recursive: true });
  }
}

// Not a stream of the handle: whoever stops reading one early closes the file for whoever reads next.
export async function* readFromStart(file: FileHandle): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
