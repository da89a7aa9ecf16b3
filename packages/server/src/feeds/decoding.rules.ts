import iconv from "iconv-lite";
import { unreadable } from "./parsed-feed.rules.ts";

/** Where a document came from. */
export interface DocumentOrigin {
  url: string | null;
  contentType: string | null;
}

/** The text of a document: by its byte order mark, by what it says of itself, as UTF-8, or else as CP932. */
export function decodeText(document: Buffer, { contentType }: Pick<DocumentOrigin, "contentType">): string {
  const marked = [
    [Buffer.from([0xef, 0xbb, 0xbf]), "utf-8"],
    [Buffer.from([0xff, 0xfe]), "utf-16le"],
    [Buffer.from([0xfe, 0xff]), "utf-16be"],
  ] as const;
  for (const [mark, encoding] of marked)
    if (document.subarray(0, mark.length).equals(mark)) return iconv.decode(document, encoding);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(document);
  } catch {
    const declared = declaredCharset(document, contentType);
    return iconv.decode(document, declared !== null && iconv.encodingExists(declared) ? declared : "cp932");
  }
}

function declaredCharset(document: Buffer, contentType: string | null): string | null {
  const inside = document.subarray(0, 1024).toString("latin1");
  const name =
    /charset\s*=\s*["']?([\w.-]+)/i.exec(contentType ?? "")?.[1] ??
    /<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)/i.exec(inside)?.[1] ??
    /<meta[^>]*charset\s*=\s*["']?([\w.-]+)/i.exec(inside)?.[1] ??
    null;
  if (name === null || /^utf-?8$/i.test(name)) return null;
  return /^(shift[_-]?jis|windows-31j|x-sjis)$/i.test(name) ? "cp932" : name;
}

/** @throws DomainError `feed_unreadable` */
export function parseJson(document: Buffer, what: string): unknown {
  try {
    return JSON.parse(decodeText(document, { contentType: null }));
  } catch {
    throw unreadable(`this is not ${what}: no well-formed JSON`);
  }
}
