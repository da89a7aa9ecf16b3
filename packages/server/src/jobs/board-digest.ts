import { readPublicVersion } from "../organizations/public-version.ts";
import type { Context } from "../platform/context.ts";
import type { FacetGroup } from "./facets.rules.ts";
import { everything, indexQuery, type Listing } from "./job-lanes.rules.ts";
import { open, opening } from "./job-statements.ts";
import type { Sight } from "./sight.ts";
import { foldPhrase, type Phrase } from "./suggestions.rules.ts";

/** Distinct titles and skills that are suggested, the frequent first. */
const mostPhrases = 20_000;
/** Of all organizations, in this process: some 100 MB. */
const mostKept = 500_000;

interface Kept<Entry> {
  version: string;
  entries: Promise<readonly Entry[]>;
  size: number;
}

const groupsKept = new Map<string, Kept<FacetGroup>>();
const phrasesKept = new Map<string, Kept<Phrase>>();

/**
 * What facets count, for everybody who may see the same: read once per version of the organization's postings, day and
 * audience. Counting all of a large organization for each visitor would cost more than all the rest. Who was invited to
 * something has entries of their own.
 */
export const readAllGroups = (ctx: Context, sight: Sight): Promise<readonly FacetGroup[]> =>
  keep(groupsKept, ctx, sight, () => readGroups(ctx, sight, null));

/** What is suggested, in the same way. */
export const readPhrases = (ctx: Context, sight: Sight): Promise<readonly Phrase[]> =>
  keep(phrasesKept, ctx, sight, async () => {
    const titles = await countPhrases(ctx, sight, "title", "job_postings");
    const departments = await countPhrases(ctx, sight, "department", "job_postings");
    const skills = await countPhrases(
      ctx,
      sight,
      "skill ->> 'name'",
      "job_postings cross join lateral jsonb_array_elements(requirements) as required (skill)",
    );
    return [
      ...titles.map((row) => toPhrase(row, "title")),
      ...departments.map((row) => toPhrase(row, "department")),
      ...skills.map((row) => toPhrase(row, "skill")),
    ];
  });

async function keep<Entry>(
  kept: Map<string, Kept<Entry>>,
  ctx: Context,
  sight: Sight,
  read: () => Promise<readonly Entry[]>,
): Promise<readonly Entry[]> {
  const version = `${await readPublicVersion(ctx)} ${sight.today}`;
  const key = [ctx.organizationId, sight.sees, ...sight.invitedJobs].join(" ");
  const known = kept.get(key);
  if (known?.version === version) return known.entries;
  const made: Kept<Entry> = { version, entries: read(), size: 0 };
  kept.delete(key);
  kept.set(key, made);
  try {
    made.size = (await made.entries).length;
  } catch (error) {
    if (kept.get(key) === made) kept.delete(key);
    throw error;
  }
  evict(kept);
  return made.entries;
}

/** The oldest go first. */
function evict<Entry>(kept: Map<string, Kept<Entry>>): void {
  let total = 0;
  for (const { size } of kept.values()) total += size;
  for (const [key, { size }] of kept) {
    if (total <= mostKept || kept.size === 1) return;
    kept.delete(key);
    total -= size;
  }
}

const toPhrase = ({ text, count }: { text: string; count: number }, kind: Phrase["kind"]): Phrase => ({
  text,
  kind,
  count,
  folded: foldPhrase(text),
});

/** All that is open, or what fits the words of a listing, by what filters ask. */
export async function readGroups(ctx: Context, sight: Sight, words: string | null): Promise<FacetGroup[]> {
  const listing: Listing = {
    organizationId: ctx.organizationId,
    status: "published",
    filter: {},
    words: null,
    sort: "published",
    fit: null,
    publicOnly: ctx.actor.kind === "visitor",
  };
  const values: (string | boolean | string[])[] = [];
  const bind = (value: string | boolean | string[]) => `$${values.push(value)}`;
  const conditions = (): string =>
    ["organization_id = o.id", "status = 'published'", ...open({ sight, listing }, bind)].join(" and ");
  const text = `${opening({ ctx, sight }, bind, words === null ? null : indexQuery(listing, words, everything))}
    select q.* from o cross join lateral (
      select department, employment_type as "employmentType", remote, places, count(*)::int as count
      from ${words === null ? "job_postings" : "job_terms"} where ${conditions()}
      group by department, employment_type, remote, places) q`;
  return ctx.database.client.unsafe<FacetGroup[]>(text, values, { prepare: true });
}

async function countPhrases(ctx: Context, sight: Sight, phrase: string, source: string) {
  const values: (string | boolean | string[])[] = [];
  const bind = (value: string | boolean | string[]) => `$${values.push(value)}`;
  const start = opening({ ctx, sight }, bind, null);
  const text = `${start}
    select q.* from o cross join lateral (
      select ${phrase} as text, count(*)::int as count from ${source}
      where organization_id = o.id and status = 'published' and coalesce(closes_on, 'infinity') >= ${bind(sight.today)}::date and ${phrase} is not null
      group by 1 order by 2 desc, 1 limit ${mostPhrases}) q`;
  return ctx.database.client.unsafe<{ text: string; count: number }[]>(text, values, { prepare: true });
}
