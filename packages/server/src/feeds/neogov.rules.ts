import type { DocumentOrigin } from "./decoding.rules.ts";
import type { ParsedFeed } from "./parsed-feed.rules.ts";
import { itemsOf, linkOf } from "./rss.rules.ts";
import { gather, type SaidPosting } from "./said-posting.rules.ts";
import { lineAt, markupAt, parseXml, textAt, type XmlElement } from "./xml.rules.ts";

/**
 * RSS 2.0 with the `joblisting` namespace of NEOGOV. Dates read `Mon, 31 Jan 2022 23:59:00`, an end may be
 * `Continuous`, pay `Not Displayed`.
 * @throws DomainError `feed_unreadable`
 */
export const parseNeogov = (document: Buffer, origin: DocumentOrigin): ParsedFeed =>
  gather(itemsOf(parseXml(document, origin)), toSaid, {
    names: {
      key: "joblisting:jobId",
      pay: "joblisting:minimumSalary",
      publishedAt: "joblisting:advertiseFromDateUTC",
      closesOn: "joblisting:advertiseToDateTime",
    },
    dateOrder: "mdy",
  });

const toSaid = (item: XmlElement): SaidPosting => ({
  key: textAt(item, "jobId") ?? textAt(item, "guid"),
  title: lineAt(item, "title"),
  department: lineAt(item, "department"),
  locations: [[lineAt(item, "location"), lineAt(item, "state")].filter(Boolean).join(", ")],
  employment: [textAt(item, "jobType")],
  pay: {
    min: textAt(item, "minimumSalary"),
    max: textAt(item, "maximumSalary"),
    currency: textAt(item, "salaryCurrency"),
    per: textAt(item, "salaryInterval"),
  },
  parts: [{ text: markupAt(item, "description") }],
  applyUrl: [linkOf(item), textAt(item, "guid")],
  publishedAt: textAt(item, "advertiseFromDateUTC") ?? textAt(item, "advertiseFromDate") ?? textAt(item, "pubDate"),
  // As it is written where the job is: in UTC it may be the day after.
  closesOn: textAt(item, "advertiseToDateTime") ?? textAt(item, "advertiseToDate"),
});
