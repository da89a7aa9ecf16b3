import type { DocumentOrigin } from "./decoding.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import { gather, type SaidPosting } from "./said-posting.rules.ts";
import { childrenOf, find, lineAt, markupAt, parseXml, textAt, type XmlElement } from "./xml.rules.ts";

/**
 * `workzag-jobs`, as `https://{account}.jobs.personio.de/xml` has it (developer.personio.de, Retrieving open job positions).
 * @throws DomainError `feed_unreadable`
 */
export function parsePersonio(document: Buffer, origin: DocumentOrigin): ParsedFeed {
  const root = parseXml(document, origin);
  if (root.name !== "workzag-jobs") throw unreadable("this is no Personio feed");
  // No position says where it is shown: its page stands beside the feed.
  const site = origin.url === null ? null : new URL(origin.url).origin;
  return gather(childrenOf(root, "position"), (position) => toSaid(position, site), {
    names: { key: "id", title: "name", description: "jobDescriptions", publishedAt: "createdAt" },
  });
}

function toSaid(position: XmlElement, site: string | null): SaidPosting {
  const key = textAt(position, "id");
  const others = childrenOf(find(position, "additionalOffices"), "office").map((office) => textAt(office));
  return {
    key,
    title: lineAt(position, "name"),
    department: lineAt(position, "department"),
    locations: [lineAt(position, "office"), ...others],
    employment: [textAt(position, "employmentType"), textAt(position, "schedule")],
    grade: textAt(position, "seniority"),
    pay: textAt(position, "salaryRange"),
    parts: childrenOf(find(position, "jobDescriptions"), "jobDescription").map((part) => ({
      heading: lineAt(part, "name"),
      text: markupAt(part, "value"),
    })),
    applyUrl: [site === null || key === null ? null : `${site}/job/${encodeURIComponent(key)}`],
    publishedAt: textAt(position, "createdAt"),
  };
}
