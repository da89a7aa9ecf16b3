import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { active, holdsMalware, malware, type Refusal, unknownType } from "./refusal.rules.ts";

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);
const maxStreams = 10_000;
const maxHeadLength = 8_000;
/** What objects come to, of one stream and of all. */
const maxObjectsBytes = 20 * 1024 * 1024;
const maxAllObjectsBytes = 60 * 1024 * 1024;
/** Of streams that are no objects: pictures, fonts and what is drawn. */
const maxDrawnBytes = 4 * 1024 * 1024;
const maxAllDrawnBytes = 60 * 1024 * 1024;

const activeNames = new Set([
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "RichMedia",
  "GoToE",
  "ImportData",
]);

const cannotLook = unknownType("is a PDF that can't be looked into: print it to a PDF once more");
const doesMore = active("scripts, programs or other files");

/** What a PDF does beside being read (ISO 32000-1: 7.5.7 object streams, 12.6 actions); null: nothing. */
export async function readPdf(bytes: Buffer): Promise<Refusal | null> {
  // In clear and, by chance in one of 256^8 places, in what is packed: no name here is shorter than six letters.
  const text = bytes.toString("latin1");
  if (hasName(text, activeNames)) return doesMore;
  if (hasName(text, new Set(["Encrypt"]))) return unknownType("is encrypted: save it without a password");
  let objectsLeft = maxAllObjectsBytes;
  let drawnLeft = maxAllDrawnBytes;
  let streams = 0;
  for (const { head, start, end } of streamsOf(text)) {
    if (++streams > maxStreams || head === null) return cannotLook;
    if (!hasName(head, new Set(["Filter"]))) continue;
    const isObjects = hasName(head, new Set(["ObjStm"]));
    if (!isObjects && drawnLeft <= 0) continue;
    const content = await unpackStream(bytes.subarray(start, end), isObjects ? maxObjectsBytes : maxDrawnBytes);
    if (content && holdsMalware(content)) return malware;
    if (content && hasName(content.toString("latin1"), activeNames)) return doesMore;
    if (isObjects) objectsLeft -= content?.length ?? maxAllObjectsBytes;
    else drawnLeft -= content?.length ?? 0;
    // Objects that nobody here can read are for readers that can.
    if (objectsLeft <= 0) return cannotLook;
  }
  return null;
}

/** By names as they are meant: `/J#61vaScript` is one way to write `/JavaScript`. */
function hasName(text: string, wanted: ReadonlySet<string>): boolean {
  for (const [, name = ""] of text.matchAll(/\/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){6,60})/g)) {
    const meant = name.includes("#")
      ? name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : name;
    if (wanted.has(meant)) return true;
  }
  return false;
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

async function unpackStream(bytes: Buffer, maxOutputLength: number): Promise<Buffer | null> {
  try {
    return await unpack(bytes, { maxOutputLength });
  } catch {
    return null;
  }
}
