import { readPublicVersion } from "../organizations/public-version.ts";
import type { Context } from "../platform/context.ts";
import type { FacetGroup } from "./facets.rules.ts";
import { indexQuery, type Listing } from "./job-lanes.rules.ts";
import { open, opening } from "./job-statements.ts";
import type { Sight } from "./sight.ts";
import { foldPhrase, type Phrase } from "./suggestions.rules.ts";

/** Distinct titles and skills that are suggested, the frequent first. */
const mostPhrases = 20_000;
/** Of all organizations, in this process: some 100 MB. */
const mostKept = 500_000;

/** What counts and suggestions are made of, for everybody who may see the same. */
interface Digest {
  groups: readonly FacetGroup[];
  phrases: readonly Phrase[];
}

const kept = new Map<string, { version: string; digest: Promise<Digest>; size: number }>();

/**
 * Read once per version of the organization's postings, and day, and audience: counting all of a large organization for
 * each visitor would cost more than all the rest. Who was invited to something has a digest of their own.
 */
export async function readDigest(ctx: Context, sight: Sight): Promise<{ digest: Digest; version: string }> {
  const version = `${await readPublicVersion(ctx)} ${sight.today}`;
  const key = [ctx.organizationId, sight.sees, ...sight.invitedJobs].join(" ");
  const known = kept.get(key);
  if (known?.version === version) return { digest: await known.digest, version };
  const entry = { version, digest: makeDigest(ctx, sight), size: 0 };
  kept.delete(key);
  kept.set(key, entry);
  try {
    const digest = await entry.digest;
    entry.size = digest.groups.length + digest.phrases.length;
    evict();
    return { digest, version };
  } catch (error) {
    if (kept.get(key) === entry) kept.delete(key);
    throw error;
  }
}

/** The oldest go first. */
function evict(): void {
  let total = 0;
  for (const { size } of kept.values()) total += size;
  for (const [key, { size }] of kept) {
    if (total <= mostKept || kept.size === 1) return;
    kept.delete(key);
    total -= size;
  }
}

async function makeDigest(ctx: Context, sight: Sight): Promise<Digest> {
  const [groups, titles, skills] = await Promise.all([
    readGroups(ctx, sight, null),
    readPhrases(ctx, sight, "title", "job_postings"),
    readPhrases(
      ctx,
      sight,
      "skill ->> 'name'",
      "job_postings cross join lateral jsonb_array_elements(requirements) as required (skill)",
    ),
  ]);
  const departments = new Map<string, number>();
  for (const { department, count } of groups)
    if (department !== null) departments.set(department, (departments.get(department) ?? 0) + count);
  return {
    groups,
    phrases: [
      ...titles.map((row) => toPhrase(row, "title")),
      ...[...departments].map(([text, count]) => toPhrase({ text, count }, "department")),
      ...skills.map((row) => toPhrase(row, "skill")),
    ],
  };
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
    departments: null,
    publicOnly: ctx.actor.kind === "visitor",
  };
  const values: (string | boolean | string[])[] = [];
  const bind = (value: string | boolean | string[]) => `$${values.push(value)}`;
  const conditions = (): string =>
    ["organization_id = o.id", "status = 'published'", ...open({ sight, listing }, bind)].join(" and ");
  const text = `${opening({ ctx, sight }, bind, words === null ? null : indexQuery(listing, words, null))}
    select q.* from o cross join lateral (
      select department, employment_type as "employmentType", remote, places, count(*)::int as count
      from ${words === null ? "job_postings" : "job_terms"} where ${conditions()}
      group by department, employment_type, remote, places) q`;
  return ctx.database.client.unsafe<FacetGroup[]>(text, values, { prepare: true });
}

async function readPhrases(ctx: Context, sight: Sight, phrase: string, source: string) {
  const values: (string | boolean | string[])[] = [];
  const bind = (value: string | boolean | string[]) => `$${values.push(value)}`;
  const start = opening({ ctx, sight }, bind, null);
  const text = `${start}
    select q.* from o cross join lateral (
      select ${phrase} as text, count(*)::int as count from ${source}
      where organization_id = o.id and status = 'published' and coalesce(closes_on, 'infinity') >= ${bind(sight.today)}::date
      group by 1 order by 2 desc, 1 limit ${mostPhrases}) q`;
  return ctx.database.client.unsafe<{ text: string; count: number }[]>(text, values, { prepare: true });
}
