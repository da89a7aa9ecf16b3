const maxLength = 150;

/**
 * What a file is called, without anything that a file system, a header or a reader could be fooled by: path parts,
 * controls, and marks that turn the direction of writing (`cv<RLO>fdp.exe`). Null where nothing is left but an ending.
 */
export function cleanName(name: string): string | null {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const cleaned = last
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/["<>:|?*]/g, "_")
    .trim();
  const dot = cleaned.lastIndexOf(".");
  const stem = (dot < 0 ? cleaned : cleaned.slice(0, dot)).replace(/^[.\s]+|[.\s]+$/g, "");
  if (stem === "") return null;
  const ending = dot < 0 ? "" : cleaned.slice(dot);
  return [...stem].slice(0, maxLength - ending.length).join("") + ending;
}

/** RFC 6266, with the name in UTF-8 by RFC 8187, and in ASCII for whoever can't read that. */
export function attachmentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
