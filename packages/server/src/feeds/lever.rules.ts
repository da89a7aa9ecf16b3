import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonAmount, jsonId, jsonMoment, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";
import { toRemote } from "./words.rules.ts";

const posting = z.object({
  id: jsonId,
  text: jsonText,
  state: jsonText,
  categories: z
    .object({
      team: jsonText,
      department: jsonText,
      location: jsonText,
      allLocations: z.array(z.string()).nullish(),
      commitment: jsonText,
      level: jsonText,
    })
    .nullish(),
  workplaceType: jsonText,
  createdAt: jsonMoment,
  opening: jsonText,
  openingPlain: jsonText,
  description: jsonText,
  descriptionPlain: jsonText,
  lists: z.array(z.object({ text: jsonText, content: jsonText })).nullish(),
  additional: jsonText,
  additionalPlain: jsonText,
  salaryRange: z.object({ min: jsonAmount, max: jsonAmount, currency: jsonText, interval: jsonText }).nullish(),
  salaryDescription: jsonText,
  hostedUrl: jsonText,
  applyUrl: jsonText,
});

/**
 * The answer of `GET /v0/postings/{site}?mode=json` (github.com/lever/postings-api, README), a list; or `{ data }` of the
 * Postings of Lever's own API. Times are milliseconds; the items of `lists` come without a list around them.
 * @throws DomainError `feed_unreadable`
 */
export function parseLever(document: Buffer): ParsedFeed {
  const json = parseJson(document, "a list of Lever postings");
  const list = z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) })]).safeParse(json);
  if (!list.success) throw unreadable("this is not a list of Lever postings");
  const items = Array.isArray(list.data) ? list.data : list.data.data;
  return gatherJson(items, posting, "id", toSaid, {
    names: { title: "text", pay: "salaryRange", publishedAt: "createdAt" },
  });
}

const toSaid = (item: z.infer<typeof posting>): SaidPosting => ({
  key: item.id,
  title: item.text,
  department: item.categories?.department || item.categories?.team,
  locations: item.categories?.allLocations?.length ? item.categories.allLocations : [item.categories?.location],
  employment: [item.categories?.commitment],
  remote: toRemote(item.workplaceType === "unspecified" ? null : item.workplaceType),
  grade: item.categories?.level,
  pay: item.salaryRange && { ...item.salaryRange, per: item.salaryRange.interval },
  parts: [
    { text: item.opening || item.openingPlain },
    { text: item.description || item.descriptionPlain },
    ...(item.lists ?? []).map(({ text, content }) => ({ heading: text, text: content })),
    { text: item.additional || item.additionalPlain },
    { text: item.salaryDescription },
  ],
  applyUrl: [item.applyUrl, item.hostedUrl],
  publishedAt: item.createdAt,
  isOpen: !item.state || item.state === "published",
});
