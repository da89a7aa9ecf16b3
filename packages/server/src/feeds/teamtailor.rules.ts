import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonAmount, jsonFlag, jsonId, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";
import { toRemote } from "./words.rules.ts";

const reference = z.object({ id: jsonId, type: z.string() });
const related = z.object({ data: z.union([reference, z.array(reference)]).nullish() }).nullish();

const job = z.object({
  id: jsonId,
  attributes: z.object({
    title: jsonText,
    pitch: jsonText,
    body: jsonText,
    status: jsonText,
    "human-status": jsonText,
    internal: jsonFlag,
    "remote-status": jsonText,
    "employment-type": jsonText,
    "employment-level": jsonText,
    "min-salary": jsonAmount,
    "max-salary": jsonAmount,
    currency: jsonText,
    "salary-time-unit": jsonText,
    "start-date": jsonText,
    "end-date": jsonText,
    "created-at": jsonText,
  }),
  links: z.object({ "careersite-job-url": jsonText, "careersite-job-apply-url": jsonText }).nullish(),
  relationships: z.object({ department: related, location: related, locations: related }).nullish(),
});

const included = z.object({
  id: jsonId,
  type: z.string(),
  attributes: z.object({ name: jsonText, city: jsonText, country: jsonText }).nullish(),
});

const answer = z.object({
  data: z.array(z.unknown()),
  included: z.array(z.unknown()).nullish(),
  links: z.object({ next: jsonText }).nullish(),
  meta: z.object({ "record-count": z.int().nullish() }).nullish(),
});

type Names = ReadonlyMap<string, string>;

/**
 * The answer of `GET /v1/jobs?include=department,locations` (docs.teamtailor.com, Jobs), which is JSON:API 1.0.
 * `start-date` and `end-date` are when the posting is shown.
 * @throws DomainError `feed_unreadable`
 */
export function parseTeamtailor(document: Buffer): ParsedFeed {
  const read = readAnswer(document);
  const names = new Map(
    (read.included ?? []).flatMap((item) => {
      const { success, data } = included.safeParse(item);
      const place = data?.attributes;
      return success
        ? [[`${data.type} ${data.id}`, place?.name || [place?.city, place?.country].filter(Boolean).join(", ")]]
        : [];
    }),
  );
  const parsed = gatherJson(read.data, job, "id", (item) => toSaid(item, names), {
    names: {
      title: "attributes.title",
      pay: "attributes.min-salary",
      publishedAt: "attributes.start-date",
      closesOn: "attributes.end-date",
    },
  });
  return { ...parsed, announced: read.meta?.["record-count"] ?? null };
}

export const nextTeamtailorPage = (document: Buffer): string | null => readAnswer(document).links?.next ?? null;

function readAnswer(document: Buffer): z.infer<typeof answer> {
  const read = answer.safeParse(parseJson(document, "a list of Teamtailor jobs"));
  if (!read.success) throw unreadable("this is not a list of Teamtailor jobs");
  return read.data;
}

function toSaid({ id, attributes, links, relationships }: z.infer<typeof job>, names: Names): SaidPosting {
  const namesOf = (relation: z.infer<typeof related>) =>
    [relation?.data ?? []].flat().map((one) => names.get(`${one.type} ${one.id}`));
  const status = attributes["human-status"] || attributes.status;
  return {
    key: id,
    title: attributes.title,
    department: namesOf(relationships?.department)[0],
    locations: [...namesOf(relationships?.location), ...namesOf(relationships?.locations)],
    employment: [attributes["employment-type"]],
    remote: attributes["remote-status"] === "none" ? null : toRemote(attributes["remote-status"]),
    grade: attributes["employment-level"] === "none" ? null : attributes["employment-level"],
    pay: {
      min: attributes["min-salary"],
      max: attributes["max-salary"],
      currency: attributes.currency,
      per: attributes["salary-time-unit"],
    },
    parts: [{ text: attributes.body || attributes.pitch }],
    applyUrl: [links?.["careersite-job-apply-url"], links?.["careersite-job-url"]],
    publishedAt: attributes["start-date"] || attributes["created-at"],
    closesOn: attributes["end-date"],
    audience: attributes.internal ? "alumni" : null,
    isOpen: !status || /^(open|published|scheduled)$/.test(status),
  };
}
