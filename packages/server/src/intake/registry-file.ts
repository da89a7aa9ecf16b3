import { createHash } from "node:crypto";
import type { RegistryEncoding } from "@okaeri/sdk/contract/registry-imports";
import iconv from "iconv-lite";
import { DomainError } from "../platform/errors.ts";
import { openUnnamed, readFromStart } from "../platform/unnamed-file.ts";

/** A file that can be read twice: once to learn its encoding, once for its rows. */
export interface RegistryFile {
  bytes(): AsyncIterable<Uint8Array>;
}

export interface KeptUpload extends RegistryFile {
  /** SHA-256 of the bytes. */
  hash: Buffer;
  close(): Promise<void>;
}

/**
 * Keeps an upload on disk, so that memory doesn't grow with it. The file has no name by the time a byte of it is
 * written: whatever ends this process, nothing of it stays.
 * @throws DomainError `payload_too_large`
 */
export async function keepUpload(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<KeptUpload> {
  const file = await openUnnamed();
  try {
    const hash = createHash("sha256");
    let size = 0;
    let fault: unknown;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new DomainError("payload_too_large", { detail: `at most ${maxBytes} bytes` });
      // What is left is read all the same: whoever is still sending would see no answer, but a broken connection.
      if (fault !== undefined) continue;
      hash.update(chunk);
      try {
        await file.writeFile(chunk);
      } catch (error) {
        fault = error;
      }
    }
    if (fault !== undefined) throw fault;
    return {
      hash: hash.digest(),
      bytes: () => readFromStart(file),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The file's text. `auto` decides for the file as a whole: a byte order mark, else UTF-8 if every byte agrees, else
 * CP932 if every byte agrees. Where the caller names the encoding, single values that it can't hold come as U+FFFD.
 * @throws DomainError `registry_file_unreadable`
 */
export async function* readText(
  file: RegistryFile,
  encoding: RegistryEncoding,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding === "auto" ? await detectEncoding(file) : encoding);
  for await (const chunk of file.bytes()) {
    yield decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    onBytes(chunk.byteLength);
  }
  yield decoder.end() ?? "";
}

async function detectEncoding(file: RegistryFile): Promise<"utf-8" | "cp932"> {
  if (await isZip(file))
    throw new DomainError("registry_file_unreadable", {
      detail: "The file is no CSV but an Excel workbook or an archive; save it as CSV UTF-8",
    });
  if (await isUtf16(file))
    throw new DomainError("registry_file_unreadable", {
      detail: "The file is UTF-16 (Unicode text); save it as CSV UTF-8",
    });
  if (await isUtf8(file)) return "utf-8";
  if (await isCp932(file)) return "cp932";
  throw new DomainError("registry_file_unreadable", {
    detail: "The file is neither wholly UTF-8 nor wholly CP932; name its encoding to import the rows that can be read",
  });
}

async function isZip(file: RegistryFile): Promise<boolean> {
  for await (const chunk of file.bytes()) return Buffer.from(chunk.subarray(0, 4)).equals(Buffer.from("PK\x03\x04"));
  return false;
}

// A byte order mark of its own, or an ASCII character's other half in the first line.
async function isUtf16(file: RegistryFile): Promise<boolean> {
  for await (const chunk of file.bytes()) {
    const [first, second] = chunk;
    return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || hasWideLine(chunk);
  }
  return false;
}

function hasWideLine(chunk: Uint8Array): boolean {
  const end = chunk.indexOf(0x0a);
  return end !== -1 && (chunk[end + 1] === 0 || chunk[end - 1] === 0);
}

async function isUtf8(file: RegistryFile): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of file.bytes()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function isCp932(file: RegistryFile): Promise<boolean> {
  const decoder = iconv.getDecoder("cp932");
  let begun = false;
  for await (const chunk of file.bytes()) {
    // A mark that promises UTF-8 or UTF-16 and a file that isn't: the mark is not a character of CP932.
    if (!begun && ((chunk[0] === 0xef && chunk[1] === 0xbb) || chunk[0] === 0xff || chunk[0] === 0xfe)) return false;
    begun = true;
    if (decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)).includes("\ufffd")) return false;
  }
  return !(decoder.end() ?? "").includes("\ufffd");
}
