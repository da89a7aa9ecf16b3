import { childrenOf, type XmlElement } from "./xml.rules.ts";

/** A thing of schema.org with its properties, wherever it was written. */
export type Thing = Readonly<Record<string, unknown>>;

const maxDepth = 20;

export const isThing = (value: unknown): value is Thing =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isJobPosting = (type: unknown): boolean =>
  [type].flat().some((name) => typeof name === "string" && /(^|[/:#])JobPosting$/.test(name));

/** What the scripts of a page say in JSON-LD; one that can't be read is counted, and the others go on. */
export function jsonLdOf(page: XmlElement): { things: Thing[]; unreadable: number } {
  const things: Thing[] = [];
  let unreadable = 0;
  for (const script of scriptsIn(page)) {
    const text = script.children.filter((child) => typeof child === "string").join("");
    try {
      collect(parseLooseJson(text), things, 0);
    } catch {
      // Counted, so that it is named.
      if (/JobPosting/.test(text)) unreadable++;
    }
  }
  return { things, unreadable };
}

/** JSON-LD without a page around it. @throws SyntaxError */
export function jsonLdIn(text: string): Thing[] {
  const things: Thing[] = [];
  collect(parseLooseJson(text), things, 0);
  return things;
}

function scriptsIn(element: XmlElement): XmlElement[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name !== "script") return scriptsIn(child);
    return /^application\/ld\+json/i.test((child.attributes.type ?? "").trim()) ? [child] : [];
  });
}

/** Through lists, graphs and pages that hold a posting as their main entity. */
function collect(value: unknown, things: Thing[], depth: number): void {
  if (depth > maxDepth) return;
  if (Array.isArray(value)) for (const one of value) collect(one, things, depth + 1);
  if (!isThing(value)) return;
  if (isJobPosting(value["@type"])) things.push(value);
  else
    for (const name of ["@graph", "itemListElement", "item", "mainEntity", "mainEntityOfPage", "hasPart"])
      collect(value[name], things, depth + 1);
}

/**
 * JSON as people write it into pages: a comma too many, line ends within strings, a comment or CDATA around it.
 * @throws SyntaxError
 */
function parseLooseJson(text: string): unknown {
  const bare = text
    .replace(/^\s*(?:<!--|(?:\/\/)?\s*<!\[CDATA\[)/, "")
    .replace(/(?:-->|(?:\/\/)?\s*\]\]>)\s*;?\s*$/, "")
    .replace(/;\s*$/, "");
  try {
    return JSON.parse(bare);
  } catch {
    return JSON.parse(
      bare.replaceAll(/"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[\]}])/g, (token) =>
        token.startsWith('"')
          ? token.replaceAll(/[\p{Cc}]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
          : "",
      ),
    );
  }
}
