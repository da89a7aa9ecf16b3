import { decodeHTML } from "entities";
import { Parser } from "htmlparser2";
import iconv from "iconv-lite";
import { Marked } from "marked";
import { sanitizableMarkup, textToHtml } from "../jobs/description.rules.ts";

const markdown = new Marked({ gfm: true, breaks: true });
const longestMarkdown = 100_000;

// No pattern may run on past the next "<": a text of nothing else would take minutes.
const hasTag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,2000})?\/?>/i;
const markdownSigns = [
  /^#{1,6} \S/m,
  /^\s{0,3}[-*+] \S.*\n\s{0,3}[-*+] \S/m,
  /\*\*\S(?:[^*\n]{0,300}\S)?\*\*/,
  /\[[^\]\n]{1,200}\]\(https?:\/\/[^)\s]{1,500}\)/,
];

/**
 * A description as markup that can be sanitized: HTML that came escaped, once or more, Markdown, plain text, and items
 * without a list. Not sanitized yet.
 */
export function toMarkup(said: string): string {
  const text = sanitizableMarkup(storable(repairMojibake(said))).trim();
  if (hasTag.test(text)) return wrapLooseItems(text);
  if (text.length <= longestMarkdown && markdownSigns.some((sign) => sign.test(text)))
    return markdown.parse(text, { async: false });
  return textToHtml(decodeHTML(text));
}

const maxNesting = 200;
const maxUnclosed = 200;
const formatting = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));

/**
 * Whether a browser's rules make a tree of it that can be walked: elements too deep in each other exhaust the stack, and
 * formatting that nobody closes is opened again in every paragraph after it, so that a tree grows with the square of it.
 */
export function isWalkable(html: string): boolean {
  let [depth, deepest, unclosed] = [0, 0, 0];
  const parser = new Parser({
    onopentagname: () => {
      deepest = Math.max(deepest, ++depth);
    },
    onclosetag: (name, implied) => {
      depth--;
      if (implied && formatting.has(name)) unclosed++;
    },
  });
  parser.end(html);
  return deepest <= maxNesting && unclosed <= maxUnclosed;
}

/** A title or a name as it is shown: no markup, no entities, one line. */
export function toLine(said: string | number | null | undefined): string {
  let text = storable(repairMojibake(String(said ?? "")));
  for (let times = 0; times < 2 && /&[a-z#0-9]+;/i.test(text); times++) text = decodeHTML(text);
  return text
    .replaceAll(/<\/?(?:a|b|br|div|em|font|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]{0,1000})?\/?>/gi, " ")
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
}

// PostgreSQL takes neither NUL nor half of a pair, and a page no other control but blanks.
const storable = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (control) => (/\s/.test(control) ? control : "")).toWellFormed();

/** Puts `<ul>` around items that stand in no list: Lever sends them so, and pages show no bullets without it. */
export function wrapLooseItems(html: string): string {
  let depth = 0;
  let open = false;
  let result = "";
  let from = 0;
  for (const tag of html.matchAll(/<(\/?)(ul|ol|menu|li)\b[^<>]{0,2000}>/gi)) {
    const between = html.slice(from, tag.index);
    const [whole, slash, name = ""] = tag;
    const isItem = name.toLowerCase() === "li";
    if (open && depth === 0 && (!isItem || slash === "") && /<\/li\s*>\s*$/i.test(result) && /\S/.test(between)) {
      result += "</ul>";
      open = false;
    }
    result += between;
    if (!isItem) depth = Math.max(0, depth + (slash === "" ? 1 : -1));
    else if (slash === "" && depth === 0 && !open) {
      result += "<ul>";
      open = true;
    }
    result += whole;
    from = tag.index + whole.length;
  }
  const rest = html.slice(from);
  return open ? (/<\/li\s*>\s*$/i.test(result) ? `${result}</ul>${rest}` : `${result}${rest}</ul>`) : result + rest;
}

const mojibake =
  /[\u00c2\u00c3\u00e2][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+/g;

/** UTF-8 that somebody read as Windows-1252 (Cityâ€™s): put right only where the bytes prove it. */
export const repairMojibake = (text: string): string =>
  text.replaceAll(mojibake, (run) => {
    // The five bytes that Windows-1252 leaves undefined come through as C1 controls.
    const bytes = Buffer.concat(
      [...run].map((c) => (c <= "\u00ff" ? Buffer.from(c, "latin1") : iconv.encode(c, "win1252"))),
    );
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return run;
    }
  });
