import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/** Writes a file so that a reader, or a power cut, finds it whole or not at all. */
export function writeFileWhole(path: string, content: string, mode: number): void {
  const partial = `${path}.partial`;
  const file = openSync(partial, "w", mode);
  writeSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(partial, path);
}
