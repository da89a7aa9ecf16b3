import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonId, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";
import { toRemote } from "./words.rules.ts";

// Only what is used; Greenhouse adds fields without notice.
const job = z.object({
  id: jsonId,
  title: jsonText,
  updated_at: jsonText,
  first_published: jsonText,
  application_deadline: jsonText,
  location: z.object({ name: jsonText }).nullish(),
  absolute_url: jsonText,
  content: jsonText,
  departments: z.array(z.object({ name: jsonText })).nullish(),
  metadata: z.array(z.object({ name: jsonText, value: z.unknown() })).nullish(),
  pay_input_ranges: z
    .array(
      z.object({
        min_cents: z.number().nullish(),
        max_cents: z.number().nullish(),
        currency_type: jsonText,
        title: jsonText,
      }),
    )
    .nullish(),
});

const board = z.object({ jobs: z.array(z.unknown()), meta: z.object({ total: z.int() }).nullish() });

/**
 * The answer of `GET /v1/boards/{token}/jobs?content=true` (developers.greenhouse.io, Job Board API), or one job of it.
 * @throws DomainError `feed_unreadable`, also when fewer jobs came than the answer says there are
 */
export function parseGreenhouse(document: Buffer): ParsedFeed {
  const json = parseJson(document, "a Greenhouse job board answer");
  const answer = board.safeParse(json);
  const jobs = answer.data?.jobs ?? (job.safeParse(json).success ? [json] : undefined);
  if (!jobs) throw unreadable("this is not a Greenhouse job board answer");
  const total = answer.data?.meta?.total ?? jobs.length;
  if (total !== jobs.length) throw unreadable(`the feed says ${total} jobs and holds ${jobs.length}`);
  return gatherJson(jobs, job, "id", toSaid, { names: { description: "content", publishedAt: "first_published" } });
}

function toSaid(item: z.infer<typeof job>): SaidPosting {
  const custom = (name: RegExp) => {
    const value = item.metadata?.find((field) => name.test(field.name ?? ""))?.value;
    return typeof value === "string" ? value : null;
  };
  const [pay] = item.pay_input_ranges ?? [];
  return {
    key: item.id,
    title: item.title,
    department: item.departments?.find(({ name }) => name)?.name ?? null,
    locations: [item.location?.name],
    employment: [custom(/employment.?type|雇用形態/i)],
    remote: toRemote(custom(/workplace.?type|remote|リモート|在宅/i)),
    grade: custom(/^(grade|level|等級|グレード)$/i),
    pay: pay && {
      min: fromCents(pay.min_cents),
      max: fromCents(pay.max_cents),
      currency: pay.currency_type,
      per: pay.title,
    },
    parts: [{ text: item.content }],
    applyUrl: [item.absolute_url],
    publishedAt: item.first_published ?? item.updated_at,
    closesOn: item.application_deadline,
  };
}

const fromCents = (cents: number | null | undefined): number | null | undefined => (cents ? cents / 100 : cents);
