import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, isRecord, jsonAmount, jsonFlag, jsonId, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";

const label = z.object({ label: jsonText }).nullish();

const posting = z.object({
  id: jsonId,
  name: jsonText,
  active: jsonFlag,
  visibility: jsonText,
  releasedDate: jsonText,
  ref: jsonText,
  location: z
    .object({
      fullLocation: jsonText,
      city: jsonText,
      region: jsonText,
      country: jsonText,
      remote: jsonFlag,
      hybrid: jsonFlag,
    })
    .nullish(),
  department: label,
  function: label,
  typeOfEmployment: label,
  experienceLevel: label,
  compensation: z.object({ min: jsonAmount, max: jsonAmount, currency: jsonText, period: jsonText }).nullish(),
  postingUrl: jsonText,
  applyUrl: jsonText,
  jobAd: z
    .object({ sections: z.record(z.string(), z.object({ title: jsonText, text: jsonText }).nullish().catch(null)) })
    .nullish(),
});

const list = z.object({
  content: z.array(z.unknown()),
  offset: z.int().nullish(),
  limit: z.int().nullish(),
  totalFound: z.int().nullish(),
});

const sections = ["companyDescription", "jobDescription", "qualifications", "additionalInformation"];

/**
 * The answer of `GET /v1/companies/{id}/postings` (developers.smartrecruiters.com, Posting API), with what
 * `GET …/postings/{id}` says of each put in its place.
 * @throws DomainError `feed_unreadable`
 */
export function parseSmartRecruiters(document: Buffer): ParsedFeed {
  const read = readList(document);
  const parsed = gatherJson(read.content, posting, "id", toSaid, {
    names: { title: "name", pay: "compensation", publishedAt: "releasedDate" },
  });
  return { ...parsed, announced: read.totalFound ?? null };
}

/** Pages are counted, not linked. */
export function nextSmartRecruitersPage(document: Buffer, url: string): string | null {
  const { content, offset, totalFound } = readList(document);
  const next = (offset ?? 0) + content.length;
  if (content.length === 0 || next >= (totalFound ?? 0)) return null;
  const page = new URL(url);
  page.searchParams.set("offset", String(next));
  return page.href;
}

/** The list has no descriptions: where each posting says more. */
export const smartRecruitersDetails = (document: Buffer, url: string): string[] =>
  readList(document).content.flatMap((item) => detailOf(item, url) ?? []);

/** The list with each posting as its own page has it. One whose page is gone is open no more, though the list has it yet. */
export function withSmartRecruitersDetails(
  document: Buffer,
  url: string,
  details: ReadonlyMap<string, Buffer | null>,
): Buffer {
  const read = readList(document);
  const content = read.content.map((item) => {
    const detail = details.get(detailOf(item, url) ?? "");
    if (!isRecord(item) || detail === undefined) return item;
    if (detail === null) return { ...item, active: false };
    const more = parseJson(detail, "a SmartRecruiters posting");
    return isRecord(more) ? { ...item, ...more, id: item.id } : item;
  });
  return Buffer.from(JSON.stringify({ ...read, content }));
}

function detailOf(item: unknown, list: string): string | null {
  const read = z.object({ id: jsonId, jobAd: z.undefined().optional() }).safeParse(item);
  if (!read.success) return null;
  const { origin, pathname } = new URL(list);
  return `${origin}${pathname.replace(/\/$/, "")}/${encodeURIComponent(read.data.id)}`;
}

function readList(document: Buffer): z.infer<typeof list> {
  const json = parseJson(document, "a list of SmartRecruiters postings");
  const read = list.safeParse(json);
  if (read.success) return read.data;
  if (posting.safeParse(json).success && isRecord(json) && json.jobAd) return { content: [json] };
  throw unreadable("this is not a list of SmartRecruiters postings");
}

const toSaid = (item: z.infer<typeof posting>): SaidPosting => ({
  key: item.id,
  title: item.name,
  department: item.department?.label ?? item.function?.label,
  locations: [
    item.location?.fullLocation ||
      [item.location?.city, item.location?.region, item.location?.country?.toUpperCase()].filter(Boolean).join(", "),
  ],
  employment: [item.typeOfEmployment?.label],
  remote: item.location?.hybrid ? "partly" : item.location?.remote ? "fully" : null,
  grade: item.experienceLevel?.label,
  pay: item.compensation && { ...item.compensation, per: item.compensation.period },
  parts: sections.map((name) => ({
    heading: item.jobAd?.sections[name]?.title,
    text: item.jobAd?.sections[name]?.text,
  })),
  applyUrl: [item.applyUrl, item.postingUrl],
  publishedAt: item.releasedDate,
  audience: item.visibility === "INTERNAL" ? "alumni" : null,
  isOpen: item.active !== false,
});
