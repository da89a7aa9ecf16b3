import { z } from "zod";
import { parseJson } from "./decoding.rules.ts";
import { gatherJson, jsonAmount, jsonFlag, jsonId, jsonText } from "./json-items.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPosting } from "./said-posting.rules.ts";
import { toRemote } from "./words.rules.ts";

const job = z.object({
  id: jsonId,
  title: jsonText,
  department: jsonText,
  team: jsonText,
  employmentType: jsonText,
  location: jsonText,
  secondaryLocations: z.array(z.object({ location: jsonText })).nullish(),
  isRemote: jsonFlag,
  workplaceType: jsonText,
  isListed: jsonFlag,
  publishedAt: jsonText,
  descriptionHtml: jsonText,
  descriptionPlain: jsonText,
  jobUrl: jsonText,
  applyUrl: jsonText,
  compensation: z
    .object({
      compensationTierSummary: jsonText,
      summaryComponents: z
        .array(
          z.object({
            compensationType: jsonText,
            interval: jsonText,
            currencyCode: jsonText,
            minValue: jsonAmount,
            maxValue: jsonAmount,
          }),
        )
        .nullish(),
    })
    .nullish(),
});

/**
 * The answer of `GET /posting-api/job-board/{name}?includeCompensation=true` (developers.ashbyhq.com, Public Job Posting
 * API). What is not listed is reached by its link alone, and shown in no list: nor in ours.
 * @throws DomainError `feed_unreadable`
 */
export function parseAshby(document: Buffer): ParsedFeed {
  const board = z.object({ jobs: z.array(z.unknown()) }).safeParse(parseJson(document, "an Ashby job board"));
  if (!board.success) throw unreadable("this is not an Ashby job board");
  return gatherJson(board.data.jobs, job, "id", toSaid, { names: { pay: "compensation" } });
}

function toSaid(item: z.infer<typeof job>): SaidPosting {
  const salary = item.compensation?.summaryComponents?.find(({ compensationType }) => compensationType === "Salary");
  return {
    key: item.id,
    title: item.title,
    department: item.department || item.team,
    locations: [item.location, ...(item.secondaryLocations ?? []).map(({ location }) => location)],
    employment: [item.employmentType],
    remote: toRemote(item.workplaceType) ?? (item.isRemote ? "fully" : null),
    pay: salary
      ? { min: salary.minValue, max: salary.maxValue, currency: salary.currencyCode, per: salary.interval }
      : item.compensation?.compensationTierSummary,
    parts: [{ text: item.descriptionHtml || item.descriptionPlain }],
    applyUrl: [item.applyUrl, item.jobUrl],
    publishedAt: item.publishedAt,
    isOpen: item.isListed !== false,
  };
}
