import { followRenames } from "../changes/renames.ts";
import { isTheirs, type WorkFacts } from "../matching/match.rules.ts";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { readWorkHistory } from "../registry/work-history.ts";
import { requirementsFor, type Vocabulary } from "./vocabulary.ts";

/** What of the house's words for departments and requirements speaks of one person. */
export interface Fit {
  /** Where they worked, as postings write it today. */
  departments: string[];
  /** Requirements that name a skill of theirs. */
  requirements: string[];
}

export const noFit: Fit = { departments: [], requirements: [] };

/** All that a match reads of a person (UUID), and no more. */
export async function readWorkFacts(ctx: Context, tx: Transaction, personId: string): Promise<WorkFacts> {
  const { departments, skills, grade } = await readWorkHistory(ctx, tx, personId);
  return { departments: await followRenames(ctx, tx, departments), skills, grade };
}

/** By the rules of a match, so that a list agrees with what a match says of each of its postings. */
export const fitOf = (vocabulary: Vocabulary, { departments, skills }: WorkFacts): Fit => ({
  departments: vocabulary.departments.filter((name) => departments.some((theirs) => isTheirs(name, theirs))),
  requirements: requirementsFor(vocabulary, skills),
});
