import { z } from "zod";
import { type DocumentOrigin, decodeText, parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import { gather, type Manner, type SaidPosting } from "./said-posting.rules.ts";
import { find, findAll, lineAt, markupAt, parseXml, textAt, type XmlElement } from "./xml.rules.ts";

const vacancy = z.object({
  reference: z.string().min(1),
  jobTitle: jsonText,
  jobAdvert: jsonText,
  salary: jsonText,
  publishOn: jsonText,
  expiresAt: jsonText,
  startDate: jsonText,
  advertUrl: jsonText,
  applicationUrl: jsonText,
  workingPatterns: jsonText,
  contractType: jsonText,
});

type Vacancy = z.infer<typeof vacancy>;

// British: the day comes first.
const manner: Manner = {
  dateOrder: "dmy",
  names: {
    title: "jobTitle",
    pay: "salary",
    description: "jobAdvert",
    publishedAt: "publishOn",
    closesOn: "expiresAt",
    startsOn: "startDate",
  },
};

/**
 * The feeds that DfE Teaching Vacancies takes from applicant tracking systems: JSON (Fusion), XML of `item`s
 * (Broadbean, Vacancy Poster), and `Vacancy` within RSS (Ventrus).
 * @throws DomainError `feed_unreadable`
 */
export function parseTeachingVacancies(document: Buffer, origin: DocumentOrigin): ParsedFeed {
  if (/^\s*[[{]/.test(decodeText(document.subarray(0, 100), origin))) return parseVacancyJson(document);
  const root = parseXml(document, origin);
  const items = findAll(root, "item");
  if (items.length === 0 && !["items", "channel", "rss"].includes(root.name))
    throw unreadable("this is no feed of vacancies");
  return gather(items, (item) => toSaid(fromElement(item)), {
    ...manner,
    names: { key: "reference", ...manner.names },
  });
}

function parseVacancyJson(document: Buffer): ParsedFeed {
  const json = parseJson(document, "a feed of vacancies");
  const list = z
    .union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data)])
    .safeParse(json);
  if (!list.success) throw unreadable("this is no feed of vacancies");
  return gatherJson(list.data, vacancy, "reference", toSaid, manner);
}

function fromElement(item: XmlElement): { [Field in keyof Vacancy]: string | null } {
  const own = find(item, "content", "Vacancy");
  const at = (name: string, inOwn: string) => (own ? textAt(own, inOwn) : textAt(item, name));
  return {
    reference: own ? (textAt(own, "VacancyID") ?? textAt(own, "Vacancy_ID")) : textAt(item, "reference"),
    jobTitle: own ? (lineAt(own, "Vacancy_title") ?? lineAt(item, "title")) : lineAt(item, "jobTitle"),
    jobAdvert: own ? markupAt(own, "Advert_text") : markupAt(item, "jobAdvert"),
    salary: at("salary", "Salary"),
    publishOn: own ? textAt(item, "updated") : textAt(item, "publishOn"),
    expiresAt: at("expiresAt", "Expiry_date"),
    startDate: at("startDate", "Start_date"),
    advertUrl: own ? textAt(item, "link") : textAt(item, "advertUrl"),
    applicationUrl: textAt(item, "applicationUrl"),
    workingPatterns: at("workingPatterns", "Working_Patterns"),
    contractType: at("contractType", "Contract_Type"),
  };
}

const toSaid = (one: { [Field in keyof Vacancy]: string | null | undefined }): SaidPosting => ({
  key: one.reference,
  title: one.jobTitle,
  employment: [one.workingPatterns, one.contractType],
  pay: one.salary,
  parts: [{ text: one.jobAdvert }],
  applyUrl: [one.applicationUrl, one.advertUrl],
  publishedAt: one.publishOn,
  startsOn: one.startDate,
  closesOn: one.expiresAt,
});
