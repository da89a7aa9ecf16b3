import { z } from "zod";
import { sanitizableMarkup } from "./description.rules.ts";
import {
  type FeedPosting,
  isStorable,
  type ParsedFeed,
  toApplyUrl,
  toEmploymentType,
  toPublishedAt,
  unreadable,
} from "./feed-posting.rules.ts";

// Only what is used; Greenhouse adds fields without notice.
const job = z.object({
  id: z.union([z.int(), z.string().min(1)]),
  title: z.string().min(1),
  updated_at: z.string().nullish(),
  first_published: z.string().nullish(),
  location: z.object({ name: z.string().nullish() }).nullish(),
  absolute_url: z.string().nullish(),
  content: z.string().nullish(),
  departments: z.array(z.object({ name: z.string().nullish() })).nullish(),
  metadata: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
});

const board = z.object({ jobs: z.array(z.unknown()), meta: z.object({ total: z.int() }).nullish() });

/**
 * The answer of `GET /v1/boards/{token}/jobs?content=true` of the Greenhouse Job Board API.
 * @throws DomainError `feed_unreadable`, also when fewer jobs came than the answer says there are
 */
export function parseGreenhouse(document: Buffer): ParsedFeed {
  const { jobs, meta } = readBoard(document);
  if (meta && meta.total !== jobs.length) throw unreadable(`the feed says ${meta.total} jobs and holds ${jobs.length}`);
  const parsed: ParsedFeed = { read: jobs.length, postings: [], rejected: [] };
  for (const [index, item] of jobs.entries()) {
    const result = job.safeParse(item);
    const posting = result.success ? toPosting(result.data) : null;
    if (posting && isStorable(posting)) parsed.postings.push(posting);
    else
      parsed.rejected.push({
        row: index + 1,
        column: result.error?.issues[0]?.path.join(".") ?? "content",
        code: "value_unreadable",
        key: keyOf(item),
      });
  }
  return parsed;
}

function readBoard(document: Buffer): z.infer<typeof board> {
  try {
    return board.parse(JSON.parse(document.toString("utf8")));
  } catch {
    throw unreadable("this is not a Greenhouse job board answer");
  }
}

function keyOf(item: unknown): string | null {
  const result = z.object({ id: job.shape.id }).safeParse(item);
  return result.success ? String(result.data.id) : null;
}

function toPosting(item: z.infer<typeof job>): FeedPosting {
  const employment = item.metadata?.find(({ name }) => /employment.?type|雇用形態/i.test(name))?.value;
  return {
    key: String(item.id),
    title: item.title,
    department: item.departments?.find(({ name }) => name)?.name ?? null,
    location: item.location?.name || null,
    employmentType: typeof employment === "string" ? toEmploymentType(employment) : null,
    salary: null,
    descriptionHtml: sanitizableMarkup(item.content ?? ""),
    applyUrl: toApplyUrl(item.absolute_url),
    publishedAt: toPublishedAt(item.first_published ?? item.updated_at ?? ""),
    audience: null,
  };
}
