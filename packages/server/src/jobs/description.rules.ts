import type { DOMPurify } from "dompurify";
import { decodeHTML } from "entities";

const allowedTags = [
  ..."p br hr ul ol li h3 h4 h5 h6 strong b em i u s sub sup blockquote pre code dl dt dd".split(" "),
  ..."table caption thead tbody tfoot tr th td a span div".split(" "),
];
const allowedAttributes = ["href", "colspan", "rowspan", "scope", "lang", "dir"];

let purifier: Promise<DOMPurify> | undefined;

// jsdom takes a third of a second to load: only a process that writes postings pays for it.
async function createPurifier(): Promise<DOMPurify> {
  const [{ JSDOM }, { default: createDOMPurify }] = await Promise.all([import("jsdom"), import("dompurify")]);
  const purify = createDOMPurify(new JSDOM("").window);
  purify.addHook("afterSanitizeAttributes", (node) => {
    if (node.tagName !== "A") return;
    node.setAttribute("rel", "noopener noreferrer nofollow");
    node.setAttribute("target", "_blank");
  });
  return purify;
}

/**
 * Keeps structure and links, drops everything that runs, loads or styles: scripts, handlers, images, frames, classes.
 * Headings begin at h3, under the posting's own title.
 */
export async function sanitizeDescription(html: string): Promise<string> {
  if (!/[<&]/.test(html)) return html;
  purifier ??= createPurifier();
  const purify = await purifier;
  return purify.sanitize(html.replaceAll(/<(\/?)h[12](?=[\s>])/gi, "<$1h3"), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:)/i,
  });
}

/** Plain text as HTML: blank lines part paragraphs. Safe by construction. */
export const textToHtml = (text: string): string =>
  text
    .trim()
    .split(/\r?\n\s*\r?\n/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll(/\r?\n/g, "<br>")}</p>`)
    .join("");

export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** Greenhouse sends its HTML with the markup itself escaped, at times twice. */
export function sanitizableMarkup(content: string): string {
  let html = content;
  for (let times = 0; times < 2 && !/<[a-z]/i.test(html) && /&(amp;)*lt;/i.test(html); times++) html = decodeHTML(html);
  return html;
}

/** What remains for search when the markup is gone. */
export const htmlToText = (html: string): string => decodeHTML(html.replaceAll(/<[^>]*>/g, " "));
