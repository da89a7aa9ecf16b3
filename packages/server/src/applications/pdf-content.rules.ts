import { createInflate } from "node:zlib";
import { active, holdsMalware, malware, type Refusal, unknownType } from "./refusal.rules.ts";

const maxStreams = 10_000;
const maxHeadLength = 8_000;
/** What objects come to, of one stream and of all. */
const maxObjectsBytes = 20 * 1024 * 1024;
const maxAllObjectsBytes = 60 * 1024 * 1024;
/** Of streams that are no objects: pictures, fonts and what is drawn. */
const maxDrawnBytes = 4 * 1024 * 1024;
const maxAllDrawnBytes = 60 * 1024 * 1024;
const unpackedAtOnce = 64 * 1024;

/** By names as they are meant: `/J#61vaScript` is one way to write `/JavaScript`. One pass, however a file is written. */
const named = (...names: string[]): RegExp => {
  const hex = (char: string) =>
    char
      .charCodeAt(0)
      .toString(16)
      .replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const spelled = names.map((name) => [...name].map((char) => `(?:${char}|#${hex(char)})`).join(""));
  return new RegExp(`/(?:${spelled.join("|")})(?![A-Za-z0-9]|#[0-9A-Fa-f]{2})`);
};

const activeNames = named("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "GoToE", "ImportData");
/** A form of its own language, which may hold scripts; by what follows it, for three letters alone are found by chance. */
const ownForm = /\/(?:X|#58)(?:F|#46)(?:A|#41)[\s\0]*[[\d]/;
const isActive = (text: string): boolean => activeNames.test(text) || ownForm.test(text);
const encrypt = named("Encrypt");
const filter = named("Filter");
const objectStream = named("ObjStm");

const cannotLook = unknownType("is a PDF that can't be looked into: print it to a PDF once more");
const doesMore = active("scripts, programs or other files");

/** What a PDF does beside being read (ISO 32000-1: 7.5.7 object streams, 12.6 actions); null: nothing. */
export async function readPdf(bytes: Buffer): Promise<Refusal | null> {
  // In clear and, by chance in one of 256^8 places, in what is packed: no name here is shorter than six letters.
  const text = bytes.toString("latin1");
  if (isActive(text)) return doesMore;
  if (encrypt.test(text)) return unknownType("is encrypted: save it without a password");
  let objectsLeft = maxAllObjectsBytes;
  let drawnLeft = maxAllDrawnBytes;
  let streams = 0;
  for (const { head, start, end } of streamsOf(text)) {
    if (++streams > maxStreams || head === null) return cannotLook;
    if (!filter.test(head)) continue;
    const isObjects = objectStream.test(head);
    if (!isObjects && drawnLeft <= 0) continue;
    const { content, size } = await unpack(bytes.subarray(start, end), isObjects ? maxObjectsBytes : maxDrawnBytes);
    if (content && holdsMalware(content)) return malware;
    if (content && isActive(content.toString("latin1"))) return doesMore;
    if (isObjects) objectsLeft -= content ? size : maxAllObjectsBytes;
    else drawnLeft -= size;
    // Objects that nobody here can read are for readers that can.
    if (objectsLeft <= 0) return cannotLook;
  }
  return null;
}

interface Stream {
  /** What the object says of it; null where its beginning is too far away. */
  head: string | null;
  start: number;
  end: number;
}

/**
 * Every place where a stream may begin, for readers forgive much, up to the next end of one. Inside of one as well: a word
 * in a comment must not hide what follows it.
 */
function* streamsOf(text: string): Generator<Stream> {
  let end = 0;
  for (const found of text.matchAll(/(?<!end)stream[ \t]*(?:\r\n|\n|\r)/g)) {
    const start = found.index + found[0].length;
    if (end < start) end = text.indexOf("endstream", start);
    if (end < 0) end = text.length;
    const before = text.slice(Math.max(0, found.index - maxHeadLength), found.index);
    const begins = before.lastIndexOf("obj");
    yield { head: begins < 0 && found.index > maxHeadLength ? null : before.slice(Math.max(0, begins)), start, end };
  }
}

/** `size`: what came of it, also where it is damaged or too much. */
async function unpack(bytes: Buffer, maxSize: number): Promise<{ content: Buffer | null; size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  const unpacking = createInflate({ chunkSize: unpackedAtOnce });
  unpacking.end(bytes);
  try {
    for await (const chunk of unpacking) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxSize) return { content: null, size };
    }
    return { content: Buffer.concat(chunks), size };
  } catch {
    return { content: null, size };
  }
}
