import type { DocumentOrigin } from "./decoding.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import { gather, type SaidPosting } from "./said-posting.rules.ts";
import { childrenOf, findAll, lineAt, markupAt, parseXml, textAt, type XmlElement } from "./xml.rules.ts";

/**
 * RSS 0.9x, 1.0 and 2.0 (rssboard.org) and Atom (RFC 4287): title, link, text, date and first category of each item.
 * @throws DomainError `feed_unreadable`
 */
export function parseRss(document: Buffer, origin: DocumentOrigin): ParsedFeed {
  const root = parseXml(document, origin);
  return gather(itemsOf(root), toSaid, {
    names: { key: root.name === "feed" ? "id" : "guid", publishedAt: root.name === "feed" ? "published" : "pubDate" },
  });
}

/** @throws DomainError `feed_unreadable` */
export function itemsOf(root: XmlElement): XmlElement[] {
  if (root.name === "feed") return childrenOf(root, "entry");
  if (!["rss", "RDF", "channel"].includes(root.name)) throw unreadable("this is neither RSS nor Atom");
  return findAll(root, "item");
}

function toSaid(item: XmlElement): SaidPosting {
  const link = linkOf(item);
  return {
    key: textAt(item, "guid") ?? textAt(item, "id") ?? item.attributes["rdf:about"] ?? link,
    title: lineAt(item, "title"),
    department: lineAt(item, "department"),
    locations: childrenOf(item, "location").map((place) => lineAt(place)),
    parts: [
      {
        text:
          ["encoded", "content", "description", "summary"].map((name) => markupAt(item, name)).find(Boolean) ?? null,
      },
    ],
    applyUrl: [link],
    publishedAt: ["pubDate", "published", "date", "updated"].map((name) => textAt(item, name)).find(Boolean) ?? null,
  };
}

/** The address of an item: RSS writes it into the element, Atom into an attribute. */
export function linkOf(item: XmlElement): string | null {
  const links = childrenOf(item, "link");
  const alternate = links.find(({ attributes }) => (attributes.rel ?? "alternate") === "alternate" && attributes.href);
  return textAt(links.find((one) => textAt(one) !== null)) ?? alternate?.attributes.href ?? null;
}
