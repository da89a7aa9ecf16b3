import { promisify } from "node:util";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import {
  active,
  holdsMalware,
  isCompoundFile,
  isExecutable,
  malware,
  type Refusal,
  unknownType,
} from "./refusal.rules.ts";

const maxEntries = 1_000;
/** Unpacked, all together: what a document of ten megabytes comes to with pictures that were stored badly. */
const maxUnpackedBytes = 60 * 1024 * 1024;
/** Of what a part has to do with others: a line for each. */
const maxRelationsLength = 1024 * 1024;
const encrypted = 0x1;

const damaged = unknownType("is a damaged archive, or one that unpacks to more than it says");
const openZip = promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer);

/** What a document that is an archive turns out to be: a DOCX, an ODT, or nothing that is taken. */
export async function readZipped(bytes: Buffer): Promise<"docx" | "odt" | Refusal> {
  try {
    const zip = await openZip(bytes, { lazyEntries: true });
    const entries = await listEntries(zip);
    const names = entries.map(({ fileName }) => fileName);
    // Two parts of one name: which of them is read is up to the reader.
    if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return damaged;
    if (entries.some(({ generalPurposeBitFlag }) => generalPurposeBitFlag & encrypted))
      return unknownType("is encrypted: save it without a password");
    const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    if (unpacked > maxUnpackedBytes) return unknownType("unpacks to more than a document is");
    const kind = names.includes("[Content_Types].xml") && names.includes("word/document.xml") ? "docx" : "odt";
    for (const name of names) if (isActivePart(name)) return active("macros or embedded objects");
    let mimetype = "";
    for (const entry of entries) {
      const content = await unpack(zip, entry);
      const refusal = refuseContent(entry.fileName, content);
      if (refusal) return refusal;
      if (entry.fileName === "mimetype") mimetype = content.toString("latin1").trim();
    }
    if (kind === "docx" || mimetype === "application/vnd.oasis.opendocument.text") return kind;
    return unknownType("is an archive, and no document");
  } catch (error) {
    if (error instanceof Error) return damaged;
    throw error;
  }
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((done, failed) => {
    zip.on("error", failed);
    zip.on("end", () => done(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > maxEntries) failed(new Error("too many entries"));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.fileName.endsWith("/")) return Buffer.alloc(0);
  const stream = await promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const isActivePart = (name: string): boolean =>
  /(^|\/)(vbaProject|vbaData)[^/]*$|(^|\/)activeX\/|(^|\/)embeddings\/[^/]*\.bin$|^(Basic|Scripts)\/|\.(exe|dll|js|vbs|hta|lnk|bat|cmd|ps1|jar|class|swf|(doc|dot|xls|xlt|xla|ppt|pps|pot)m)$/i.test(
    name,
  );

function refuseContent(name: string, content: Buffer): Refusal | null {
  if (holdsMalware(content)) return malware;
  if (isExecutable(content)) return active("a program");
  // Names of parts are in clear in an archive, also in one that is a part itself: a sheet behind a chart.
  if (isCompoundFile(content) || (content.subarray(0, 2).toString() === "PK" && content.includes("vbaProject")))
    return active("macros or embedded objects");
  if (!/\.(xml|rels)$/i.test(name)) return null;
  // XML may be in UTF-16 as well; the names that are looked for are in ASCII.
  const text = (content.includes(0) ? content.filter((byte) => byte !== 0) : content).toString("latin1");
  if (/<!ENTITY/i.test(text)) return active("entities");
  if (/\[Content_Types\]\.xml$/i.test(name) && /macroEnabled|vbaProject|activeX/i.test(text)) return active("macros");
  if (/<script:event-listener|<script:module|<office:script\s/i.test(text)) return active("macros");
  if (/manifest\.xml$/i.test(name) && /encryption-data/i.test(text))
    return unknownType("is encrypted: save it without a password");
  // Never all tags at once: ten thousand bytes can be ten million of them.
  if (/\.rels$/i.test(name)) {
    if (text.length > maxRelationsLength) return damaged;
    // A template that is fetched when the document is opened brings its own macros.
    for (const [tag] of text.matchAll(/<[^<]*TargetMode\s*=\s*["']External[^<]*/gi))
      if (/attachedTemplate|oleObject|\/frame/i.test(tag)) return active("parts that are fetched from elsewhere");
  }
  return callsPrograms(text) ? active("commands to other programs") : null;
}

/** Fields of WordprocessingML (ECMA-376 17.16): in text, which may be parted over several runs, or as an attribute. */
function callsPrograms(text: string): boolean {
  let commands = "";
  for (const { index } of text.matchAll(/<(?:[\w.-]{1,50}:)?instrText\b/g)) {
    const begins = text.indexOf(">", index) + 1;
    const ends = begins > 0 ? text.indexOf("<", begins) : -1;
    if (ends < 0) break;
    commands += text.slice(begins, ends);
  }
  for (const [, , value = ""] of text.matchAll(/:instr\s*=\s*(["'])(.{0,2000}?)\1/gs)) commands += ` ${value}`;
  return /DDE/i.test(commands.replaceAll(/&#(?:x0*([46])([45])|0*(68|69|100|101));/gi, spelled));
}

/** `&#68;` is a D: letters of the word that is looked for. */
const spelled = (_: string, high?: string, low?: string, decimal?: string): string =>
  String.fromCharCode(decimal === undefined ? Number.parseInt(`${high}${low}`, 16) : Number(decimal));
