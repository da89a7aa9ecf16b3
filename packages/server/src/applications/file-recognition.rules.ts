import { isUtf8 } from "node:buffer";
import { type FileKind, fileTypes } from "./file-types.rules.ts";
import { readPdf } from "./pdf-content.rules.ts";
import { active, holdsMalware, isExecutable, malware, type Refusal, unknownType } from "./refusal.rules.ts";
import { readZipped } from "./zip-content.rules.ts";

/**
 * What a file is by its own bytes, whatever it is called or said to be; or why it is not taken.
 * @param name its ending must be one of what it is
 */
export async function recognizeFile(name: string, bytes: Buffer): Promise<{ type: string } | { refusal: Refusal }> {
  const kind = await kindOf(bytes);
  if (typeof kind !== "string") return { refusal: kind };
  const { type, endings } = fileTypes[kind];
  const fits = endings.some((ending) => name.toLowerCase().endsWith(ending));
  if (fits) return { type };
  return {
    refusal: { code: "ending_contradicts", detail: `is ${type}: its name must end with ${endings.join(" or ")}` },
  };
}

async function kindOf(bytes: Buffer): Promise<FileKind | Refusal> {
  if (bytes.length === 0) return { code: "empty", detail: "has no bytes" };
  if (holdsMalware(bytes)) return malware;
  if (isExecutable(bytes)) return unknownType("is a program");
  const begins = (hex: string) => bytes.subarray(0, hex.length / 2).equals(Buffer.from(hex, "hex"));
  if (begins("504b0304")) return readZipped(bytes);
  const kind = begins("255044462d") ? "pdf" : begins("89504e470d0a1a0a") ? "png" : begins("ffd8ff") ? "jpeg" : null;
  if (kind === null) return kindOfText(bytes);
  // Whatever reads an archive reads it from its end: a picture or a PDF that is an archive as well is two things.
  if (bytes.subarray(-65_557).includes(endOfArchive)) return active("an archive");
  return (kind === "pdf" ? await readPdf(bytes) : null) ?? kind;
}

const endOfArchive = Buffer.from("504b0506", "hex");

function kindOfText(bytes: Buffer): FileKind | Refusal {
  if (!isUtf8(bytes)) return unknownType("is no PDF, DOCX, ODT, PNG, JPEG, or text in UTF-8");
  const text = bytes.toString("utf8");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) return unknownType("is no plain text");
  const start = text.replace(/^\ufeff?\s*/, "").slice(0, 200);
  if (/^(#!|<\?(php|xml)|<!doctype|<(html|script|svg|head|body|iframe)\b|\{\\rtf|%!ps)/i.test(start))
    return active("a program or markup");
  return text.trim() === "" || text === "\ufeff" ? { code: "empty", detail: "has no text" } : "text";
}
