import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonAmount, jsonFlag, jsonId, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";

const words = z.object({ title: jsonText, description: jsonText, requirements: jsonText });

const offer = words.extend({
  id: jsonId,
  status: jsonText,
  department: jsonText,
  location: jsonText,
  locations: z.array(z.object({ name: jsonText, city: jsonText, country: jsonText })).nullish(),
  city: jsonText,
  country: jsonText,
  employment_type_code: jsonText,
  remote: jsonFlag,
  hybrid: jsonFlag,
  on_site: jsonFlag,
  salary: z.object({ min: jsonAmount, max: jsonAmount, currency: jsonText, period: jsonText }).nullish(),
  close_at: jsonText,
  published_at: jsonText,
  created_at: jsonText,
  careers_url: jsonText,
  careers_apply_url: jsonText,
  translations: z.record(z.string(), words.nullish()).nullish(),
});

/**
 * The answer of `GET /api/offers/` of a careers site (docs.recruitee.com, Careers Site API). Times read
 * `2026-03-03 12:00:00 UTC`.
 * @throws DomainError `feed_unreadable`
 */
export function parseRecruitee(document: Buffer): ParsedFeed {
  const answer = z
    .object({ offers: z.array(z.unknown()) })
    .safeParse(parseJson(document, "a list of Recruitee offers"));
  if (!answer.success) throw unreadable("this is not a list of Recruitee offers");
  return gatherJson(answer.data.offers, offer, "id", toSaid, {
    names: { pay: "salary", publishedAt: "published_at", closesOn: "close_at" },
  });
}

function toSaid(item: z.infer<typeof offer>): SaidPosting {
  // The words may stand in their languages alone.
  const translated = item.title
    ? item
    : { ...item, ...Object.values(item.translations ?? {}).find((one) => one?.title) };
  const places = (item.locations ?? []).map(
    ({ name, city, country }) => name || [city, country].filter(Boolean).join(", "),
  );
  return {
    key: item.id,
    title: translated.title,
    department: item.department,
    locations: places.length > 0 ? places : [item.location || [item.city, item.country].filter(Boolean).join(", ")],
    employment: [item.employment_type_code],
    remote: item.hybrid ? "partly" : item.remote ? (item.on_site ? "partly" : "fully") : item.on_site ? "none" : null,
    pay: item.salary && { ...item.salary, per: item.salary.period },
    parts: [{ text: translated.description }, { text: translated.requirements }],
    applyUrl: [item.careers_apply_url, item.careers_url],
    publishedAt: item.published_at || item.created_at,
    closesOn: item.close_at,
    isOpen: !item.status || item.status === "published",
  };
}
