import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { active, holdsMalware, malware, type Refusal, unknownType } from "./refusal.rules.ts";

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);
const maxObjectsBytes = 20 * 1024 * 1024;
const maxStreamBytes = 4 * 1024 * 1024;
/** Of all streams that are no objects: what is drawn. Looked into for malware alone. */
const maxDrawnBytes = 64 * 1024 * 1024;

const activeNames = new Set([
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "RichMedia",
  "GoToE",
  "ImportData",
]);
// Short enough to come up by chance in what is compressed: looked for outside of streams. It never acts without the other.
const activeOutside = new Set(["JS"]);

const cannotLook = unknownType("is a PDF that can't be looked into: print it to a PDF once more");

/** What a PDF does beside being read (ISO 32000-1: 7.5.7 object streams, 12.6 actions); null: nothing. */
export async function readPdf(bytes: Buffer): Promise<Refusal | null> {
  const text = bytes.toString("latin1");
  const names = namesIn(text);
  if (hasActive(names, activeNames)) return active("scripts, programs or other files");
  if (names.has("Encrypt")) return unknownType("is encrypted: save it without a password");
  const outside = text.replace(/stream\r?\n[\s\S]*?endstream/g, " ");
  if (hasActive(namesIn(outside), activeOutside)) return active("scripts");
  let left = maxDrawnBytes;
  for (const { head, start, end } of streamsOf(text)) {
    const isObjects = namesIn(head).has("ObjStm");
    if (!isObjects && left <= 0) continue;
    const content = await unpackStream(bytes.subarray(start, end), head, isObjects ? maxObjectsBytes : maxStreamBytes);
    if (!content) {
      if (isObjects) return cannotLook;
      continue;
    }
    if (holdsMalware(content)) return malware;
    if (!isObjects) left -= content.length;
    else if (hasActive(namesIn(content.toString("latin1")), new Set([...activeNames, ...activeOutside])))
      return active("scripts, programs or other files");
  }
  return null;
}

const hasActive = (names: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean =>
  [...wanted].some((name) => names.has(name));

/** Names as they are meant: `/J#61vaScript` is one way to write `/JavaScript`. */
function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, name = ""] of text.matchAll(/\/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){2,60})/g))
    names.add(name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  return names;
}

interface Stream {
  /** What the object says of it. */
  head: string;
  start: number;
  end: number;
}

function* streamsOf(text: string): Generator<Stream> {
  const opening = /stream\r?\n/g;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const start = found.index + found[0].length;
    const end = text.indexOf("endstream", start);
    if (end < 0) return;
    const before = text.slice(Math.max(0, found.index - 2_000), found.index);
    yield { head: before.slice(before.lastIndexOf(" obj") + 1), start, end };
    opening.lastIndex = end + "endstream".length;
  }
}

/** Null where it can't be told what is in it. */
async function unpackStream(bytes: Buffer, head: string, maxOutputLength: number): Promise<Buffer | null> {
  const names = namesIn(head);
  if (!names.has("Filter")) return bytes;
  if (!names.has("FlateDecode") && !names.has("Fl")) return null;
  try {
    return await unpack(bytes, { maxOutputLength });
  } catch {
    return null;
  }
}
