import { decodeHTML } from "entities";
import { Parser } from "htmlparser2";
import { escapeHtml } from "../jobs/description.rules.ts";
import { type DocumentOrigin, decodeText } from "./decoding.rules.ts";
import { unreadable } from "./parsed-feed.rules.ts";

const maxDepth = 200;
const maxElements = 1_000_000;

export interface XmlElement {
  /** Without the prefix: `jobId` of `joblisting:jobId`. */
  name: string;
  prefix: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/**
 * Reads XML as feeds have it: a closing tag too many or in other letters does no harm, a document type is refused
 * (entities of its own are how bombs are built), and so is a document that breaks off, for what is missing from it must
 * not be taken for closed.
 * @throws DomainError `feed_unreadable`
 */
export function parseXml(document: Buffer, origin: DocumentOrigin): XmlElement {
  const { root, brokenOff } = buildTree(decodeText(document, origin), true);
  const [element] = childrenOf(root);
  if (!element) throw unreadable("this is no XML");
  if (brokenOff) throw unreadable("it breaks off before its end");
  return element;
}

/** A page as browsers read it, in the same shape: nothing in it is an error. @throws DomainError `feed_unreadable` */
export const parseHtml = (html: string): XmlElement => buildTree(html, false).root;

function buildTree(text: string, xmlMode: boolean): { root: XmlElement; brokenOff: boolean } {
  const root: XmlElement = { name: "", prefix: "", attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  let elements = 0;
  let brokenOff = false;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (xmlMode && /^!(doctype|entity)/i.test(name))
          throw unreadable("it declares a document type, which is not read");
      },
      onopentag(name, attributes) {
        if (++elements > maxElements || open.length > maxDepth) throw unreadable("too many elements, or too deep");
        const [prefix = "", local] = name.includes(":") ? name.split(":", 2) : ["", name];
        const element: XmlElement = { name: local ?? name, prefix, attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(part) {
        open.at(-1)?.children.push(part);
      },
      onclosetag(_, implied) {
        open.pop();
        // Closed by the end of the text and not by a tag of its own.
        if (implied && open.length === 1) brokenOff = true;
      },
    },
    { xmlMode, decodeEntities: true },
  );
  parser.end(text);
  return { root, brokenOff };
}

export const childrenOf = (element: XmlElement | undefined, name?: string): XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== "string" && (name === undefined || child.name === name),
  );

/** The first element down the path of names. */
export const find = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => childrenOf(at, name)[0], element);

/** All elements of a name, wherever they stand, in the document's order. Not those within one that was found. */
export function findAll(element: XmlElement, name: string): XmlElement[] {
  return childrenOf(element).flatMap((child) => (child.name === name ? [child] : findAll(child, name)));
}

/** What stands in it, as text; null for an element that is not there, or empty. */
export function textAt(element: XmlElement | undefined, ...path: string[]): string | null {
  const text = textOf(find(element, ...path)).trim();
  return text === "" ? null : text;
}

const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((child) => (typeof child === "string" ? child : textOf(child))).join("");

/** What stands in it as markup: text that was escaped is taken for markup, and so are elements that nobody escaped. */
export function markupAt(element: XmlElement | undefined, ...path: string[]): string {
  const found = find(element, ...path);
  return childrenOf(found).length === 0 ? textOf(found) : serialize(found);
}

export const serialize = (element: XmlElement | undefined): string =>
  (element?.children ?? [])
    .map((child) => {
      if (typeof child === "string") return escapeHtml(child);
      const { name, attributes } = child;
      const link = attributes.href === undefined ? "" : ` href="${escapeHtml(attributes.href)}"`;
      const inside = serialize(child);
      return inside === "" && /^(br|hr)$/i.test(name) ? `<${name}>` : `<${name}${link}>${inside}</${name}>`;
    })
    .join("");

/** HTML entities such as `&nbsp;`, which XML has not. */
export const lineAt = (element: XmlElement | undefined, ...path: string[]): string | null => {
  const text = textAt(element, ...path);
  return text === null ? null : decodeHTML(text);
};
