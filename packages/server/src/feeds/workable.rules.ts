import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonAmount, jsonFlag, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";
import { toRemote } from "./words.rules.ts";

const place = z.object({
  location_str: jsonText,
  city: jsonText,
  region: jsonText,
  country: jsonText,
  telecommuting: jsonFlag,
  workplace_type: jsonText,
  hidden: jsonFlag,
});

const job = z.object({
  shortcode: z.string().min(1),
  title: jsonText,
  /** In the widget's answer the region, in the API's whether it is published. */
  state: jsonText,
  department: jsonText,
  employment_type: jsonText,
  telecommuting: jsonFlag,
  workplace_type: jsonText,
  url: jsonText,
  application_url: jsonText,
  published_on: jsonText,
  created_at: jsonText,
  country: jsonText,
  city: jsonText,
  location: place.nullish(),
  locations: z.array(place).nullish(),
  salary: z.object({ salary_from: jsonAmount, salary_to: jsonAmount, salary_currency: jsonText }).nullish(),
  description: jsonText,
  full_description: jsonText,
  requirements: jsonText,
  benefits: jsonText,
});

const answer = z.object({ jobs: z.array(z.unknown()), paging: z.object({ next: jsonText }).nullish() });
const states = ["draft", "published", "closed", "archived"];

/**
 * The answer of `GET /api/v1/widget/accounts/{account}?details=true`, or of `GET /spi/v3/jobs` with a token
 * (workable.readme.io, Jobs).
 * @throws DomainError `feed_unreadable`
 */
export function parseWorkable(document: Buffer): ParsedFeed {
  const read = answer.safeParse(parseJson(document, "a list of Workable jobs"));
  if (!read.success) throw unreadable("this is not a list of Workable jobs");
  return gatherJson(read.data.jobs, job, "shortcode", toSaid, {
    names: { pay: "salary", publishedAt: "published_on" },
  });
}

export const nextWorkablePage = (document: Buffer): string | null =>
  answer.safeParse(parseJson(document, "a list of Workable jobs")).data?.paging?.next ?? null;

function toSaid(item: z.infer<typeof job>): SaidPosting {
  const isState = states.includes(item.state ?? "");
  const places = item.locations?.length ? item.locations : item.location ? [item.location] : [];
  const own = { city: item.city, region: isState ? null : item.state, country: item.country, location_str: null };
  const workplace = toRemote(item.workplace_type ?? item.location?.workplace_type);
  return {
    key: item.shortcode,
    title: item.title,
    department: item.department,
    locations: (places.length > 0 ? places.filter(({ hidden }) => !hidden) : [own]).map(
      ({ location_str, city, region, country }) => location_str || [city, region, country].filter(Boolean).join(", "),
    ),
    employment: [item.employment_type],
    remote: workplace ?? (item.telecommuting || item.location?.telecommuting ? "fully" : null),
    // Workable says no span; the amount stays in words.
    pay: item.salary && {
      min: item.salary.salary_from,
      max: item.salary.salary_to,
      currency: item.salary.salary_currency?.toUpperCase(),
      per: null,
    },
    parts: [
      { text: item.full_description || item.description },
      ...(item.full_description ? [] : [{ text: item.requirements }, { text: item.benefits }]),
    ],
    applyUrl: [item.application_url, item.url],
    publishedAt: item.published_on || item.created_at,
    isOpen: !isState || item.state === "published",
  };
}
