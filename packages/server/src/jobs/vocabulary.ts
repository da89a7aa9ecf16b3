import { means } from "../matching/match.rules.ts";
import { readPublicVersion } from "../organizations/public-version.ts";
import type { Context } from "../platform/context.ts";
import { asOrganization } from "../platform/database.ts";

/** Of each skill; that so many say it in so many ways no house should have. */
const mostNames = 1_000;
/** Organizations, in this process. */
const mostKept = 200;

/** The words that the house's postings have for departments and for what they ask of people. */
export interface Vocabulary {
  departments: readonly string[];
  requirements: readonly string[];
  /** By skill, as it was asked for: the requirements that mean it. */
  meaning: Map<string, readonly string[]>;
}

const kept = new Map<string, { version: string; vocabulary: Promise<Vocabulary> }>();

/** Read once per version of the organization's postings. */
export async function readVocabulary(ctx: Context): Promise<Vocabulary> {
  const version = await readPublicVersion(ctx);
  const known = kept.get(ctx.organizationId);
  if (known?.version === version) return known.vocabulary;
  if (kept.size >= mostKept) kept.clear();
  const made = { version, vocabulary: read(ctx) };
  kept.set(ctx.organizationId, made);
  try {
    return await made.vocabulary;
  } catch (error) {
    if (kept.get(ctx.organizationId) === made) kept.delete(ctx.organizationId);
    throw error;
  }
}

async function read({ database: { client }, organizationId }: Context): Promise<Vocabulary> {
  const rows = await client<{ kind: "department" | "requirement"; name: string }[]>`
    ${asOrganization(client, organizationId)}
    select q.* from o cross join lateral (
      select kind, name from job_vocabulary where organization_id = o.id order by kind, name) q`;
  const of = (wanted: (typeof rows)[number]["kind"]) =>
    rows.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  return { departments: of("department"), requirements: of("requirement"), meaning: new Map() };
}

/** The requirements that mean one of these skills, as a match finds them. */
export function requirementsFor({ requirements, meaning }: Vocabulary, skills: readonly string[]): string[] {
  const found = new Set<string>();
  for (const skill of skills) {
    const known = meaning.get(skill) ?? requirements.filter((name) => means(name, skill)).slice(0, mostNames);
    meaning.set(skill, known);
    for (const name of known) found.add(name);
  }
  return [...found].slice(0, mostNames);
}
